/** The keys of all tests of one field: one pass over a value finds the tests that it may pass. */
import type { Leaf } from './compiled.ts';
import { KeyFinder } from './key-finder.ts';
import { ownText } from './own-text.ts';
import { fold, type ValueTest } from './value-test.ts';

interface Entry {
  readonly leaf: Leaf;
  readonly test: ValueTest;
}

/** Values whose answer is remembered, and how long they may be. */
const mostRemembered = 512;
const longestRemembered = 128;
/** Values after which it shows whether remembering is worth while: half of them must have come before. */
const trial = 2048;

/** A leaf that a value passes, or (where a pattern is still to be tried) may pass. */
export interface Hit {
  readonly leaf: Leaf;
  readonly surely: boolean;
}

export class FieldIndex {
  readonly #wholes = new Map<string, Entry[]>();
  readonly #insides: Entry[][] = [];
  readonly #finder: KeyFinder | undefined;
  /** By key: the value in which it was seen last, by number. */
  readonly #seen: Uint32Array;
  #value = 0;
  /** Names of programs and users come again and again. */
  #remembered: Map<string, readonly Hit[]> | undefined = new Map();
  #known = 0;

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
    this.#finder = insides.size > 0 ? new KeyFinder([...insides.keys()]) : undefined;
    this.#seen = new Uint32Array(insides.size);
  }

  /** The leaves that the value passes, or may pass, by one of its keys. */
  find(value: string): readonly Hit[] {
    this.#value++;
    const remembered = value.length <= longestRemembered ? this.#remembered : undefined;
    if (!remembered) return this.#hits(value);
    const known = remembered.get(value);
    if (known) {
      this.#known++;
      return known;
    }
    if (this.#value % trial === 0) {
      if (this.#known < trial / 2) this.#remembered = undefined;
      this.#known = 0;
    }
    if (remembered.size >= mostRemembered) remembered.clear();
    const hits = this.#hits(value);
    remembered.set(ownText(value, longestRemembered), hits);
    return hits;
  }

  #hits(value: string): readonly Hit[] {
    const folded = fold(value);
    const hits: Hit[] = [];
    for (const { leaf } of this.#wholes.get(folded) ?? []) hits.push({ leaf, surely: true });
    this.#finder?.find(folded, (key) => {
      if (this.#seen[key] === this.#value) return;
      this.#seen[key] = this.#value;
      for (const { leaf, test } of this.#insides[key] ?? [])
        if (test.decides === 'pattern') hits.push({ leaf, surely: false });
        else if (test.decides === 'inside' || test.passes(value, folded)) hits.push({ leaf, surely: true });
    });
    return hits;
  }
}
