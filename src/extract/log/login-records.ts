/**
 * wtmp, btmp, utmp and lastlog: who logged in, who failed to, and when the machine started. Source: codec/utmp. All records
 * are read: they hold no lines. btmp's are failures, by the file's name: the records themselves do not say.
 * Does not see: the names of lastlog's users, of which it holds the numbers; records that somebody wiped.
 */
import { lastlogBytes, readLastlog, readUtmp, type UtmpRecord, utmpBytes } from '../../codec/utmp/record.ts';
import type { LogEvent } from '../../model/log-event.ts';
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

export const loginRecords: LogFormat = defineLogFormat({
  id: 'login-records',
  title: 'Records of logins: wtmp, btmp, utmp, lastlog',
  sources: ['wtmp', 'btmp', 'lastlog'].map((service) => ({ product: 'linux', service })),
  // Its records are no lines: whoever asks gets all of them.
  anchors: [],
  accepts: (head, name) => (fileOf(name) === 'lastlog' ? isLastlog(head) : isUtmp(head)),
  open: (beginning) => new RecordReader(beginning),
});

type File = 'wtmp' | 'btmp' | 'lastlog';

function fileOf(name: string): File {
  const file = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  if (/^lastlog(?:$|[.-])/.test(file)) return 'lastlog';
  return /^btmp(?:$|[.-])/.test(file) ? 'btmp' : 'wtmp';
}

/** Seconds of the years 2000 to 2100: zeros and noise have others. */
const since2000Ms = 946_684_800_000;
const until2100Ms = 4_102_444_800_000;

/** A small number, zeros, and a whole record with a time and something in it. */
function isUtmp(head: Uint8Array): boolean {
  const type = head[0] ?? 0;
  if (type < 1 || type > 9 || head[1] !== 0 || head[2] !== 0 || head[3] !== 0) return false;
  const records = Math.min(4, Math.floor(head.length / utmpBytes));
  for (let i = 0; i < records; i++) {
    const record = readUtmp(head.subarray(i * utmpBytes, (i + 1) * utmpBytes));
    if (record.status !== 'ok' || (record.value.type !== 'EMPTY' && !isSound(record.value))) return false;
  }
  return records > 0;
}

function isSound({ ms, line, user }: UtmpRecord): boolean {
  return ms >= since2000Ms && ms < until2100Ms && (line !== '' || user !== '');
}

/** Its name tells: most of it may be zeros. */
function isLastlog(head: Uint8Array): boolean {
  if (head.length < lastlogBytes) return false;
  for (let at = 0; at + lastlogBytes <= head.length; at += lastlogBytes) {
    const found = readLastlog(head.subarray(at, at + lastlogBytes));
    const isNone = head.subarray(at, at + lastlogBytes).every((byte) => byte === 0);
    if (!isNone && (found === undefined || found.ms < since2000Ms)) return false;
  }
  return true;
}

/** What a report shows of a record. Bytes. */
const excerptBytes = 256;

class RecordReader implements LogReader {
  readonly #file: File;
  readonly #span = new Span();
  /** Offset in the artifact of the next record. */
  #next = 0;
  #broken = 0;
  #brokenAt = 0;

  constructor({ name }: LogBeginning) {
    this.#file = fileOf(name);
  }

  *push({ bytes, base, to, last }: SweepView): Generator<PlacedEvent | Miss> {
    const size = this.#file === 'lastlog' ? lastlogBytes : utmpBytes;
    while (this.#next - base < to) {
      const at = this.#next - base;
      const record = bytes.subarray(at, at + size);
      if (record.length < size) {
        if (last)
          yield { gap: { code: 'malformed', what: 'the last record of a login is cut off', offset: this.#next } };
        this.#next = base + bytes.length;
        return;
      }
      const event = this.#file === 'lastlog' ? lastlogEvent(record, this.#next / size) : this.#utmpEvent(record);
      if (event !== undefined) {
        this.#span.takes(event);
        yield { event, offset: this.#next, length: size, excerpt: () => record.slice(0, excerptBytes) };
      }
      this.#next += size;
    }
  }

  *end(): Generator<Miss> {
    if (this.#broken > 0)
      yield {
        gap: {
          code: 'malformed',
          what: `records that cannot be read as logins: ${this.#broken}`,
          offset: this.#brokenAt,
        },
      };
  }

  span(): LogSpan | undefined {
    return this.#span.told('login-records', ['logins']);
  }

  #utmpEvent(bytes: Uint8Array): LogEvent | undefined {
    const record = readUtmp(bytes, this.#next);
    if (record.status !== 'ok') {
      if (this.#broken++ === 0) this.#brokenAt = this.#next;
      return undefined;
    }
    const { type, pid, line, user, host, ms, address } = record.value;
    if (type === 'EMPTY') return undefined;
    const words = [type, user, line, host, address ?? ''].filter((word) => word !== '');
    return {
      source: { product: 'linux', service: this.#file },
      ...(ms > 0 && ms < until2100Ms ? { time: { ms } } : {}),
      fields: { type, pid, line, user, host, ...(address === undefined ? {} : { address }) },
      text: words.join(' '),
    };
  }
}

function lastlogEvent(bytes: Uint8Array, uid: number): LogEvent | undefined {
  const found = readLastlog(bytes);
  if (found === undefined || found.ms >= until2100Ms) return undefined;
  const { ms, line, host } = found;
  const words = [`uid ${uid}`, line, host].filter((word) => word !== '');
  return {
    source: { product: 'linux', service: 'lastlog' },
    time: { ms },
    fields: { uid, line, host },
    text: words.join(' '),
  };
}
