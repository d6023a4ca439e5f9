/**
 * What was told already: one incident for each machine, account and kind of claim. It is told at once, then only where
 * its stage rises or where it still goes on after a while.
 *
 * An incident counts how often it was told; that number makes the alert's id. It is kept at rest together with how far
 * the sources were read, so an alert that is told a second time, after a crash, gets the id that it had.
 */
import { stages } from '../../model/ladder.ts';
import type { Incident, IncidentsAtRest } from '../../model/watch-state.ts';

export type Telling = 'first' | 'raised' | 'again';

/** Incidents remembered. */
const mostIncidents = 20_000;

export class Incidents {
  readonly #open: Map<string, Incident>;
  #floor: number;
  readonly #againMs: number;
  #suppressed = 0;

  constructor(againMs: number, atRest: IncidentsAtRest = { floor: 0, open: [] }) {
    this.#againMs = againMs;
    this.#floor = atRest.floor;
    this.#open = new Map(atRest.open);
  }

  get suppressed(): number {
    return this.#suppressed;
  }

  get size(): number {
    return this.#open.size;
  }

  /**
   * Notes that something new speaks for a claim, and says whether it is to be told.
   *
   * @param isReread its evidence was read before a restart: what goes on is no news then
   */
  note(
    key: string,
    claim: Pick<Incident, 'stage' | 'title' | 'machine' | 'account'>,
    now: number,
    isReread: boolean,
  ): { readonly why: Telling; readonly incident: Incident } | undefined {
    const known = this.#open.get(key);
    const why = this.#why(known, claim.stage, now, isReread);
    if (known !== undefined && why === undefined) {
      if (isReread) return undefined;
      this.#suppressed++;
      this.#put(key, { ...known, count: known.count + 1, last: now });
      return undefined;
    }
    if (why === undefined) return undefined;
    const incident: Incident = {
      ...claim,
      count: (known?.count ?? 0) + 1,
      first: known?.first ?? now,
      last: now,
      toldAt: now,
      told: (known?.told ?? this.#floor) + 1,
    };
    this.#put(key, incident);
    return { why, incident };
  }

  #why(known: Incident | undefined, stage: Incident['stage'], now: number, isReread: boolean): Telling | undefined {
    if (known === undefined) return 'first';
    if (stages.indexOf(stage) > stages.indexOf(known.stage)) return 'raised';
    return !isReread && now - known.toldAt >= this.#againMs ? 'again' : undefined;
  }

  /** The latest stand last; the one that was quiet for the longest time is forgotten first. */
  #put(key: string, incident: Incident): void {
    this.#open.delete(key);
    this.#open.set(key, incident);
    if (this.#open.size <= mostIncidents) return;
    const [oldest] = this.#open;
    if (oldest === undefined) return;
    this.#floor = Math.max(this.#floor, oldest[1].told);
    this.#open.delete(oldest[0]);
  }

  atRest(): IncidentsAtRest {
    return { floor: this.#floor, open: [...this.#open] };
  }

  /** The highest stage first, then the latest. */
  worst(most: number): Incident[] {
    const rank = ({ stage }: Incident): number => stages.indexOf(stage);
    return [...this.#open.values()].sort((a, b) => rank(b) - rank(a) || b.last - a.last).slice(0, most);
  }
}
