/** Lines of a log as text, for sweeps: those that are due, or those alone in which something was hit. */
import { eachLine, type Line, lineAround } from '../../codec/log-lines/lines.ts';
import type { Hit } from '../../model/anchor.ts';
import type { Result } from '../../model/result.ts';
import type { Miss, SweepView } from '../../model/units.ts';
import { type Place, placeOf } from './place.ts';

export interface TextLine {
  readonly text: string;
  /** Of its first byte in the artifact. */
  readonly offset: number;
  /** Bytes. */
  readonly length: number;
  readonly place: () => Place;
}

/** Lines that are too long are told of so often. */
const mostMisses = 10;
/**
 * Hits in one view from which on everything in it is read: where so much repeats, the sieve does not tell of every place
 * (sieve/share.ts), and a log that is full of one miner would hide another.
 */
export const crowd = 4_096;
const utf8 = new TextDecoder();

/** Lines with a hit, each once; a line that is too long is a miss. */
export class HitLines {
  /** Offset in the artifact behind which nothing was read yet. */
  #done = -1;
  #misses = 0;

  *in(view: SweepView): Generator<TextLine | Miss> {
    const [first] = view.hits;
    if (first === undefined) return;
    const crowded = view.hits.length >= crowd;
    yield* this.#around(view, crowded ? [first] : view.hits);
    if (crowded) yield* this.#all(view);
  }

  *#around(view: SweepView, hits: readonly Hit[]): Generator<TextLine | Miss> {
    for (const { offset } of hits) {
      if (view.base + offset < this.#done) continue;
      const line = lineAround(view, offset);
      this.#done = view.base + (line.status === 'ok' ? line.value.next : lineEnd(view.bytes, offset));
      const read = textOf(view, line);
      if (read !== undefined && (!('gap' in read) || ++this.#misses <= mostMisses)) yield read;
    }
  }

  /** Every line that is due and was not read. */
  *#all(view: SweepView): Generator<TextLine | Miss> {
    for (const line of dueLines(view)) {
      const isMiss = 'gap' in line;
      if (!isMiss && line.offset < this.#done) continue;
      if (!isMiss) this.#done = line.offset + line.length;
      if (!isMiss || ++this.#misses <= mostMisses) yield line;
    }
  }
}

/** Behind the line in which `offset` stands, or behind all: nothing of a line that is too long is looked at again. */
export function lineEnd(bytes: Uint8Array, offset: number): number {
  const end = bytes.indexOf(0x0a, offset);
  return end < 0 ? bytes.length : end + 1;
}

/** Every line that is due. */
function* dueLines(view: SweepView): Generator<TextLine | Miss> {
  for (const line of eachLine(view)) {
    const read = textOf(view, line);
    if (read !== undefined) yield read;
  }
}

function textOf({ bytes, base }: SweepView, line: Result<Line>): TextLine | Miss | undefined {
  if (line.status === 'limit')
    return { gap: { code: 'limit-bytes', what: line.what, offset: Math.max(0, base + line.at) } };
  if (line.status !== 'ok') return undefined;
  const { start, end } = line.value;
  return {
    text: utf8.decode(bytes.subarray(start, end)),
    offset: base + start,
    length: end - start,
    place: () => placeOf(bytes, base, start, end),
  };
}
