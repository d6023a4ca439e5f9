/**
 * The page that text reports are set on. It is the only place that makes output from words, so that defanging and
 * escaping hold for whatever is put on it; renderers never join strings of their own into lines.
 */
import { escapeText } from './escape.ts';
import { Line, type Palette, palette, type Span } from './line.ts';
import { type MatrixRow, type Piece, pieces, type Sheet, type Words, worded } from './sheet.ts';
import { displayWidth, fitting } from './width.ts';

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
/** Columns that a text keeps, however deep it stands. */
const narrowestText = 20;
const sectionMargin = 4;
/** Spans without a space between them. */
type Word = Span[];

export class Page implements Sheet {
  readonly width: number;
  readonly #columns: number;
  readonly #defang: (text: string) => string;
  readonly #paint: Palette;
  readonly #lines: string[] = [];
  /** Column that everything begins at. */
  #margin = 0;

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

  title(label: Piece, words: Words, body?: () => void): void {
    this.entry(label, displayWidth(label.text) + 2, words, body);
  }

  section(title: string, remark?: string): void {
    this.gap();
    const about: Piece[] = remark === undefined ? [] : [{ text: ` · ${remark}`, tone: 'quiet' }];
    this.paragraph([{ text: title, tone: 'strong' }, ...about]);
  }

  subsection(title: string, body: () => void): void {
    this.gap();
    this.paragraph({ text: title, tone: 'strong' });
    this.#inside(sectionMargin, body);
  }

  line(words: Words): void {
    this.paragraph(words, { indent: this.#margin });
  }

  entry(label: Piece, gutter: number, words: Words, body?: () => void): void {
    const indent = this.#inner(gutter);
    this.paragraph(words, { indent, label, labelAt: this.#margin });
    if (body) this.#inside(gutter, body);
  }

  /** The margin that is `columns` further in, as far as there is room. */
  #inner(columns: number): number {
    return Math.max(this.#margin, Math.min(this.#margin + columns, this.width - narrowestText));
  }

  #inside(columns: number, body: () => void): void {
    const outer = this.#margin;
    this.#margin = this.#inner(columns);
    body();
    this.#margin = outer;
  }

  matrix(columns: readonly string[], rows: readonly MatrixRow[]): void {
    const texts = [...columns, ...rows.flatMap(({ cells }) => cells)];
    const cell = 1 + texts.reduce((widest, text) => Math.max(widest, displayWidth(text)), 2);
    const inLine = (cells: readonly string[]): string => cells.map((text) => text.padEnd(cell)).join('');
    const gutter = cell * columns.length + 1;
    const fits = gutter <= (this.width - this.#margin) / 2;
    if (fits) this.verbatim({ text: inLine(columns).trimEnd(), tone: 'quiet' });
    for (const { cells, words, about } of rows) {
      const spelled = columns.map((column, i) => `${column} ${cells[i] ?? ''}`).join(', ');
      const below = (): void => {
        if (!fits) this.line(spelled);
        if (about !== undefined) this.line(about);
      };
      this.entry({ text: fits ? inLine(cells) : '·', exact: true }, fits ? gutter : 2, words, below);
    }
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
    const text = this.#safe(label);
    const before = ' '.repeat(labelAt);
    const after = ' '.repeat(Math.max(1, indent - labelAt - displayWidth(text)));
    return { plain: before + text + after, painted: before + this.#paint[label.tone ?? 'plain'](text) + after };
  }

  /** Text whose spaces mean something, on one line that is cut at the width. */
  verbatim(words: Words, { indent = this.#margin }: Setting = {}): void {
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
    return escapeText(worded(piece, this.#defang));
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

function wordWidth(word: Word): number {
  return word.reduce((columns, { text }) => columns + displayWidth(text), 0);
}
