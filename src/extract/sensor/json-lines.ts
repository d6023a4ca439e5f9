/**
 * A log of one JSON object a line, read where it may matter: lines in which an anchor stands, and lines that name an
 * address or a conversation of which something was learnt before. Nobody looks at the others, so that an innocent log
 * costs what the sieve costs.
 */
import { isObject, type JsonObject, parseDocument } from '../../codec/json/document.ts';
import { LateTexts } from '../../codec/log-lines/late-texts.ts';
import { eachLine, type Line, lineAround, longestLine } from '../../codec/log-lines/lines.ts';
import type { Miss, Sweep, SweepBeginning, SweepSighting, SweepView } from '../../model/units.ts';
import { mostLearnt } from './learnt-names.ts';
import { MiningTrail } from './mining-trail.ts';
import { type Place, placeOf } from './place.ts';
import { closingQuote, portTexts } from './port-texts.ts';
import type { SensorKind, SensorRecord } from './sensor-record.ts';
import { crowd, lineEnd } from './text-lines.ts';
import { type FoundObject, ownObject } from './wrapped-object.ts';

/** Broken lines that are told of each by its place. */
const mostMisses = 10;

const openingBrace = 0x7b;
const quote = 0x22;
const space = 0x20;
const utf8 = new TextDecoder();

/** How a sensor's lines are read. */
export interface JsonLog {
  /** True of an object that the sensor wrote: what carried it may have put others around it. */
  isOwn(object: JsonObject): boolean;
  /** What it says. `view` and `line`: for a record that takes a second line to be complete. */
  read(found: FoundObject, view: SweepView, line: Line): Iterable<SensorRecord>;
  /** Keys of the server's port and of what every record has, as patterns. */
  readonly keys: { readonly port: string; readonly usual: string };
}

/** Texts of ports that are looked for at most. */
const mostPortTexts = 512;

export class JsonLinesSweep implements Sweep<SensorKind> {
  readonly #log: JsonLog;
  readonly #trail: MiningTrail;
  readonly #late = new LateTexts(mostLearnt);
  /** Where the log is not as the sensor itself writes it; else none. */
  readonly #ports = new LateTexts(mostPortTexts);
  /** Offsets in the artifact of lines that were read: one may reach into the next stretch. */
  #done = new Set<number>();
  #misses = 0;

  constructor(log: JsonLog, { head, limits }: SweepBeginning) {
    const lines = utf8.decode(head);
    const mark = closingQuote(lines, log.keys.usual);
    this.#log = log;
    for (const text of portTexts(lines, log.keys.port)) this.#ports.add(text, -1);
    this.#trail = new MiningTrail(limits.observationsPerKind, {
      add: (text, after) => this.#late.add(quoted(text, mark), after),
      remove: (text) => this.#late.remove(quoted(text, mark)),
    });
  }

  *push(view: SweepView): Generator<Miss> {
    const { bytes, base, from, to, hits } = view;
    this.#done = new Set([...this.#done].filter((start) => start >= base + from - longestLine));
    if (hits.length >= crowd) this.#all(view);
    // In their order: what a line is learnt from stands before those that it matters to.
    const places = [...hits.map(({ offset }) => offset), ...this.#ports.find(bytes, base, from, to)];
    yield* this.#linesAt(
      view,
      places.sort((a, b) => a - b),
      false,
    );
    yield* this.#linesAt(view, this.#late.find(bytes, base, from, to), true);
  }

  /** A line in which many places are is looked up once. */
  *#linesAt(view: SweepView, places: Iterable<number>, isLate: boolean): Generator<Miss> {
    let read = 0;
    for (const offset of places) {
      if (offset < read) continue;
      read = lineEnd(view.bytes, offset);
      yield* this.#lineAt(view, offset, isLate);
    }
  }

  flush(): Iterable<SweepSighting<SensorKind> | Miss> {
    return this.#trail.end();
  }

  *end(): Generator<SweepSighting<SensorKind> | Miss> {
    yield* this.#trail.end();
    const more = this.#misses - mostMisses;
    if (more > 0) yield { gap: { code: 'malformed', what: `${more} more lines could not be read` } };
  }

  /** Every line that is due: where so much repeats, the sieve does not tell of each place. */
  #all(view: SweepView): void {
    for (const line of eachLine(view)) {
      if (line.status !== 'ok') continue; // a hit in it tells of it
      const object = objectIn(view.bytes, line.value);
      const at = view.base + line.value.start;
      if (!object || this.#done.has(at)) continue;
      this.#done.add(at);
      this.#take(view, line.value, object, false);
    }
  }

  *#lineAt(view: SweepView, offset: number, isLate: boolean): Generator<Miss> {
    const around = lineAround(view, offset);
    if (around.status !== 'ok') {
      if (around.status === 'limit') yield* this.#miss('limit-bytes', around.what, view.base + offset);
      return;
    }
    const line = around.value;
    const at = view.base + line.start;
    if (this.#done.has(at)) return;
    this.#done.add(at);
    const found = objectIn(view.bytes, line);
    if (found) this.#take(view, line, found, isLate);
    else yield* this.#miss('malformed', 'a line that is not JSON, though it names mining', at);
  }

  #take(view: SweepView, line: Line, found: FoundObject, isLate: boolean): void {
    const { bytes, base } = view;
    const place = (): Place => placeOf(bytes, base, line.start, line.end);
    const own = ownObject(found, (object) => this.#log.isOwn(object));
    if (!own) return;
    for (const record of this.#log.read(own, view, line))
      if (!isLate || isBeside(record)) this.#trail.take(record, place);
  }

  *#miss(code: 'malformed' | 'limit-bytes', what: string, offset: number): Generator<Miss> {
    if (++this.#misses <= mostMisses) yield { gap: { code, what, offset } };
  }
}

/** What may be told because of what stands beside it. */
function isBeside({ kind, value }: SensorRecord): boolean {
  return kind === 'flow-cadence' || kind === 'tls-handshake' || (kind === 'http-request' && value.file !== undefined);
}

/** Addresses and Zeek's names of conversations stand in quotes; Suricata's are numbers. */
function quoted(learnt: string, mark: string): string {
  return /^\d+$/.test(learnt) ? learnt : `${mark}${learnt}${mark}`;
}

/** The object in a line, behind whatever a transport put before it. */
export function objectIn(bytes: Uint8Array, { start, end }: Line): FoundObject | undefined {
  const opening = bytes.subarray(start, end).indexOf(openingBrace);
  if (opening < 0) return undefined;
  const value = parseDocument(bytes, start + opening, end);
  return isObject(value) ? { object: value, text: utf8.decode(bytes.subarray(start, end)) } : undefined;
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
