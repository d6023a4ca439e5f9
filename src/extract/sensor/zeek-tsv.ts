/**
 * Zeek's own, tab-separated logs: conn, dns, ssl, x509, http, files, notice, weird and socks, with their headers, which
 * may come anew anywhere; without one, what the file's name says. Sees what zeek-json sees. Of connections every line is
 * looked at, but only for its port and its address; of other logs only the lines in which an anchor stands.
 * Source: https://docs.zeek.org/en/master/log-formats.html#zeek-tsv-format-logs.
 * Does not see: what only another file tells, as Zeek writes dns.log beside conn.log; which handshakes showed a
 * certificate of x509.log, which names no connection.
 */
import { type Line, lineAround, lineFrom, longestLine } from '../../codec/log-lines/lines.ts';
import {
  columnAt,
  emptyHeader,
  isDirective,
  readDirective,
  tabbedRecord,
  usualHeader,
  type ZeekHeader,
} from '../../codec/zeek-log/tab-separated.ts';
import { poolPort, poolPorts } from '../../intel/pool-ports.ts';
import type { Hit } from '../../model/anchor.ts';
import {
  defineSweep,
  type Miss,
  type Sweep,
  type SweepBeginning,
  type SweepExtractor,
  type SweepSighting,
  type SweepView,
} from '../../model/units.ts';
import { MiningTrail } from './mining-trail.ts';
import { placeOf } from './place.ts';
import { wordAnchors } from './sensor-anchors.ts';
import { type SensorKind, sensorKinds } from './sensor-record.ts';
import { sensorRecordOfZeek } from './zeek-records.ts';

/** Lines of one header; it has eight. */
const mostDirectives = 64;
const lineFeed = 0x0a;
const hash = 0x23;
const latin = new TextDecoder('latin1');

/** With what a header begins. */
const headerStart = '#separator \\x';

export const zeekTsv: SweepExtractor<SensorKind> = defineSweep({
  id: 'zeek-tsv',
  title: "Zeek's tab-separated logs",
  emits: sensorKinds,
  anchors: [...wordAnchors, { text: headerStart }],
  accepts: (head, name) => beginsWith(head, headerStart) || (isHeadless(head) && usualHeader(name) !== undefined),
  open: (beginning) => new ZeekTsvSweep(beginning),
});

function beginsWith(head: Uint8Array, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (head[i] !== text.charCodeAt(i)) return false;
  return true;
}

/** A first line that begins with a time, a tab, and the name of a connection, as records of Zeek do. */
function isHeadless(head: Uint8Array): boolean {
  const digit = (head[0] ?? 0) - 0x30;
  return digit >= 0 && digit <= 9 && /^\d{9,10}\.\d{6}\t[A-Za-z0-9]{11,22}\t/.test(latin.decode(head.subarray(0, 64)));
}

class ZeekTsvSweep implements Sweep<SensorKind> {
  readonly #trail: MiningTrail;
  #header: ZeekHeader = emptyHeader;
  /** Columns of a connection's server; below zero where the log is none of connections. */
  #portColumn = -1;
  #serverColumn = -1;
  #flowColumn = -1;
  /** Offset in the artifact behind the last line that was read. */
  #readTo = 0;
  /** True where that is amid a line that is too long. */
  #amid = false;
  #misses = 0;

  constructor({ name, limits }: SweepBeginning) {
    this.#trail = new MiningTrail(limits.observationsPerKind);
    this.#use(usualHeader(name) ?? emptyHeader);
  }

  *push(view: SweepView): Generator<Miss> {
    yield* this.#walk(view);
    for (const hit of view.hits) {
      if (view.base + hit.offset < this.#readTo) continue;
      yield* this.#lineOf(view, hit);
      yield* this.#walk(view);
    }
  }

  flush(): Iterable<SweepSighting<SensorKind> | Miss> {
    return this.#trail.end();
  }

  end(): Iterable<SweepSighting<SensorKind> | Miss> {
    return this.#trail.end();
  }

  #use(header: ZeekHeader): void {
    const column = (field: string): number => (header.path === 'conn' ? (header.columns.get(field) ?? -1) : -1);
    this.#header = header;
    this.#portColumn = column('id.resp_p');
    this.#serverColumn = column('id.resp_h');
    this.#flowColumn = column('uid');
  }

