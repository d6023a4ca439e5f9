/**
 * Matches of one group that wait for what must follow them: for each step of an order, the newest chain that leads to it.
 * Each match follows one of the step before, and all of a chain stands within the time span.
 */
import type { SigmaRule } from './rule.ts';

interface Timed {
  readonly rule: SigmaRule;
  /** Milliseconds since 1970. */
  readonly time: number;
}

export class Chains<M extends Timed> {
  /** By step. */
  readonly #chains: (readonly M[] | undefined)[] = [];
  /** Of all chains together; a match that several of them hold counts in each. */
  size = 0;

  /** Takes a match; gives the chain that is whole with it, and begins anew. */
  add(match: M, steps: readonly SigmaRule[], timespanMs: number): readonly M[] | undefined {
    // From the last one down: one match is one step.
    for (let step = steps.length - 1; step >= 0; step--) {
      if (steps[step] !== match.rule) continue;
      const before = step === 0 ? [] : this.#chains[step - 1];
      const [first = match] = before ?? [];
      const inTime = match.time - first.time <= timespanMs && match.time >= (before?.at(-1) ?? match).time;
      if (before && inTime) this.#set(step, [...before, match]);
    }
    const whole = this.#chains[steps.length - 1];
    if (whole) this.clear();
    return whole;
  }

  /** Lets go of what began before `time`. */
  dropBefore(time: number): void {
    for (const [step, [first] = []] of this.#chains.entries())
      if (first !== undefined && first.time < time) this.#set(step, undefined);
  }

  /** How many matches there are, each counted once. */
  matches(): number {
    return new Set(this.#chains.flatMap((chain) => chain ?? [])).size;
  }

  clear(): void {
    this.#chains.length = 0;
    this.size = 0;
  }

  #set(step: number, chain: readonly M[] | undefined): void {
    this.size += (chain?.length ?? 0) - (this.#chains[step]?.length ?? 0);
    this.#chains[step] = chain;
  }
}
