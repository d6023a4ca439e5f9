/** What passes between a thread and the process that runs its rules. */
import type { RuleMatch } from '../../../model/script-payloads.ts';

export type ToChild = { readonly load: readonly RuleFile[] } | { readonly bytes: Uint8Array };

export type FromChild = { readonly loaded: Reading } | { readonly matches: readonly RuleMatch[] };

/** A file of rules, read. */
export interface RuleFile {
  readonly path: string;
  readonly source: string;
}

/** What came of reading the rules. */
export interface Reading {
  readonly rules: number;
  /** Files that could not be compiled, with the engine's own words. */
  readonly mistakes: readonly { readonly path: string; readonly what: string }[];
}
