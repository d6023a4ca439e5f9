/**
 * What an event log covers. Its chunks are used in a circle, so that the latest events may stand before the earliest: a
 * clock went back only where the next record by its number is the earlier one.
 */
import { isoTime } from '../../codec/log-lines/time.ts';
import type { LogEvent } from '../../model/log-event.ts';
import type { LogSpan } from '../../model/log-payloads.ts';
import { present } from '../../model/present.ts';

type Tells = LogSpan['tells'][number];

/** What a log of a service would show; all others tell of the system. */
const tellsOf: Readonly<Record<string, Tells>> = {
  security: 'logins',
  openssh: 'logins',
  'terminalservices-localsessionmanager': 'logins',
  sysmon: 'processes',
  powershell: 'commands',
  'powershell-classic': 'commands',
};
/** A program was started. Windows writes it down only where auditing was switched on. */
const processStart = 4688;
/** As for logs of lines: a clock that goes back by more was set. */
const jumpMs = 3_600_000;

export class EvtxSpan {
  #first = Number.POSITIVE_INFINITY;
  #latest = Number.NEGATIVE_INFINITY;
  #before = { id: 0, ms: 0 };
  #machine: string | undefined;
  #jumps = 0;
  readonly #tells = new Set<Tells>();

  /** @param id the record's number in its log */
  takes({ time, machine, source, fields }: LogEvent, id: number): void {
    this.#machine ??= machine;
    this.#tells.add(tellsOf[source.service ?? ''] ?? 'system');
    if (source.service === 'security' && fields['EventID'] === processStart) this.#tells.add('processes');
    if (time === undefined) return;
    const { ms } = time;
    if (ms < this.#first) this.#first = ms;
    if (ms > this.#latest) this.#latest = ms;
    if (id === this.#before.id + 1 && ms < this.#before.ms - jumpMs) this.#jumps++;
    this.#before = { id, ms };
  }

  told(): LogSpan | undefined {
    if (this.#first > this.#latest) return undefined;
    return {
      log: 'evtx',
      ...present<Partial<LogSpan>>({ machine: this.#machine, start: isoTime(this.#first), end: isoTime(this.#latest) }),
      tells: [...this.#tells].sort(),
      ...(this.#jumps > 0 ? { jumps: this.#jumps } : {}),
    };
  }
}
