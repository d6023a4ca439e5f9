/**
 * Flows that are worth telling, in bounded memory. A miner that is turned away connects thousands of times: of one
 * client and one server the longest few are kept, and of all pairs those with the longest.
 */

import { addressOf } from '../../model/endpoint.ts';
import type { FlowCadence } from '../../model/network-payloads.ts';

/** Flows of one client and one server. */
export const mostOfPair = 4;

export interface Kept<P> {
  readonly value: FlowCadence;
  readonly place: P;
}

export class FlowLedger<P> {
  readonly #most: number;
  readonly #pairs = new Map<string, Kept<P>[]>();
  /** Pairs that were dropped for want of room. */
  dropped = 0;

  /** `most`: so many pairs are told. */
  constructor(most: number) {
    this.#most = most;
  }

  copy(): FlowLedger<P> {
    const copy = new FlowLedger<P>(this.#most);
    for (const [pair, flows] of this.#pairs) copy.#pairs.set(pair, [...flows]);
    copy.dropped = this.dropped;
    return copy;
  }

  add(value: FlowCadence, place: P): void {
    const pair = `${addressOf(value.client)} ${value.server} ${value.transport}`;
    const flows = this.#pairs.get(pair) ?? [];
    flows.push({ value, place });
    if (flows.length > mostOfPair) drop(flows);
    this.#pairs.set(pair, flows);
    if (this.#pairs.size > 2 * this.#most) this.#prune();
  }

  *flows(): Generator<Kept<P>> {
    this.#prune();
    for (const flows of this.#pairs.values()) yield* flows;
  }

  /** Half of the pairs go at once, so that each costs little. */
  #prune(): void {
    if (this.#pairs.size <= this.#most) return;
    const byLength = [...this.#pairs].sort(([, a], [, b]) => longest(b) - longest(a));
    for (const [pair] of byLength.slice(this.#most)) this.#pairs.delete(pair);
    this.dropped += byLength.length - this.#most;
  }
}

function drop<P>(flows: Kept<P>[]): void {
  let shortest = 0;
  flows.forEach(({ value }, i) => {
    if ((value.seconds ?? 0) < (flows[shortest]?.value.seconds ?? 0)) shortest = i;
  });
  flows.splice(shortest, 1);
}

function longest<P>(flows: readonly Kept<P>[]): number {
  return Math.max(...flows.map(({ value }) => value.seconds ?? 0));
}
