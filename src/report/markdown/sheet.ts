/**
 * The sheet that Markdown is written on, and the only place that makes Markdown: headings, lists, tables and bold are
 * ours, and all words go through inline.ts. GitHub Flavored Markdown without any HTML.
 */
import type { MatrixRow, Piece, Sheet, Words } from '../sheet.ts';
import { codeSpan, inline } from './inline.ts';

type Last = 'nothing' | 'text' | 'heading' | 'table';

export class MarkdownSheet implements Sheet {
  readonly #defang: (text: string) => string;
  readonly #lines: string[] = [];
  /** Lists that are open around what is written. */
  #depth = 0;
  #last: Last = 'nothing';
  /** Where the last text stood. */
  #lastDepth = 0;

  constructor(defang: (text: string) => string) {
    this.#defang = defang;
  }

  title(label: Piece, words: Words, body?: () => void): void {
    this.#heading('#', [`${label.text}: `, ...wordList(words)]);
    body?.();
  }

  section(title: string, remark?: string): void {
    this.#heading('##', title);
    if (remark !== undefined) this.line(`${remark.charAt(0).toUpperCase()}${remark.slice(1)}.`);
  }

  subsection(title: string, body: () => void): void {
    this.#heading('###', title);
    body();
  }

  line(words: Words): void {
    this.#text(inline(words, { defang: this.#defang }));
  }

  verbatim(words: Words): void {
    const text = wordList(words)
      .map((piece) => (typeof piece === 'string' ? piece : piece.text))
      .join('');
    this.#text(codeSpan(this.#defang(text)));
  }

  entry(label: Piece, _gutter: number, words: Words, body?: () => void): void {
    const continues = this.#last === 'text' && (this.#depth > 0 || this.#lastDepth > 0);
    if (!continues) this.#blank();
    const item = [this.#label(label), inline(words, { defang: this.#defang })].filter((part) => part !== '').join(' ');
    this.#lines.push(`${'  '.repeat(this.#depth)}- ${item}`);
    this.#depth++;
    this.#wrote('text');
    body?.();
    this.#depth--;
  }

  matrix(columns: readonly string[], rows: readonly MatrixRow[]): void {
    const hasAbout = rows.some(({ about }) => about !== undefined);
    const indent = '  '.repeat(this.#depth);
    const row = (cells: readonly string[]): void => {
      this.#lines.push(`${indent}| ${cells.join(' | ')} |`);
    };
    this.#blank();
    row([...columns, 'Evidence', ...(hasAbout ? ['Where it is from'] : [])]);
    row([...columns.map(() => ':-:'), ':--', ...(hasAbout ? [':--'] : [])]);
    for (const { cells, words, about } of rows)
      row([
        ...columns.map((_, i) => cellText(cells[i] ?? '')),
        inline(words, { defang: this.#defang, inCell: true }),
        ...(hasAbout ? [inline(about ?? '', { defang: this.#defang, inCell: true })] : []),
      ]);
    this.#wrote('table');
  }

  /** Headings and lists bring their own room. */
  gap(): void {}

  toString(): string {
    return `${this.#lines.join('\n')}\n`;
  }

  #heading(sign: string, words: Words): void {
    this.#blank();
    this.#lines.push(`${sign} ${inline(words, { defang: this.#defang })}`);
    this.#wrote('heading');
  }

  /** A paragraph; below another one of the same list item, a line of it. */
  #text(text: string): void {
    if (text === '') return;
    const follows = this.#depth > 0 && this.#last === 'text' && this.#lastDepth === this.#depth;
    if (follows) this.#lines.push(`${this.#lines.pop() ?? ''}\\`);
    else this.#blank();
    this.#lines.push('  '.repeat(this.#depth) + text);
    this.#wrote('text');
  }

  #wrote(last: Last): void {
    this.#last = last;
    this.#lastDepth = this.#depth;
  }

  #blank(): void {
    if (this.#lines.length > 0 && this.#lines.at(-1) !== '') this.#lines.push('');
  }

  /** Marks that only open an entry on the terminal are what a list has anyway. */
  #label(label: Piece): string {
    const text = label.text.trim();
    if (text === '' || text === '·' || text === '-') return '';
    if (text === '→') return text;
    return label.exact ? codeSpan(text) : `**${inline(text, { defang: this.#defang })}:**`;
  }
}

function wordList(words: Words): readonly (string | Piece)[] {
  return Array.isArray(words) ? words : [words as string | Piece]; // isArray doesn't narrow readonly arrays
}

/** Marks and figures stand as they are. */
function cellText(text: string): string {
  return /^[+−·\d. ]*$/u.test(text) ? text.trim() : codeSpan(text, true);
}
