/**
 * A log of one event a line, whatever its format: lines are read where somebody's anchor stands in them, or all of them
 * where somebody wants every event. The first and the last line are read in any case, for the span that the log covers.
 */
import { eachLine, longestLine } from '../../codec/log-lines/lines.ts';
import { isoTime } from '../../codec/log-lines/time.ts';
import type { LogEvent, LogTime } from '../../model/log-event.ts';
import type { Clock, LogSpan } from '../../model/log-payloads.ts';
import type { LogBeginning, LogReader, PlacedEvent } from '../../model/log-units.ts';
import { present } from '../../model/present.ts';
import type { Miss, SweepView } from '../../model/units.ts';
import { placeOf } from '../sensor/place.ts';
import { HitLines, type TextLine } from '../sensor/text-lines.ts';

/** How a format's lines are read. Open for one log: it may remember columns and the year. */
export interface LineReading {
  /** The event in a line; nothing where it holds none (a comment, a header, a line of another kind). */
  read(text: string): LogEvent | undefined;
}

/** Lines at each end of a log that are tried for its span. */
const linesTried = 20;
/** A clock that goes back by more was set, or lines of another log follow. */
const jumpMs = 3_600_000;
/** Lines that are too long are told of so often. */
const mostMisses = 10;
const utf8 = new TextDecoder('utf-8', { fatal: true });
/** What is no UTF-8 was written in some code page: its ASCII stands there, the rest can't be told. */
const windows1252 = new TextDecoder('windows-1252');

export class LineLog implements LogReader {
  readonly #id: string;
  readonly #tells: LogSpan['tells'];
  readonly #reading: LineReading;
  readonly #every: boolean;
  readonly #hits = new HitLines();
  readonly #span = new Span();
  #misses = 0;

  constructor(
    format: { readonly id: string; readonly tells: LogSpan['tells'] },
    reading: LineReading,
    { every }: Pick<LogBeginning, 'every'>,
  ) {
    this.#id = format.id;
    this.#tells = format.tells;
    this.#reading = reading;
    this.#every = every;
  }

  *push(view: SweepView): Generator<PlacedEvent | Miss> {
    if (this.#every) {
      yield* this.#all(view);
      return;
    }
    if (view.base + view.from === 0) this.#first(view);
    for (const line of this.#hits.in(view)) yield* this.#event(line);
    if (view.last && view.to === view.bytes.length) this.#last(view);
  }

  *end(): Generator<never> {}

  span(): LogSpan | undefined {
    return this.#span.told(this.#id, this.#tells);
  }

  *#event(line: TextLine | Miss): Generator<PlacedEvent | Miss> {
    if ('gap' in line) {
      if (++this.#misses <= mostMisses) yield line;
      return;
    }
    const event = this.#reading.read(line.text);
    if (event === undefined) return;
    this.#span.takes(event);
    yield { event, offset: line.offset, length: line.length, excerpt: () => line.place().excerpt };
  }

  *#all(view: SweepView): Generator<PlacedEvent | Miss> {
    const { bytes, base } = view;
    for (const line of eachLine(view)) {
      if (line.status === 'limit')
        yield* this.#event({ gap: { code: 'limit-bytes', what: line.what, offset: Math.max(0, base + line.at) } });
      if (line.status !== 'ok') continue;
      const { start, end } = line.value;
      if (start === end) continue;
      const text = lineText(bytes.subarray(start, end));
      yield* this.#event({
        text,
        offset: base + start,
        length: end - start,
        place: () => placeOf(bytes, base, start, end),
      });
    }
  }

  /** The first lines, for the span alone. */
  #first(view: SweepView): void {
    let left = linesTried;
    for (const line of eachLine(view)) {
      if (line.status === 'ok') {
        const event = this.#reading.read(lineText(view.bytes.subarray(line.value.start, line.value.end)));
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
      const event = this.#reading.read(lineText(bytes.subarray(start, end)).trimEnd());
      if (event?.time) {
        this.#span.takes(event);
        return;
      }
      end = start;
    }
  }
}

function lineText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return windows1252.decode(bytes);
  }
}

/** From the earliest to the latest time that was read. */
export class Span {
  #first: LogTime | undefined;
  #latest: LogTime | undefined;
  #before: LogTime | undefined;
  #machine: string | undefined;
  #jumps = 0;

  takes({ time, machine }: LogEvent): void {
    this.#machine ??= machine;
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
      tells,
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
