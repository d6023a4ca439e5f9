/**
 * The Linux audit log, as auditd writes it and `ausearch --raw` gives it. Sources: codec/audit-log. Records of one event
 * are joined; what is written in hex is decoded. Where only lines with something in them are wanted, the other records of
 * their events are read, too.
 * Does not see: `ausearch -i`; records of one event that stand further apart than others' open at once; what stands in
 * hex and is none of the words below, where not every event is wanted.
 */
import { joinRecords } from '../../codec/audit-log/event.ts';
import { type AuditRecord, auditEventOf, readAuditRecord } from '../../codec/audit-log/record.ts';
import { mostLinesAre } from '../../codec/log-lines/likeness.ts';
import { eachLine, lineAround, lineFrom } from '../../codec/log-lines/lines.ts';
import type { LogSpan } from '../../model/log-payloads.ts';
import {
  defineLogFormat,
  type LogBeginning,
  type LogFormat,
  type LogReader,
  type PlacedEvent,
} from '../../model/log-units.ts';
import type { Miss, SweepView } from '../../model/units.ts';
import { Span } from './line-log.ts';

/** Words that tell of a download, a miner or a hold on the machine: a command with a space in it stands in hex. */
const telling = [
  ...['http://', 'https://', 'curl ', 'wget ', '/tmp/', '/dev/shm', '/dev/tcp/', 'base64', 'stratum', 'xmrig'],
  ...['crontab', 'authorized_keys', 'ld.so.preload', 'chattr', 'systemctl'],
];

export const auditLog: LogFormat = defineLogFormat({
  id: 'audit-log',
  title: 'The Linux audit log',
  sources: [
    { product: 'linux', service: 'auditd' },
    { product: 'linux', category: 'process_creation', service: 'auditd' },
    { product: 'linux', category: 'file_event', service: 'auditd' },
  ],
  anchors: telling.map((word) => ({ text: hexOf(word) })),
  accepts: (head) => mayBegin(head) && mostLinesAre(head, isAuditLine),
  open: (beginning) => new AuditReader(beginning),
});

