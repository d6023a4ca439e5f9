/** Lookups of one client for one name and type, joined over a whole log, in bounded memory. */
import type { NameLookup, Sensor } from '../../model/network-payloads.ts';
import type { Miss, SweepSighting } from '../../model/units.ts';
import type { Place } from './place.ts';
import { SeenSpan } from './seen-span.ts';
import type { TextLine } from './text-lines.ts';

export interface LookupSeen {
  readonly name: string;
  readonly client?: string | undefined;
  readonly resolver?: string | undefined;
  readonly type?: string | undefined;
  readonly outcome?: NameLookup['outcome'];
  readonly answer?: string | undefined;
  /** Milliseconds since 1970. */
  readonly time?: number | undefined;
}

/** What says more about a lookup stands further behind: a name that was blocked once is a blocked one. */
const outcomes: readonly NameLookup['outcome'][] = [undefined, 'asked', 'none', 'refused', 'answered', 'blocked'];

interface Joined {
  readonly first: LookupSeen;
  readonly place: Place;
  resolver: string | undefined;
  outcome: NameLookup['outcome'];
  readonly span: SeenSpan;
  times: number;
}

export class JoinedLookups {
  readonly #sensor: Sensor;
  readonly #most: number;
  readonly #joined = new Map<string, Joined>();
  /** Who asked for a name last: an answer that names nobody is for them. */
  readonly #asker = new Map<string, Joined>();
  #left = 0;

  /** `most`: so many of them are kept apart. */
  constructor(sensor: Sensor, most: number) {
    this.#sensor = sensor;
    this.#most = most;
  }

  /** Somebody asked. */
  ask(seen: LookupSeen, line: TextLine): void {
    const joined = this.#of(seen, line);
    if (joined === undefined) return;
    joined.times++;
    this.#asker.set(seen.name, joined);
    update(joined, { ...seen, outcome: seen.outcome ?? 'asked' });
  }

  /** What an earlier question came to; a lookup of its own where the question was not logged. */
  answer(seen: LookupSeen, line: TextLine): void {
    const key = keyOf(seen);
    const asked = seen.client === undefined || seen.type === undefined ? this.#asker.get(seen.name) : undefined;
    const fits = seen.client === undefined || asked?.first.client === seen.client;
    const joined = this.#joined.get(key) ?? (fits ? asked : undefined) ?? this.#of(seen, line);
    if (joined !== undefined) update(joined, seen);
  }

  *told(): Generator<SweepSighting<'name-lookup'> | Miss> {
    for (const { first, place, resolver, outcome, span, times } of this.#joined.values()) {
      const value: NameLookup = {
        name: first.name,
        sensor: this.#sensor,
        ...(first.client === undefined ? {} : { client: first.client }),
        ...(resolver === undefined ? {} : { resolver }),
        ...(first.type === undefined ? {} : { type: first.type }),
        ...span.answers(),
        ...(outcome === undefined ? {} : { outcome }),
        ...(times > 1 ? { times } : {}),
        ...span.told(),
      };
      yield { kind: 'name-lookup', value, ...place, ...span.at() };
    }
    if (this.#left > 0)
      yield {
        gap: {
          code: 'limit-count',
          what: `${this.#left} more lookups of pools, by other clients or of other names, were left out`,
        },
      };
  }

  #of(seen: LookupSeen, { place }: TextLine): Joined | undefined {
    const key = keyOf(seen);
    const known = this.#joined.get(key);
    if (known !== undefined) return known;
    if (this.#joined.size >= this.#most) {
      this.#left++;
      return undefined;
    }
    const span = new SeenSpan();
    const joined: Joined = { first: seen, place: place(), span, times: 0, resolver: undefined, outcome: undefined };
    this.#joined.set(key, joined);
    return joined;
  }
}

function keyOf({ client, name, type }: LookupSeen): string {
  return `${client ?? ''} ${name} ${type ?? ''}`;
}

function update(joined: Joined, { resolver, outcome, answer, time }: LookupSeen): void {
  joined.resolver ??= resolver;
  if (outcomes.indexOf(outcome) > outcomes.indexOf(joined.outcome)) joined.outcome = outcome;
  joined.span.add(time, answer === undefined ? [] : [answer]);
}
