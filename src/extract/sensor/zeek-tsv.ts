/**
 * Zeek's own, tab-separated logs: conn, dns, ssl, x509, http, files, notice, weird and socks, with their headers, which
 * may come anew anywhere; without one, what the file's name says. Sees what zeek-json sees. Of connections every line is
 * looked at, but only for its port, its address and how long it went on; of other logs only the lines in which an anchor
 * stands, or an address, a connection or a certificate of which something was learnt before.
 * Source: https://docs.zeek.org/en/master/log-formats.html#zeek-tsv-format-logs.
 * Does not see: handshakes that only x509.log, a file of its own, would name; short or quick connections that only
 * another file would.
 */
import { LateTexts } from '../../codec/log-lines/late-texts.ts';
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
import {
  defineSweep,
  type Miss,
  type Sweep,
  type SweepBeginning,
  type SweepExtractor,
  type SweepSighting,
  type SweepView,
} from '../../model/units.ts';
import { mostLearnt } from './learnt-names.ts';
import { MiningTrail } from './mining-trail.ts';
import { type Place, placeOf } from './place.ts';
import { wordAnchors } from './sensor-anchors.ts';
import { type SensorKind, sensorKinds } from './sensor-record.ts';
import { type ConnColumns, isTelling, passOver } from './zeek-conn-lines.ts';
import { LongConnections } from './zeek-long-connections.ts';
import { sensorRecordOfZeek } from './zeek-records.ts';

/** Lines of one header; it has eight. */
const mostDirectives = 64;
const lineFeed = 0x0a;
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
  readonly #late = new LateTexts(mostLearnt);
  readonly #long = new LongConnections();
  #header: ZeekHeader = emptyHeader;
  /** Of a log of connections; absent in others. */
  #conn: ConnColumns | undefined;
  /** Columns of a connection by which it may be known. */
  #known: readonly number[] = [];
  /** Where other records stood in the log before, they have told what stands beside a connection. */
  #isOfConnections = true;
  /** Offset in the artifact behind the last line that was read. */
  #readTo = 0;
  /** True where that is amid a line that is too long. */
  #amid = false;
  #misses = 0;

  constructor({ name, limits }: SweepBeginning) {
    this.#trail = new MiningTrail(limits.observationsPerKind, {
      add: (text, after) => this.#late.add(text, after),
      remove: (text) => this.#late.remove(text),
    });
    this.#use(usualHeader(name) ?? emptyHeader);
  }

  *push(view: SweepView): Generator<Miss> {
    yield* this.#walk(view);
    for (const hit of view.hits) {
      yield* this.#lateLines(view, hit.offset);
      if (view.base + hit.offset < this.#readTo) continue;
      yield* this.#lineOf(view, hit.offset);
      yield* this.#walk(view);
    }
    yield* this.#lateLines(view, view.to);
  }

  /** Of a log that grows, what may matter beside another is told at its end: by then most of it has. */
  flush(): Iterable<SweepSighting<SensorKind> | Miss> {
    return this.#trail.end();
  }

  end(): Iterable<SweepSighting<SensorKind> | Miss> {
    return this.#long.behind(this.#trail.end());
  }

  #use(header: ZeekHeader): void {
    const { path, separator, columns } = header;
    const column = (field: string): number => columns.get(field) ?? -1;
    const port = column('id.resp_p');
    this.#header = header;
    this.#conn = path === 'conn' && port >= 0 ? { separator, port, duration: column('duration') } : undefined;
    this.#known = [column('id.resp_h'), column('uid')].filter((place) => place >= 0);
    if (path !== undefined && path !== 'conn') this.#isOfConnections = false;
  }

  /** Lines up to `until` that name what was learnt, in logs of which not every line is looked at. */
  *#lateLines(view: SweepView, until: number): Generator<Miss> {
    if (this.#header.path !== 'ssl' && this.#header.path !== 'files') return;
    const { bytes, base } = view;
    const from = Math.max(view.from, this.#readTo - base);
    for (const offset of this.#late.find(bytes, base, from, until))
      if (base + offset >= this.#readTo) yield* this.#lineOf(view, offset);
  }

  /** A line that a hit points at, and where it begins a header the whole of that. */
  *#lineOf(view: SweepView, offset: number): Generator<Miss> {
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
    for (let conn = this.#conn; conn !== undefined && at < to && !this.#amid; conn = this.#conn) {
      if (!this.#trail.knowsAny) at = passOver(bytes, at, to, conn);
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
      if (this.#matters(bytes, line, conn)) this.#take(bytes, base, line);
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

  /** Asked of every connection: its port and its length, and its address and name where any were learnt. */
  #matters(bytes: Uint8Array, { start, end }: Line, conn: ConnColumns): boolean {
    if (isTelling(bytes, start, end, conn)) return true;
    if (!this.#trail.knowsAny) return false;
    return this.#known.some((column) => {
      const place = columnAt(bytes, start, end, conn.separator, column);
      return place !== undefined && this.#trail.knows(latin.decode(bytes.subarray(place.start, place.end)));
    });
  }

  #take(bytes: Uint8Array, base: number, { start, end }: Line): void {
    const record = tabbedRecord(this.#header, bytes, start, end);
    const read = sensorRecordOfZeek(record);
    const place = (): Place => placeOf(bytes, base, start, end);
    if (read) this.#trail.take(read, place);
    if (this.#isOfConnections) this.#long.take(record, read, place);
  }
}
