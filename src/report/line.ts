/** One line of the terminal's page, and how tones look there. */
import picocolors from 'picocolors';
import type { Tone } from './sheet.ts';
import { displayWidth } from './width.ts';

export interface Span {
  readonly text: string;
  readonly tone: Tone;
}

/** A line that grows; neighbours of one tone are painted at once. */
export class Line {
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

export type Palette = Readonly<Record<Tone, (text: string) => string>>;

export function palette(color: boolean): Palette {
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
