/**
 * Records of a log as text: a line each, or a line and those behind it that begin no record of their own (a stack trace,
 * a statement of several lines, what a child of a server wrote). Those in which something was hit, or all.
 */
import { eachLine, type Line, lineAround, lineFrom } from '../../codec/log-lines/lines.ts';
import type { Hit } from '../../model/anchor.ts';
import type { Result } from '../../model/result.ts';
import type { Miss, SweepView } from '../../model/units.ts';
import { placeOf } from '../sensor/place.ts';
import { crowd, lineEnd, type TextLine } from '../sensor/text-lines.ts';

/** True where a record begins with the line bytes[start, end). */
export type BeginsRecord = (bytes: Uint8Array, start: number, end: number) => boolean;

/** What follows in a record that goes on is one of its own. */
const mostLines = 64;
/** Bytes. Half of what a sweep sees around what is due, so that a record is whole wherever it is met. */
const longestRecord = 32 * 1024;
/** Lines that are too long are told of so often. */
const mostMisses = 10;
const utf8 = new TextDecoder('utf-8', { fatal: true });
/** What is no UTF-8 was written in some code page: its ASCII stands there, the rest can't be told. */
const windows1252 = new TextDecoder('windows-1252');

export class LogRecords {
  readonly #begins: BeginsRecord | undefined;
  /** Offset in the artifact behind which nothing was read yet. */
  #done = 0;
  #misses = 0;

  /** Without `begins` every line is a record. */
  constructor(begins?: BeginsRecord) {
    this.#begins = begins;
  }

  /** Records that are due and have a hit, each once. */
  *hit(view: SweepView): Generator<TextLine | Miss> {
    const [first] = view.hits;
    if (first === undefined) return;
    // Where so much repeats, the sieve does not tell of every place (sieve/share.ts).
    const crowded = view.hits.length >= crowd;
    yield* this.#around(view, crowded ? [first] : view.hits);
    if (crowded) yield* this.all(view);
  }

  /** Every record that is due and was not read. */
  *all(view: SweepView): Generator<TextLine | Miss> {
    for (const line of eachLine(view)) {
      const start = line.status === 'ok' ? line.value.start : line.status === 'limit' ? line.at : 0;
      if (view.base + start >= this.#done) yield* this.#record(view, line);
    }
  }

  *#around(view: SweepView, hits: readonly Hit[]): Generator<TextLine | Miss> {
    for (const { offset } of hits) {
      if (view.base + offset < this.#done) continue;
      const line = lineAround(view, offset);
      if (line.status !== 'ok') this.#done = view.base + lineEnd(view.bytes, offset);
      yield* this.#record(view, line.status === 'ok' ? this.#headOf(view, line) : line);
    }
  }

  /** The line with which the record of a line begins; that line itself where none is near enough. */
  #headOf(view: SweepView, hit: Extract<Result<Line>, { status: 'ok' }>): Result<Line> {
    const begins = this.#begins;
    const { bytes, base } = view;
    let line = hit;
    for (let lines = 1; begins && lines < mostLines; lines++) {
      const { start, end } = line.value;
      if (begins(bytes, start, end)) return line;
      if (start === 0 || base + start <= this.#done) return hit;
      const before = lineAround(view, start - 1);
      if (before.status !== 'ok' || hit.value.end - before.value.start > longestRecord) return hit;
      line = before;
    }
    return begins && !begins(bytes, line.value.start, line.value.end) ? hit : line;
  }

  *#record(view: SweepView, head: Result<Line>): Generator<TextLine | Miss> {
    const { bytes, base } = view;
    if (head.status === 'limit') {
      const gap = { code: 'limit-bytes' as const, what: head.what, offset: Math.max(0, base + head.at) };
      if (++this.#misses <= mostMisses) yield { gap };
    }
    if (head.status !== 'ok') return;
    const { start } = head.value;
    const { end, next } = this.#wholeRecord(view, head.value);
    this.#done = base + next;
    if (end === start) return;
    yield {
      text: textOf(bytes.subarray(start, end)),
      offset: base + start,
      length: end - start,
      place: () => placeOf(bytes, base, start, end),
    };
  }

  #wholeRecord({ bytes, last }: SweepView, head: Line): Line {
    const begins = this.#begins;
    let whole = head;
    if (begins === undefined) return whole;
    for (let lines = 1; lines < mostLines && whole.next < bytes.length; lines++) {
      const line = lineFrom(bytes, whole.next, last);
      if (line.status !== 'ok' || line.value.end - head.start > longestRecord) return whole;
      const { start, end, next } = line.value;
      if (begins(bytes, start, end)) return whole;
      whole = { start: head.start, end: end === start ? whole.end : end, next };
    }
    return whole;
  }
}

export function textOf(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return windows1252.decode(bytes);
  }
}
