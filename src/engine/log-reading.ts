/**
 * A log is read once for all who want its events: the format's reader turns it into events, and each event is shown to
 * every extractor of events. Lines in which nobody's anchor stands are not read, unless somebody wants every event.
 */
import type { EventExtractor, EventSweep, LogFormat, LogReader, PlacedEvent } from '../model/log-units.ts';
import type { Miss, Sweep, SweepBeginning, SweepExtractor, SweepSighting, SweepView } from '../model/units.ts';

/** The sweep over logs of one format. */
export function logSweep(format: LogFormat, extractors: readonly EventExtractor[]): SweepExtractor {
  const wanted = [format, ...extractors].flatMap((unit) => unit.anchors ?? []);
  const anchors = new Map(wanted.map((anchor) => [anchor.text, anchor]));
  return {
    id: format.id,
    title: format.title,
    emits: [...new Set([...extractors.flatMap(({ emits }) => emits), 'log-span' as const])],
    anchors: [...anchors.values()],
    accepts: (head, name) => format.accepts(head, name),
    open: (beginning) => new LogReading(format, extractors, beginning),
  };
}

interface OpenExtractor {
  readonly id: string;
  readonly sweep: EventSweep;
}

type Told = SweepSighting | Miss;

class LogReading implements Sweep {
  readonly #format: LogFormat;
  readonly #reader: LogReader;
  readonly #open: readonly OpenExtractor[];

  constructor(format: LogFormat, extractors: readonly EventExtractor[], beginning: SweepBeginning) {
    const every = extractors.some((unit) => unit.every);
    const latest = beginning.latest ?? Date.now();
    this.#format = format;
    this.#reader = format.open({ ...beginning, latest, every });
    this.#open = extractors.map((unit) => ({ id: unit.id, sweep: unit.open(beginning, format) }));
  }

  *push(view: SweepView): Generator<Told> {
    yield* this.#show(this.#reader.push(view));
  }

  *flush(): Generator<Told> {
    for (const { id, sweep } of this.#open) yield* by(id, sweep.flush?.() ?? []);
  }

  *end(): Generator<Told> {
    yield* this.#show(this.#reader.end());
    for (const { id, sweep } of this.#open) yield* by(id, sweep.end());
    const span = this.#reader.span?.();
    if (span) yield { kind: 'log-span', value: span, offset: 0, length: 0, by: this.#format.id, aside: true };
  }

  *#show(events: Iterable<PlacedEvent | Miss>): Generator<Told> {
    for (const event of events)
      if ('gap' in event) yield event;
      else for (const { sweep } of this.#open) sweep.see(event);
  }
}

function* by(id: string, told: Iterable<Told>): Generator<Told> {
  for (const out of told) yield 'gap' in out ? out : { ...out, by: id };
}
