/**
 * A log of events in lines, whatever its format: lines are read where somebody's anchor stands in them, or all of them
 * where somebody wants every event. The first and the last line are read in any case, for the span that the log covers.
 */
import { eachLine, longestLine } from '../../codec/log-lines/lines.ts';
import { isoTime } from '../../codec/log-lines/time.ts';
import type { LogEvent, LogTime } from '../../model/log-event.ts';
import type { Clock, LogSpan } from '../../model/log-payloads.ts';
import type { LogBeginning, LogReader, PlacedEvent } from '../../model/log-units.ts';
import { present } from '../../model/present.ts';
import type { Miss, SweepView } from '../../model/units.ts';
import type { TextLine } from '../sensor/text-lines.ts';
import { type BeginsRecord, LogRecords, textOf } from './log-records.ts';

/** How a format's lines are read. Open for one log: it may remember columns and the year. */
export interface LineReading {
  /** The event in a record; nothing where it holds none (a comment, a header, a line of another kind). */
  read(text: string): LogEvent | undefined;
  /** Where a record may have several lines: whether one begins with this line. Else every line is a record. */
  readonly begins?: BeginsRecord;
}

/** Lines at each end of a log that are tried for its span. */
const linesTried = 20;
/** A clock that goes back by more was set, or lines of another log follow. */
const jumpMs = 3_600_000;

export class LineLog implements LogReader {
  readonly #id: string;
  readonly #tells: LogSpan['tells'];
  readonly #reading: LineReading;
  readonly #every: boolean;
  readonly #records: LogRecords;
  readonly #span = new Span();

  constructor(
    format: { readonly id: string; readonly tells: LogSpan['tells'] },
    reading: LineReading,
    { every }: Pick<LogBeginning, 'every'>,
  ) {
    this.#id = format.id;
    this.#tells = format.tells;
    this.#reading = reading;
    this.#every = every;
    this.#records = new LogRecords(reading.begins);
  }

  *push(view: SweepView): Generator<PlacedEvent | Miss> {
    if (this.#every) {
      for (const record of this.#records.all(view)) yield* this.#event(record);
      return;
    }
    if (view.base + view.from === 0) this.#first(view);
    for (const record of this.#records.hit(view)) yield* this.#event(record);
    if (view.last && view.to === view.bytes.length) this.#last(view);
  }

  *end(): Generator<never> {}

  span(): LogSpan | undefined {
    return this.#span.told(this.#id, this.#tells);
  }

  *#event(record: TextLine | Miss): Generator<PlacedEvent | Miss> {
    if ('gap' in record) {
      yield record;
      return;
    }
    const event = this.#reading.read(record.text);
    if (event === undefined) return;
    this.#span.takes(event);
    yield { event, offset: record.offset, length: record.length, excerpt: () => record.place().excerpt };
  }

  /** The first lines, for the span alone. */
  #first(view: SweepView): void {
    let left = linesTried;
    for (const line of eachLine(view)) {
      if (line.status === 'ok') {
        const event = this.#reading.read(textOf(view.bytes.subarray(line.value.start, line.value.end)));
        if (event?.time) {
          this.#span.takes(event);
          return;
        }
      }
      if (--left === 0) return;
    }
  }

  #last({ bytes, base }: SweepView): void {
    let end = bytes.length;
    for (let left = linesTried; left > 0 && end > 0; left--) {
      const lowest = Math.max(0, end - longestLine);
      const start = lowest + bytes.subarray(lowest, Math.max(lowest, end - 1)).lastIndexOf(0x0a) + 1;
      if (start === lowest && base + lowest > 0) return;
      const event = this.#reading.read(textOf(bytes.subarray(start, end)).trimEnd());
      if (event?.time) {
        this.#span.takes(event);
        return;
      }
      end = start;
    }
  }
}

/** From the earliest to the latest time that was read. */
export class Span {
  #first: LogTime | undefined;
  #latest: LogTime | undefined;
  #before: LogTime | undefined;
  #machine: string | undefined;
  #jumps = 0;
  #hasProcesses = false;

  takes({ source, time, machine }: LogEvent): void {
    this.#machine ??= machine;
    this.#hasProcesses ||= source.category === 'process_creation';
    if (time === undefined) return;
    if (this.#first === undefined || time.ms < this.#first.ms) this.#first = time;
    if (this.#latest === undefined || time.ms > this.#latest.ms) this.#latest = time;
    if (this.#before !== undefined && time.ms < this.#before.ms - jumpMs) this.#jumps++;
    this.#before = time;
  }

  told(log: string, tells: LogSpan['tells']): LogSpan | undefined {
    if (this.#first === undefined || this.#latest === undefined) return undefined;
    return {
      log,
      ...present<Partial<LogSpan>>({ machine: this.#machine, clock: clockOf(this.#first) }),
      ...present<Partial<LogSpan>>({ start: isoTime(this.#first.ms), end: isoTime(this.#latest.ms) }),
      // Sysmon and auditd may write into a system's log: nothing but their records shows that they do.
      tells: this.#hasProcesses && !tells.includes('processes') ? [...tells, 'processes'] : tells,
      ...(this.#jumps > 0 ? { jumps: this.#jumps } : {}),
    };
  }
}

/** How sure a time is, as observations say it; nothing where nothing was guessed. */
export function clockOf(time: LogTime | undefined): Clock | undefined {
  if (!time?.zoneUnknown && !time?.yearGuessed) return undefined;
  return {
    ...(time.zoneUnknown ? { zone: 'unknown' as const } : {}),
    ...(time.yearGuessed ? { year: 'guessed' as const } : {}),
  };
}
