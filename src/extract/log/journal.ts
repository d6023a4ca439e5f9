/**
 * systemd's journal as text: `journalctl -o export` and `-o json`. Sources: codec/journal.
 * Does not see: `-o json-pretty` and `-o json-sse`; what journald dropped. Where only entries with something in them are
 * wanted, one of more than 64 KiB is not seen whole: what stands in it and looks like an entry is taken for one.
 */
import { eventOfJournal } from '../../codec/journal/entry.ts';
import { readExportedEntry } from '../../codec/journal/export.ts';
import { fieldsOfJournalJson } from '../../codec/journal/json.ts';
import { longestLine } from '../../codec/log-lines/lines.ts';
import type { LogSpan } from '../../model/log-payloads.ts';
import {
  defineLogFormat,
  type LogBeginning,
  type LogFormat,
  type LogReader,
  type PlacedEvent,
} from '../../model/log-units.ts';
import type { Miss, SweepView } from '../../model/units.ts';
import { jsonReading } from './json-reading.ts';
import { LineLog, Span } from './line-log.ts';

const services = ['auth', 'sshd', 'sudo', 'cron', 'syslog', 'auditd'];
const tells: LogSpan['tells'] = ['logins', 'system'];

export const journal: LogFormat = defineLogFormat({
  id: 'journal',
  title: "systemd's journal, exported as text or JSON",
  sources: [
    ...services.map((service) => ({ product: 'linux', service })),
    { product: 'linux', category: 'process_creation', service: 'sysmon' },
  ],
  accepts: (head) => isExport(head) || isJson(head),
  open: (beginning) =>
    beginning.head[0] === openingBrace
      ? new LineLog({ id: 'journal', tells }, jsonReading(readJson), beginning)
      : new ExportReader(beginning),
});

const openingBrace = 0x7b;
const underscore = 0x5f;
const utf8 = new TextDecoder();
const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** Its first field is its place in the journal. */
function isExport(head: Uint8Array): boolean {
  return head[0] === underscore && head[1] === underscore && latin1(head.subarray(0, 9)) === '__CURSOR=';
}

/** Keys stand in any order. */
function isJson(head: Uint8Array): boolean {
  if (head[0] !== openingBrace) return false;
  const text = utf8.decode(head);
  return text.includes('"__REALTIME_TIMESTAMP"') || (text.includes('"__CURSOR"') && text.includes('"_BOOT_ID"'));
}

function readJson(object: Parameters<typeof fieldsOfJournalJson>[0], text: string): ReturnType<typeof eventOfJournal> {
  return eventOfJournal(fieldsOfJournalJson(object), text);
}

const excerptBytes = 256;
const mostMisses = 10;
const tooLong = `an entry of more than ${longestLine} bytes was passed over`;
const beginning = new TextEncoder().encode('\n\n__CURSOR=');

/** Reads entries one behind the other, so that what stands within a field is never taken for an entry. */
class ExportReader implements LogReader {
  readonly #every: boolean;
  readonly #span = new Span();
  /** Offset in the artifact: nothing before it is read again. */
  #next = 0;
  /** The bytes at `#next` are no entry. */
  #lost = false;
  #misses = 0;

  constructor({ every }: LogBeginning) {
    this.#every = every;
  }

  *push(view: SweepView): Generator<PlacedEvent | Miss> {
    if (this.#every) yield* this.#entries(view, view.base + view.to);
    else {
      if (view.base + view.from === 0) this.#glance(view, 0);
      for (const { offset } of view.hits) {
        const hit = view.base + offset;
        if (hit < this.#next) continue;
        yield* this.#approach(view, hit);
        for (const out of this.#entries(view, hit + 1)) if ('gap' in out || out.offset + out.length > hit) yield out;
      }
      if (view.last) this.#glance(view, lastStart(view.bytes));
    }
  }

  *end(): Generator<never> {}

  span(): LogSpan | undefined {
    return this.#span.told('journal', tells);
  }

  /** Entries that begin before `until`, from where reading stands. */
  *#entries(view: SweepView, until: number): Generator<PlacedEvent | Miss> {
    const { bytes, base, last } = view;
    while (this.#next < until) {
      if (this.#lost && !this.#found(view, until)) return;
      const start = this.#next - base;
      const read = readExportedEntry(bytes, start, last);
      if (read.status === 'ok') {
        const { fields, next } = read.value;
        const event = eventOfJournal(fields);
        this.#span.takes(event);
        yield {
          event,
          offset: base + start,
          length: next - start,
          excerpt: () => bytes.slice(start, Math.min(next, start + excerptBytes)),
        };
        this.#next = base + next;
        continue;
      }
      if (read.status !== 'not-this-format') yield* this.#miss(read.status, read.what, this.#next);
      this.#lost = true;
    }
  }

  /** To where an entry begins again; false where none does before `until`. */
  #found({ bytes, base }: SweepView, until: number): boolean {
    const found = indexOf(bytes, beginning, this.#next - base, until - base);
    this.#lost = found < 0;
    // The last bytes may hold the half of a beginning.
    this.#next =
      found >= 0 ? base + found + 2 : Math.max(this.#next, Math.min(until, base + bytes.length - beginning.length));
    return found >= 0;
  }

  /**
   * Goes to an entry before the hit: the first in reach, since a later one may stand within a field. Where reading stands
   * near, it goes on there, and what was lost stays lost until an entry begins.
   */
  *#approach({ bytes, base }: SweepView, hit: number): Generator<Miss> {
    const lowest = Math.max(0, hit - base - longestLine);
    if (base + lowest <= this.#next) return;
    const found = indexOf(bytes, beginning, lowest, hit - base);
    this.#lost = found < 0;
    this.#next = found < 0 ? hit : base + found + 2;
    if (this.#lost) yield* this.#miss('limit', tooLong, hit);
  }

  #glance({ bytes, last }: SweepView, start: number): void {
    const read = readExportedEntry(bytes, start, last);
    if (read.status === 'ok') this.#span.takes(eventOfJournal(read.value.fields));
  }

  *#miss(status: 'malformed' | 'limit', what: string, offset: number): Generator<Miss> {
    const code = status === 'limit' ? 'limit-bytes' : 'malformed';
    if (++this.#misses <= mostMisses) yield { gap: { code, what, offset } };
  }
}

function lastStart(bytes: Uint8Array): number {
  for (
    let at = bytes.lastIndexOf(underscore);
    at > 1 && bytes.length - at < longestLine;
    at = bytes.lastIndexOf(underscore, at - 1)
  )
    if (standsAt(bytes, beginning, at - 3)) return at - 1;
  return 0;
}

function indexOf(bytes: Uint8Array, text: Uint8Array, from: number, to: number): number {
  const [first = 0] = text;
  for (let at = bytes.indexOf(first, from); at >= 0 && at < to; at = bytes.indexOf(first, at + 1))
    if (standsAt(bytes, text, at)) return at;
  return -1;
}

function standsAt(bytes: Uint8Array, text: Uint8Array, at: number): boolean {
  return at >= 0 && text.every((byte, i) => bytes[at + i] === byte);
}
