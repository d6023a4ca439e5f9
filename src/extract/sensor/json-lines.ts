/**
 * A log of one JSON object a line, read where it may matter: lines in which an anchor stands, and lines that name an
 * address or a conversation of which something was learnt before. Nobody looks at the others, so that an innocent log
 * costs what the sieve costs.
 */
import { isObject, type JsonObject, parseDocument } from '../../codec/json/document.ts';
import { LateTexts } from '../../codec/log-lines/late-texts.ts';
import { type Line, lineAround, longestLine } from '../../codec/log-lines/lines.ts';
import type { Limits } from '../../model/limits.ts';
import type { Miss, Sweep, SweepSighting, SweepView } from '../../model/units.ts';
import { MiningTrail, mostLearnt, type Place } from './mining-trail.ts';
import type { SensorKind, SensorRecord } from './sensor-record.ts';

/** What a report shows of a record. */
const excerptBytes = 256;
/** Broken lines that are told of each by its place. */
const mostMisses = 10;

const openingBrace = 0x7b;
const quote = 0x22;
const space = 0x20;
const utf8 = new TextDecoder();

/** What a line says. `view` and `line`: for a record that takes a second line to be complete. */
export type ReadObject = (object: JsonObject, view: SweepView, line: Line) => Iterable<SensorRecord>;

export class JsonLinesSweep implements Sweep<SensorKind> {
  readonly #read: ReadObject;
  readonly #trail: MiningTrail;
  readonly #late = new LateTexts(mostLearnt);
  /** Offsets in the artifact of lines that were read: one may reach into the next stretch. */
  #done = new Set<number>();
  #misses = 0;

  constructor(limits: Limits, read: ReadObject) {
    this.#read = read;
    this.#trail = new MiningTrail(limits.observationsPerKind, (text, offset) => this.#late.add(textOf(text), offset));
  }

  *push(view: SweepView): Generator<Miss> {
    const { bytes, base, from, to, hits } = view;
    this.#done = new Set([...this.#done].filter((start) => start >= base + from - longestLine));
    for (const { offset } of hits) yield* this.#lineAt(view, offset, false);
    for (const offset of this.#late.find(bytes, base, from, to)) yield* this.#lineAt(view, offset, true);
  }

  flush(): Iterable<SweepSighting<SensorKind> | Miss> {
    return this.#trail.end();
  }

  *end(): Generator<SweepSighting<SensorKind> | Miss> {
    yield* this.#trail.end();
    const more = this.#misses - mostMisses;
    if (more > 0) yield { gap: { code: 'malformed', what: `${more} more lines could not be read` } };
  }

  *#lineAt(view: SweepView, offset: number, isLate: boolean): Generator<Miss> {
    const found = lineAround(view, offset);
    if (found.status !== 'ok') {
      if (found.status === 'limit') yield* this.#miss('limit-bytes', found.what, view.base + offset);
      return;
    }
    const line = found.value;
    const at = view.base + line.start;
    if (this.#done.has(at)) return;
    this.#done.add(at);
    const object = objectIn(view.bytes, line);
    if (object) this.#take(view, line, object, isLate);
    else yield* this.#miss('malformed', 'a line that is not JSON, though it names mining', at);
  }

  #take(view: SweepView, line: Line, object: JsonObject, isLate: boolean): void {
    const { bytes, base } = view;
    const place = (): Place => ({
      offset: base + line.start,
      length: line.end - line.start,
      excerpt: bytes.slice(line.start, Math.min(line.end, line.start + excerptBytes)),
    });
    for (const record of this.#read(object, view, line))
      if (!isLate || isBeside(record)) this.#trail.take(record, place);
  }

  *#miss(code: 'malformed' | 'limit-bytes', what: string, offset: number): Generator<Miss> {
    if (++this.#misses <= mostMisses) yield { gap: { code, what, offset } };
  }
}

/** What may be told because of what stands beside it. */
function isBeside({ kind }: SensorRecord): boolean {
  return kind === 'flow-cadence' || kind === 'tls-handshake';
}

/** Addresses and Zeek's names of conversations stand in quotes; Suricata's are numbers. */
function textOf(learnt: string): string {
  return /^\d+$/.test(learnt) ? learnt : `"${learnt}"`;
}

/** The object in a line, behind whatever a transport put before it. */
export function objectIn(bytes: Uint8Array, { start, end }: Line): JsonObject | undefined {
  const opening = bytes.subarray(start, end).indexOf(openingBrace);
  if (opening < 0) return undefined;
  const value = parseDocument(bytes, start + opening, end);
  return isObject(value) ? value : undefined;
}

/** The text of a line. */
export function textIn(bytes: Uint8Array, { start, end }: Line): string {
  return utf8.decode(bytes.subarray(start, end));
}

/** Bytes before the object: what syslog puts there. */
const longestPrefix = 200;

/** The beginning of a log whose first line is, or holds, an object; nothing of anything else. */
export function jsonHead(head: Uint8Array): string | undefined {
  const opening = head.subarray(0, longestPrefix).indexOf(openingBrace);
  const next = head[opening + 1];
  if (opening < 0 || (next !== quote && next !== space)) return undefined;
  return utf8.decode(head);
}
