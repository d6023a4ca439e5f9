/** Units that no step of a program tells apart are one class: an automaton has a column for each. */
import type { Step } from './program.ts';
import { has, lineEnd, type UnitSet, wordUnits } from './unit-set.ts';

/** What an anchor can tell of the unit before or behind it. `none` is the text's beginning or end. */
export const neighbour = { none: 0, word: 1, line: 2, other: 3 } as const;

export class UnitClasses {
  /** First units of the classes, in order. */
  readonly #firsts: readonly number[];
  readonly #latin: Uint16Array = new Uint16Array(256);
  readonly #members = new Map<UnitSet, Uint8Array>();
  /** By class: what an anchor can tell of its units. */
  readonly neighbours: Uint8Array;
  readonly size: number;

  constructor(steps: readonly Step[]) {
    const firsts = new Set<number>([0]);
    const split = (set: UnitSet): void => {
      for (const [first, last] of set) firsts.add(first).add(last + 1);
    };
    for (const step of steps) if (step.kind === 'unit') split(step.set);
    if (steps.some(({ kind }) => kind === 'assertion')) for (const set of [wordUnits, lineEnd]) split(set);
    this.#firsts = [...firsts].filter((unit) => unit <= 0xffff).sort((a, b) => a - b);
    this.size = this.#firsts.length;
    for (let unit = 0; unit < 256; unit++) this.#latin[unit] = this.#search(unit);
    this.neighbours = Uint8Array.from(this.#firsts, (unit) => {
      if (has(wordUnits, unit)) return neighbour.word;
      return has(lineEnd, unit) ? neighbour.line : neighbour.other;
    });
  }

  of(unit: number): number {
    return unit < 256 ? (this.#latin[unit] ?? 0) : this.#search(unit);
  }

  /** By class: 1 where its units are in the set. */
  members(set: UnitSet): Uint8Array {
    // What is repeated is written out with one and the same set.
    const known = this.#members.get(set);
    if (known) return known;
    const members = Uint8Array.from(this.#firsts, (unit) => (has(set, unit) ? 1 : 0));
    this.#members.set(set, members);
    return members;
  }

  #search(unit: number): number {
    let low = 0;
    let high = this.#firsts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#firsts[middle] ?? 0) <= unit) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
