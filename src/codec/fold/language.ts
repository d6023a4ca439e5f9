/** What folding must be told of a language whose hidden strings are sums and calls. */
import type { Constant } from './constant.ts';
import type { Folding } from './edits.ts';

export interface Word {
  readonly kind: 'text' | 'number' | 'name' | 'sign' | 'line';
  readonly value: string;
  readonly at: number;
  readonly end: number;
  /** A text of bytes, or one that was written with escapes where none is needed. */
  readonly form?: 'bytes' | 'escaped';
}

export interface Language {
  words(text: string, most: number): Word[];
  /** Signs that join texts. */
  readonly joins: ReadonlySet<string>;
  /** Texts that stand side by side are one. */
  readonly adjacent: boolean;
  /** Names differ by the case of their letters. */
  readonly exact: boolean;
  /** Functions that run the text they are given. */
  readonly runs: ReadonlySet<string>;
  /** A function by the last part of its name. */
  call(name: string, values: readonly Constant[], folding: Folding): Constant | undefined;
  method(target: Constant, name: string, values: readonly Constant[], folding: Folding): Constant | undefined;
  /** Source text that stands for a value. */
  quoted(text: string): string;
  /** Folds code that another code runs. */
  code(text: string, folding: Folding, layer: number): string;
}

/** A name as the language compares it. */
export function keyOf(name: string, { exact }: Language): string {
  return exact ? name : name.toLowerCase();
}