function hexOf(word: string): string {
  return Array.from(word, (letter) => letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')).join('');
}

/** `type=`, `node=`, and `----` of ausearch. */
function mayBegin(head: Uint8Array): boolean {
  const first = head[0];
  if (first === 0x2d) return head[1] === 0x2d && head[2] === 0x2d && head[3] === 0x2d;
  return (first === 0x74 || first === 0x6e) && head[3] === 0x65 && head[4] === 0x3d;
}

/** ausearch parts its events by a rule and their time. */
function isAuditLine(line: string): boolean {
  return line.startsWith('time->') || readAuditRecord(line) !== undefined;
}

interface PlacedRecord {
  readonly record: AuditRecord;
  readonly text: string;
  readonly offset: number;
  readonly length: number;
  /** Its first bytes: of the sweep's own until they are settled. */
  start: Uint8Array;
}

/** Events whose records are gathered at once, and records of one. */
const mostOpen = 16;
const mostRecords = 64;
/** Lines that are tried on each side of one with a hit. */
const mostLines = 96;
const mostMisses = 10;
const excerptBytes = 256;
const utf8 = new TextDecoder();

class AuditReader implements LogReader {
  readonly #every: boolean;
  readonly #span = new Span();
  readonly #open = new Map<string, PlacedRecord[]>();
  /** Of an event of which lines were hit: they are read once. */
  #read: readonly string[] = [];
  #misses = 0;

  constructor({ every }: LogBeginning) {
    this.#every = every;
  }

  *push(view: SweepView): Generator<PlacedEvent | Miss> {
    if (!this.#every) {
      this.#ends(view);
      for (const { offset } of view.hits) yield* this.#around(view, offset);
      return;
    }
    for (const line of eachLine(view)) {
      if (line.status === 'limit') yield* this.#miss(line.what, Math.max(0, view.base + line.at));
      if (line.status === 'ok') yield* this.#gather(placed(view, line.value.start, line.value.end));
    }
    this.#settle();
  }

  /** What is told in a later call keeps copies: those of every record would cost as much as reading it. */
  #settle(): void {
    for (const records of this.#open.values()) for (const record of records) record.start = record.start.slice();
  }

  *end(): Generator<PlacedEvent> {
    for (const records of this.#open.values()) yield* this.#told(records);
    this.#open.clear();
  }

  span(): LogSpan | undefined {
    return this.#span.told('audit-log', ['logins', 'processes', 'system']);
  }

  *#gather(found: PlacedRecord | undefined): Generator<PlacedEvent> {
    if (found === undefined) return;
    const { event, type } = found.record;
    const records = this.#open.get(event) ?? [];
    records.push(found);
    this.#open.set(event, records);
    if (type === 'EOE' || records.length >= mostRecords) yield* this.#close(event);
    if (this.#open.size <= mostOpen) return;
    const [oldest] = this.#open.keys();
    if (oldest !== undefined) yield* this.#close(oldest);
  }

  *#close(event: string): Generator<PlacedEvent> {
    yield* this.#told(this.#open.get(event) ?? []);
    this.#open.delete(event);
  }

  /** The event of the line around a hit, from the lines before and behind it. */
  *#around(view: SweepView, hit: number): Generator<PlacedEvent | Miss> {
    const line = lineAround(view, hit);
    if (line.status === 'limit') yield* this.#miss(line.what, view.base + hit);
    if (line.status !== 'ok') return;
    const own = placed(view, line.value.start, line.value.end);
    const event = own?.record.event;
    if (own === undefined || event === undefined || this.#read.includes(event)) return;
    this.#read = [...this.#read.slice(1 - mostOpen), event];
    const before = [...linesBefore(view, line.value.start, event)].reverse();
    yield* this.#told([...before, own, ...linesBehind(view, line.value.next, event)].slice(0, mostRecords));
  }

  *#told(records: readonly PlacedRecord[]): Generator<PlacedEvent> {
    const joined = joinRecords(records.map(({ record }) => record));
    for (const [i, { record, category, fields }] of joined.entries()) {
      const place = records[i];
      // The end of an event says nothing.
      if (place === undefined || record.type === 'EOE') continue;
      const event = {
        source: { product: 'linux', ...(category === undefined ? {} : { category }), service: 'auditd' },
        time: { ms: record.ms },
        ...(record.node === undefined ? {} : { machine: record.node }),
        fields,
        text: place.text,
      };
      this.#span.takes(event);
      yield { event, offset: place.offset, length: place.length, excerpt: () => place.start.slice() };
    }
  }

  /** The first and the last line, for the span alone. */
  #ends(view: SweepView): void {
    const first = view.base + view.from === 0 ? lineFrom(view.bytes, 0, view.last) : undefined;
    const last = view.last ? lineAround(view, Math.max(0, view.bytes.length - 2)) : undefined;
    for (const line of [first, last]) {
      const found = line?.status === 'ok' ? placed(view, line.value.start, line.value.end) : undefined;
      if (found) this.#span.takes({ time: { ms: found.record.ms }, source: {}, fields: {}, text: '' });
    }
  }

  *#miss(what: string, offset: number): Generator<Miss> {
    if (++this.#misses <= mostMisses) yield { gap: { code: 'limit-bytes', what, offset } };
  }
}

function placed({ bytes, base }: SweepView, start: number, end: number): PlacedRecord | undefined {
  const text = utf8.decode(bytes.subarray(start, end));
  const record = readAuditRecord(text);
  const excerpt = bytes.subarray(start, Math.min(end, start + excerptBytes));
  return record && { record, text, offset: base + start, length: end - start, start: excerpt };
}

/** Records of the event before a line, nearest first. */
function* linesBefore(view: SweepView, start: number, event: string): Generator<PlacedRecord> {
  let at = start;
  for (let left = mostLines; left > 0 && at > 0; left--) {
    const line = lineAround(view, at - 1);
    if (line.status !== 'ok') return;
    yield* ofEvent(view, line.value, event);
    at = line.value.start;
  }
}

function* linesBehind(view: SweepView, start: number, event: string): Generator<PlacedRecord> {
  let at = start;
  for (let left = mostLines; left > 0 && at < view.bytes.length; left--) {
    const line = lineFrom(view.bytes, at, view.last);
    if (line.status !== 'ok') return;
    yield* ofEvent(view, line.value, event);
    at = line.value.next;
  }
}

function* ofEvent(
  view: SweepView,
  { start, end }: { start: number; end: number },
  event: string,
): Generator<PlacedRecord> {
  const head = utf8.decode(view.bytes.subarray(start, Math.min(end, start + 400)));
  const found = auditEventOf(head) === event ? placed(view, start, end) : undefined;
  if (found) yield found;
}
