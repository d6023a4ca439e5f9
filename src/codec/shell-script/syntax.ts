/** What is read of a shell script: as much of its grammar as folding needs. `at` and `end` are indexes into its text. */

interface Span {
  readonly at: number;
  readonly end: number;
}

/** A part of a word. */
export type Piece = Span & {
  /** The quotes it stands in. */
  readonly quote: '' | "'" | '"';
} & (
    | { readonly kind: 'text'; readonly text: string /** Written with escapes. */; readonly escaped: boolean }
    | { readonly kind: 'variable'; readonly name: string; readonly index?: string; readonly change?: Change }
    | {
        readonly kind: 'output';
        readonly script: Script /** Its inside has no place in the text. */;
        readonly detached: boolean;
      }
    | { readonly kind: 'unknown' }
  );

/** What `${name…}` does: `:` cuts, `/` replaces, `#` and `%` take away. */
export interface Change {
  readonly how: ':' | '/' | '//' | '#' | '##' | '%' | '%%' | 'length';
  readonly parts: readonly Word[];
}

export interface Word extends Span {
  readonly pieces: readonly Piece[];
}

export interface Assignment extends Span {
  readonly name: string;
  readonly adds: boolean;
  readonly value: Word | readonly Word[];
}

export interface Command extends Span {
  readonly assignments: readonly Assignment[];
  readonly words: readonly Word[];
  /** A here-document or here-string. */
  readonly input?: Word;
  /** Where its first redirection stands, if it has one. */
  readonly redirected?: number;
}

export type Item =
  | (Span & { readonly kind: 'pipeline'; readonly commands: readonly Command[] })
  | { readonly kind: 'function'; readonly name: string; readonly body: Script }
  | { readonly kind: 'enter' }
  | { readonly kind: 'leave' };

export type Script = readonly Item[];
