/**
 * What was seen lately, for detectors that need more than one fact: bounded by count and by age. A source's lines add up;
 * a conversation that is seen again replaces what it was.
 */
import type { Examined } from '../ledger.ts';
import type { Turn } from './desk.ts';
import { joined } from './sightings.ts';

export interface WindowBounds {
  /** Observations. */
  readonly most: number;
  readonly ageMs: number;
}

interface Entry {
  readonly replaces: string | undefined;
  readonly since: number;
  readonly lot: Examined;
}

export class SightWindow {
  readonly #bounds: WindowBounds;
  #entries: Entry[] = [];
  #observations = 0;
  #fresh = new Set<unknown>();

  constructor(bounds: WindowBounds) {
    this.#bounds = bounds;
  }

  /** Observations that were not there when detectors last looked. */
  get fresh(): number {
    return this.#fresh.size;
  }

  add({ lots }: Turn, now: number): void {
    for (const { examined, replaces } of lots) {
      if (examined.seen.length === 0) continue;
      const kept = replaces === undefined ? this.#noted(examined) : this.#replaced(replaces, examined);
      this.#entries.push({ replaces, since: now, lot: kept });
      this.#observations += kept.seen.length;
    }
  }

  /** What is new is what differs from the last time. */
  #replaced(name: string, lot: Examined): Examined {
    const before = this.#entries.find(({ replaces }) => replaces === name);
    if (before === undefined) return this.#noted(lot);
    this.#entries = this.#entries.filter((entry) => entry !== before);
    this.#observations -= before.lot.seen.length;
    const known = new Map(before.lot.seen.map(({ sighting }) => [textOf(sighting), sighting]));
    const seen = lot.seen.map((item) => {
      const same = known.get(textOf(item.sighting));
      return same === undefined ? item : { ...item, sighting: same };
    });
    const values = new Set<unknown>([...known.values()].map(({ value }) => value));
    for (const { sighting } of seen) if (!values.has(sighting.value)) this.#fresh.add(sighting.value);
    return { ...lot, seen };
  }

  #noted(lot: Examined): Examined {
    for (const { sighting } of lot.seen) this.#fresh.add(sighting.value);
    return lot;
  }

  /** The values that are new, which are not so any more. */
  takeFresh(): ReadonlySet<unknown> {
    const fresh = this.#fresh;
    this.#fresh = new Set();
    return fresh;
  }

  /** Each source once, with all that was seen in it. */
  sources(): Examined[] {
    const lots = new Map<string, Examined[]>();
    for (const { lot } of this.#entries) {
      const name = nameOf(lot);
      const list = lots.get(name);
      if (list) list.push(lot);
      else lots.set(name, [lot]);
    }
    return [...lots.values()].map(joined);
  }

  /** Lets go of what is too old, and of the oldest where there is too much. Called after detectors looked. */
  trim(now: number): void {
    const { most, ageMs } = this.#bounds;
    let gone = 0;
    for (const { since, lot } of this.#entries) {
      if (now - since <= ageMs && this.#observations <= most) break;
      this.#observations -= lot.seen.length;
      gone++;
    }
    if (gone > 0) this.#entries.splice(0, gone);
  }
}

function nameOf({ artifacts }: Examined): string {
  return artifacts[0]?.name ?? '?';
}

function textOf(value: object): string {
  return JSON.stringify(value);
}
