/** The keys of all tests of one field: one pass over a value finds the tests that it may pass. */
import type { Leaf } from './compiled.ts';
import { TextFinder } from './text-finder.ts';
import { fold, type ValueTest } from './value-test.ts';

interface Entry {
  readonly leaf: Leaf;
  readonly test: ValueTest;
}

export class FieldIndex {
  readonly #wholes = new Map<string, Entry[]>();
  readonly #insides: Entry[][] = [];
  readonly #finder: TextFinder | undefined;
  /** By key: the value in which it was seen last, by number. */
  readonly #seen: Uint32Array;
  #value = 0;

  constructor(leaves: Iterable<Leaf>) {
    const insides = new Map<string, Entry[]>();
    for (const leaf of leaves) {
      if (leaf.test.kind !== 'values') continue;
      for (const test of leaf.test.tests) {
        // An empty key stands in everything: only a whole value can be held against it.
        if (test.key === undefined || (test.key === '' && test.decides !== 'whole')) continue;
        const keys = test.decides === 'whole' ? this.#wholes : insides;
        const entries = keys.get(test.key);
        if (entries) entries.push({ leaf, test });
        else keys.set(test.key, [{ leaf, test }]);
      }
    }
    this.#insides = [...insides.values()];
    this.#finder = insides.size > 0 ? new TextFinder([...insides.keys()]) : undefined;
    this.#seen = new Uint32Array(insides.size);
  }

  /** Calls back for every leaf that the value passes by one of its keys. */
  find(value: string, held: (leaf: Leaf) => void): void {
    const folded = fold(value);
    for (const { leaf } of this.#wholes.get(folded) ?? []) held(leaf);
    const number = ++this.#value;
    this.#finder?.find(folded, (key) => {
      if (this.#seen[key] === number) return;
      this.#seen[key] = number;
      for (const { leaf, test } of this.#insides[key] ?? [])
        if (test.decides === 'inside' || test.passes(value, folded)) held(leaf);
    });
  }
}
