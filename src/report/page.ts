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

/** Columns; room for the deepest indent and two wide characters after it. */
const narrowest = 40;
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
  readonly #columns: number;
  readonly #defang: (text: string) => string;
  readonly #paint: Palette;
  readonly #lines: string[] = [];

  constructor(options: PageOptions) {
    this.width = Math.max(narrowest, options.width);
    this.#columns = Math.max(this.width, options.columns);
    this.#defang = options.defang;
    this.#paint = palette(options.color);
  }

  /** An empty line, unless one stands there or nothing stands yet. */
  gap(): void {
    if (this.#lines.length > 0 && this.#lines.at(-1) !== '') this.#lines.push('');
  }

  /** Running text, wrapped. */
  paragraph(words: Words, setting: Setting = {}): void {
    const { indent = 0 } = setting;
    const lead = this.#lead(setting);
    const margin = ' '.repeat(indent);
    const line = new Line(displayWidth(lead.plain));
    const next = (): void => {
      this.#lines.push((line.isFirst ? lead.painted : margin) + line.painted(this.#paint));
      line.restart(indent);
    };
    for (const word of this.#split(words)) {
      const width = wordWidth(word);
      if (!line.isEmpty) {
        if (line.column + 1 + width > this.width) next();
        else line.space(word[0]?.tone);
      }
      if (line.column + width <= this.width || line.column + width <= this.#columns) {
        for (const span of word) line.add(span);
      } else this.#breakWord(word, line, next);
    }
    next();
  }

  /** A word that no line has room for is broken where the line ends. */
  #breakWord(word: Word, line: Line, next: () => void): void {
    for (const { text, tone } of word) {
      for (let rest = text; rest !== ''; ) {
        const part = fitting(rest, this.width - line.column);
        if (part === '') {
          next();
          continue;
        }
        line.add({ text: part, tone });
        rest = rest.slice(part.length);
      }
    }
  }

  #lead({ indent = 0, label, labelAt = 0 }: Setting): { plain: string; painted: string } {
    if (!label) return { plain: ' '.repeat(indent), painted: ' '.repeat(indent) };
    const text = escapeText(label.text);
    const before = ' '.repeat(labelAt);
    const after = ' '.repeat(Math.max(1, indent - labelAt - displayWidth(text)));
    return { plain: before + text + after, painted: before + this.#paint[label.tone ?? 'plain'](text) + after };
  }

  /** Text whose spaces mean something, on one line that is cut at the width. */
  verbatim(words: Words, { indent = 0 }: Setting = {}): void {
    const line = new Line(indent);
    for (const piece of pieces(words)) {
      const text = this.#safe(piece);
      const tone = piece.tone ?? 'plain';
      const room = this.width - line.column;
      if (displayWidth(text) > room) {
        line.add({ text: `${fitting(text, room - 1)}…`, tone });
        break;
      }
      line.add({ text, tone });
    }
    this.#lines.push(' '.repeat(indent) + line.painted(this.#paint));
  }

  toString(): string {
    while (this.#lines.at(-1) === '') this.#lines.pop();
    return `${this.#lines.join('\n')}\n`;
  }

  #safe(piece: Piece): string {
    if (piece.exact) return escapeText(piece.text);
    const { text } = piece;
    const cut = text.length > longestPiece ? `${text.slice(0, longestPiece)}… (${text.length} characters)` : text;
    return escapeText(this.#defang(cut));
  }

  #split(words: Words): Word[] {
    const split: Word[] = [];
    let open = false;
    for (const piece of pieces(words)) {
      const tone = piece.tone ?? 'plain';
      const parts = this.#safe(piece).split(' ');
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
}

/** A line that grows; neighbours of one tone are painted at once. */
class Line {
  column: number;
  isFirst = true;
  #spans: { text: string; tone: Tone }[] = [];

  constructor(column: number) {
    this.column = column;
  }

  get isEmpty(): boolean {
    return this.#spans.length === 0;
  }

  add({ text, tone }: Span): void {
    this.column += displayWidth(text);
    const last = this.#spans.at(-1);
    if (last?.tone === tone) last.text += text;
    else this.#spans.push({ text, tone });
  }

  /** A space before a word of this tone. */
  space(tone: Tone | undefined): void {
    const joins = this.#spans.at(-1)?.tone === tone;
    this.add({ text: ' ', tone: joins && tone !== undefined ? tone : 'plain' });
  }

  restart(column: number): void {
    this.#spans = [];
    this.column = column;
    this.isFirst = false;
  }

  painted(paint: Palette): string {
    return this.#spans.map(({ text, tone }) => paint[tone](text)).join('');
  }
}

function pieces(words: Words): Piece[] {
  const list: readonly (string | Piece)[] = Array.isArray(words) ? words : [words as string | Piece]; // isArray doesn't narrow readonly arrays
  return list.map((piece) => (typeof piece === 'string' ? { text: piece } : piece));
}

function wordWidth(word: Word): number {
  return word.reduce((columns, { text }) => columns + displayWidth(text), 0);
}

type Palette = Readonly<Record<Tone, (text: string) => string>>;

function palette(color: boolean): Palette {
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
