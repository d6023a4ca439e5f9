/**
 * What a report is written on. Writers say what a text is to the reader; a terminal's page (page.ts) and Markdown
 * (markdown/sheet.ts) set it, each in its own way, and each is the only place that makes its kind of output.
 */

/** What a stretch of text is to the reader; the sheet decides how that looks. */
export type Tone = 'plain' | 'strong' | 'quiet' | 'alarm' | 'caution' | 'notice' | 'calm' | 'value';

export interface Piece {
  readonly text: string;
  readonly tone?: Tone;
  /** Neither defanged nor cut: file names, hashes and commands that shall be typed. Escaped all the same. */
  readonly exact?: boolean;
}
export type Words = string | Piece | readonly (string | Piece)[];

/** A row of marks or figures, one for each column, and what they are about. */
export interface MatrixRow {
  readonly cells: readonly string[];
  readonly words: Words;
  /** Stands below the words. */
  readonly about?: Words;
}

export interface Sheet {
  /** What the report says in one line. `label` is ours. */
  title(label: Piece, words: Words, body?: () => void): void;
  /** A part of the report. Title and remark are ours. */
  section(title: string, remark?: string): void;
  /** A part of a section. The title is ours. */
  subsection(title: string, body: () => void): void;
  /** A paragraph. */
  line(words: Words): void;
  /** A paragraph with a label, and what belongs below it; `gutter` is the label's columns where there are any. */
  entry(label: Piece, gutter: number, words: Words, body?: () => void): void;
  /** Columns have headings of a letter or a word. */
  matrix(columns: readonly string[], rows: readonly MatrixRow[]): void;
  /** Text whose spaces mean something, cut where it does not fit. */
  verbatim(words: Words): void;
  /** Room between two things. */
  gap(): void;
}

export function pieces(words: Words): Piece[] {
  const list: readonly (string | Piece)[] = Array.isArray(words) ? words : [words as string | Piece]; // isArray doesn't narrow readonly arrays
  return list.map((piece) => (typeof piece === 'string' ? { text: piece } : piece));
}

/** Characters of one piece; a longer one is cut and says so. */
const longestPiece = 600;

/** The text of a piece, defanged and cut unless it is exact. Not escaped. */
export function worded({ text, exact }: Piece, defang: (text: string) => string): string {
  if (exact) return text;
  return defang(text.length > longestPiece ? `${text.slice(0, longestPiece)}… (${text.length} characters)` : text);
}
