/** What passes between a thread and the process that runs its rules. */
import type { RuleMatch } from '../../../model/script-payloads.ts';
import type { Reading } from './rule-set.ts';

export type ToChild = { readonly load: readonly RuleFile[] } | { readonly bytes: Uint8Array };

export type FromChild = { readonly loaded: Reading } | { readonly matches: readonly RuleMatch[] };

/** A file of rules, read. */
export interface RuleFile {
  readonly path: string;
  readonly source: string;
}