  /** A line that a hit points at, and where it begins a header the whole of that. */
  *#lineOf(view: SweepView, { offset }: Hit): Generator<Miss> {
    const { bytes, base } = view;
    const found = lineAround(view, offset);
    if (found.status !== 'ok') {
      this.#readTo = base + this.#behindLine(bytes, offset, view.to);
      return yield* this.#tooLong(view, offset);
    }
    const line = found.value;
    if (isDirective(bytes, line.start, line.end)) this.#readTo = base + this.#readHeader(view, line);
    else {
      this.#take(bytes, base, line);
      this.#readTo = base + line.next;
    }
  }

  /** Every line of a log of connections, up to the end of what is due or of another log's header. */
  *#walk(view: SweepView): Generator<Miss> {
    const { bytes, base, to, last } = view;
    let at = this.#readTo - base;
    if (this.#amid) at = this.#behindLine(bytes, at, to);
    while (at < to && !this.#amid && this.#portColumn >= 0) {
      if (!this.#trail.knowsAny) at = passOver(bytes, at, to, this.#header.separator, this.#portColumn);
      if (at >= to) break;
      const found = lineFrom(bytes, at, last);
      if (found.status !== 'ok') {
        yield* this.#tooLong(view, at);
        at = this.#behindLine(bytes, at + longestLine, to);
        continue;
      }
      const line = found.value;
      if (isDirective(bytes, line.start, line.end)) {
        at = this.#readHeader(view, line);
        continue;
      }
      if (this.#matters(bytes, line)) this.#take(bytes, base, line);
      at = line.next;
    }
    this.#readTo = base + at;
  }

  /** Reads the lines of a header from this one on; gives where the next line begins. */
  #readHeader({ bytes, last }: SweepView, first: Line): number {
    let line = first;
    for (let read = 0; read < mostDirectives; read++) {
      this.#use(readDirective(this.#header, latin.decode(bytes.subarray(line.start, line.end))));
      const next = lineFrom(bytes, line.next, last);
      if (next.status !== 'ok' || !isDirective(bytes, next.value.start, next.value.end)) break;
      line = next.value;
    }
    return line.next;
  }

  /** Where the line behind this one begins; the end of what is due where that is not seen yet. */
  #behindLine(bytes: Uint8Array, at: number, to: number): number {
    const end = bytes.subarray(at, to).indexOf(lineFeed);
    this.#amid = end < 0;
    return end < 0 ? Math.max(at, to) : at + end + 1;
  }

  *#tooLong({ base }: SweepView, offset: number): Generator<Miss> {
    if (this.#misses++ > 0) return;
    const what = `a line of more than ${longestLine} bytes was passed over, and others may have been`;
    yield { gap: { code: 'limit-bytes', what, offset: base + offset } };
  }

  /** Asked of every connection: its port, and its address and name where any were learnt. */
  #matters(bytes: Uint8Array, { start, end }: Line): boolean {
    const { separator } = this.#header;
    const port = columnAt(bytes, start, end, separator, this.#portColumn);
    if (port === undefined) return false;
    if (poolPort(numberIn(bytes, port.start, port.end)) !== undefined) return true;
    if (!this.#trail.knowsAny) return false;
    return [this.#serverColumn, this.#flowColumn].some((column) => {
      const place = column < 0 ? undefined : columnAt(bytes, start, end, separator, column);
      return place !== undefined && this.#trail.knows(latin.decode(bytes.subarray(place.start, place.end)));
    });
  }

  #take(bytes: Uint8Array, base: number, { start, end }: Line): void {
    const record = sensorRecordOfZeek(tabbedRecord(this.#header, bytes, start, end));
    if (record) this.#trail.take(record, () => placeOf(bytes, base, start, end));
  }
}

/** One for each port at which pools listen. */
const isPoolPort = new Uint8Array(65_536);
for (const port of poolPorts) isPoolPort[port] = 1;

/**
 * Passes over lines that tell of no pool's port, which are nearly all of them: gives where a line begins that has to be
 * looked at, or the first one behind `to`. A line without its end is left to the caller.
 */
function passOver(bytes: Uint8Array, from: number, to: number, separator: number, portColumn: number): number {
  let start = from;
  while (start < to && bytes[start] !== hash) {
    const most = Math.min(bytes.length, start + longestLine);
    let at = start;
    for (let column = 0; column < portColumn && at < most && bytes[at] !== lineFeed; at++)
      if (bytes[at] === separator) column++;
    const port = numberIn(bytes, at, most);
    const end = bytes.indexOf(lineFeed, at);
    if (end < 0 || end > most || isPoolPort[port] === 1) break;
    start = end + 1;
  }
  return start;
}

/** The number that five digits and fewer write at `start`; zero where none stands there. */
function numberIn(bytes: Uint8Array, start: number, end: number): number {
  let number = 0;
  for (let at = start; at < end && at < start + 5; at++) {
    const digit = (bytes[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) break;
    number = number * 10 + digit;
  }
  return number;
}
