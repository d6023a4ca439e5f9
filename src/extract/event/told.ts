/** What all extractors of events share: an event's time, machine and place as observations write them, and joining. */
import { isoTime } from '../../codec/log-lines/time.ts';
import type { LogEvent, LogValue } from '../../model/log-event.ts';
import type { Clock } from '../../model/log-payloads.ts';
import type { PlacedEvent } from '../../model/log-units.ts';
import type { Miss } from '../../model/units.ts';
import { clockOf } from '../log/line-log.ts';

/** Where the first of several joined events stands, copied, since it is told later. */
export interface Place {
  readonly offset: number;
  readonly length: number;
  readonly line?: number;
  readonly excerpt: Uint8Array;
  /** Milliseconds since 1970. */
  readonly time?: number;
}

export function placeOf({ event, offset, length, line, excerpt }: PlacedEvent): Place {
  return {
    offset,
    length,
    excerpt: excerpt(),
    ...(line === undefined ? {} : { line }),
    ...(event.time === undefined ? {} : { time: event.time.ms }),
  };
}

interface When {
  readonly log: string;
  readonly machine?: string;
  readonly start?: string;
  readonly clock?: Clock;
}

/** The log, the machine and the time of an event. */
export function whenOf({ event }: PlacedEvent, log: string): When {
  const clock = clockOf(event.time);
  const start = isoTime(event.time?.ms);
  return {
    log,
    ...(event.machine === undefined ? {} : { machine: event.machine }),
    ...(start === undefined ? {} : { start }),
    ...(clock === undefined ? {} : { clock }),
  };
}

/** How often something came, and when first and last. */
export class Span {
  times = 0;
  #first: number | undefined;
  #last: number | undefined;

  takes(ms: number | undefined, times = 1): void {
    this.times += times;
    if (ms === undefined) return;
    this.#first = Math.min(this.#first ?? ms, ms);
    this.#last = Math.max(this.#last ?? ms, ms);
  }

  /** Milliseconds since 1970. */
  get first(): number | undefined {
    return this.#first;
  }

  get last(): number | undefined {
    return this.#last;
  }

  /** As observations write it; nothing but the start where it came once. */
  told(): { start?: string; end?: string; times?: number } {
    const start = isoTime(this.#first);
    const end = isoTime(this.#last);
    return {
      ...(start === undefined ? {} : { start }),
      ...(this.times > 1 ? { times: this.times } : {}),
      ...(this.times > 1 && end !== undefined ? { end } : {}),
    };
  }
}

/** What came after a limit was reached is not told, and that is. */
export function* leftOut(events: number, ofWhat: string): Generator<Miss> {
  if (events > 0) yield { gap: { code: 'limit-count', what: `${events} more ${ofWhat} are not told` } };
}

/** A field as text, under the first of several names that has one; empty where none has. */
export function field({ fields }: LogEvent, ...names: readonly string[]): string {
  for (const name of names) {
    const value = asText(fields[name]);
    if (value !== '' && value !== '-') return value;
  }
  return '';
}

function asText(value: LogValue | undefined): string {
  if (value === undefined || value === null) return '';
  return Array.isArray(value) ? value.map(asText).join(' ') : String(value);
}

/** A whole number, in decimal or in hexadecimal as Windows writes it (`0x1a4`). */
export function numberIn(text: string): number | undefined {
  const value = /^(?:0x[0-9a-f]{1,12}|\d{1,15})$/i.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(value) ? value : undefined;
}

/** A request and nothing else: where every event is read, a web server's log is most of them. */
export function isOnlyRequest({ source }: LogEvent): boolean {
  return source.category === 'webserver' || source.category === 'proxy';
}

/**
 * Programs that write down what anybody on the network sends them, and those that write about such lines: beyond who
 * logged in, a line of theirs tells of nothing that was done here.
 */
const listeners =
  /(?:^|\/)(?:sshd|dropbear|in\.telnetd|vsftpd|proftpd|pure-ftpd|xrdp|postfix|dovecot|exim4?|sendmail|named|haproxy|openvpn|fail2ban|snort|suricata|ossec|modsec)/i;

/** Who wrote a message, where the log names it. */
export function writerOf(event: LogEvent): string {
  return field(event, 'program', 'SYSLOG_IDENTIFIER', '_COMM');
}

export function isListener(event: LogEvent): boolean {
  return listeners.test(writerOf(event));
}

/** Windows' number of the event; nothing for other logs. */
export function eventId(event: LogEvent): number | undefined {
  return numberIn(asText(event.fields['EventID']));
}

/** The same text whatever numbers and long names stand in it, so that repeats are joined. */
export function shapeOf(text: string, most = 80): string {
  return text
    .slice(0, most)
    .replace(/[0-9a-fA-F]{8,}/g, '#')
    .replace(/\d+/g, '0');
}
