/**
 * The page that text reports are set on. It is the only place that makes output from words, so that defanging and
 * escaping hold for whatever is put on it; renderers never join strings of their own into lines.
 */
import picocolors from 'picocolors';
import { escapeText } from './escape.ts';
import { displayWidth, fitting } from './width.ts';

/** What a stretch of text is to the reader; the page decides how that looks. */
export type Tone = 'plain' | 'strong' | 'quiet' | 'alarm' | 'caution' | 'notice' | 'calm' | 'value';

export interface Piece {
  readonly text: string;
  readonly tone?: Tone;
  /** Neither defanged nor cut: file names, hashes and commands that shall be typed. Escaped all the same. */
  readonly exact?: boolean;
}
export type Words = string | Piece | readonly (string | Piece)[];

export interface PageOptions {
  /** Columns that prose is wrapped to. */
  readonly width: number;
  /** Columns there are: a word that fits between width and this is not broken. Infinity where nothing breaks lines. */
  readonly columns: number;
  readonly color: boolean;
  readonly defang: (text: string) => string;
}

export interface Setting {
  /** Columns before every line. */
  readonly indent?: number;
  /** Stands on the first line, left of the text. */
  readonly label?: Piece;
  /** Column of the label. */
  readonly labelAt?: number;
}

/** Characters of one piece; a longer one is cut and says so. */
const longestPiece = 600;

interface Span {
  readonly text: string;
  readonly tone: Tone;
}
/** Spans without a space between them. */
type Word = Span[];

export class Page {
  readonly width: number;
  private readonly columns: number;
  private readonly defang: (text: string) => string;
  private readonly paint: Readonly<Record<Tone, (text: string) => string>>;
  private readonly lines: string[] = [];

  constructor(options: PageOptions) {
    this.width = Math.max(40, options.width);
    this.columns = Math.max(this.width, options.columns);
    this.defang = options.defang;
    this.paint = palette(options.color);
  }

  /** An empty line, unless one stands there or nothing stands yet. */
  gap(): void {
    if (this.lines.length > 0 && this.lines.at(-1) !== '') this.lines.push('');
  }

  /** Running text, wrapped. */
  paragraph(words: Words, setting: Setting = {}): void {
    const { indent = 0, label, labelAt = 0 } = setting;
    let lead = ' '.repeat(indent);
    let used = indent;
    if (label) {
      const text = escapeText(label.text);
      const after = Math.max(1, indent - labelAt - displayWidth(text));
      lead = ' '.repeat(labelAt) + this.paint[label.tone ?? 'plain'](text) + ' '.repeat(after);
      used = labelAt + displayWidth(text) + after;
    }
    let line = '';
    const margin = Math.max(indent, used);
    let column = used;
    const next = (): void => {
      this.lines.push((lead + line).trimEnd());
      lead = ' '.repeat(indent);
      line = '';
      column = indent;
    };
    for (const word of this.split(words)) {
      const width = wordWidth(word);
      if (line !== '' && column + 1 + width > this.width) next();
      else if (line !== '') {
        line += ' ';
        column += 1;
      }
      if (column + width <= this.width || margin + width <= this.columns) {
        line += this.set(word);
        column += width;
        continue;
      }
      for (const span of word) {
        for (let rest = span.text; rest !== ''; ) {
          if (column >= this.width) next();
          const part = fitting(rest, this.width - column);
          line += this.paint[span.tone](part);
          column += displayWidth(part);
          rest = rest.slice(part.length);
        }
      }
    }
    next();
  }

  /** Text whose spaces mean something, on one line that is cut at the width. */
  verbatim(words: Words, setting: Setting = {}): void {
    const { indent = 0 } = setting;
    let column = indent;
    let line = '';
    for (const piece of pieces(words)) {
      const text = this.safe(piece);
      const room = this.width - column;
      const fits = displayWidth(text) <= room;
      const part = fits ? text : `${fitting(text, Math.max(1, room - 1))}…`;
      line += this.paint[piece.tone ?? 'plain'](part);
      column += displayWidth(part);
      if (!fits) break;
    }
    this.lines.push(' '.repeat(indent) + line);
  }

  toString(): string {
    while (this.lines.at(-1) === '') this.lines.pop();
    return `${this.lines.join('\n')}\n`;
  }

  private safe(piece: Piece): string {
    if (piece.exact) return escapeText(piece.text);
    const { text } = piece;
    const cut = text.length > longestPiece ? `${text.slice(0, longestPiece)}… (${text.length} characters)` : text;
    return escapeText(this.defang(cut));
  }

  private split(words: Words): Word[] {
    const split: Word[] = [];
    let open = false;
    for (const piece of pieces(words)) {
      const tone = piece.tone ?? 'plain';
      const parts = this.safe(piece).split(' ');
      parts.forEach((text, i) => {
        if (i > 0) open = false;
        if (text === '') return;
        const last = split.at(-1);
        if (open && last) last.push({ text, tone });
        else split.push([{ text, tone }]);
        open = true;
      });
    }
    return split;
  }

  private set(word: Word): string {
    return word.map(({ text, tone }) => this.paint[tone](text)).join('');
  }
}

function pieces(words: Words): Piece[] {
  const list: readonly (string | Piece)[] = Array.isArray(words) ? words : [words as string | Piece]; // isArray doesn't narrow readonly arrays
  return list.map((piece) => (typeof piece === 'string' ? { text: piece } : piece));
}

function wordWidth(word: Word): number {
  return word.reduce((columns, { text }) => columns + displayWidth(text), 0);
}

function palette(color: boolean): Record<Tone, (text: string) => string> {
  const c = picocolors.createColors(color);
  return {
    plain: (text) => text,
    strong: (text) => c.bold(text),
    quiet: (text) => c.dim(text),
    alarm: (text) => c.bold(c.red(text)),
    caution: (text) => c.bold(c.yellow(text)),
    notice: (text) => c.bold(c.cyan(text)),
    calm: (text) => c.bold(c.green(text)),
    value: (text) => c.cyan(text),
  };
}
