/** Rules as the matcher runs them: the same test in many rules is one leaf, looked at once an event. */
import type { FieldTest, Search } from './rule.ts';
import type { ValueTest } from './value-test.ts';

export type Node =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Node[] }
  | { readonly kind: 'least'; readonly count: number; readonly of: readonly Node[] }
  | { readonly kind: 'not'; readonly node: Node }
  | { readonly kind: 'leaf'; readonly leaf: Leaf };

export interface Leaf {
  readonly test: FieldTest;
  /** Tests that the index does not answer, or not for good. */
  readonly open: readonly ValueTest[];
  /** Whatever passes has a key that the index finds. */
  readonly keyed: boolean;
  /** How many rules ask it. */
  askedBy: number;
  /** The event for which it was found to hold, by number. */
  heldAt: number;
  /** The event in which a key of an open test was found. */
  maybeAt: number;
  /** The event for which all was tried. */
  triedAt: number;
}

/** Where the leaves of all rules come together. */
export class Leaves {
  readonly #leaves = new Map<string, Leaf>();
  readonly #nodes = new Map<Search, Node>();

  /** A condition may name one search many times: it is compiled once. */
  compile(search: Search): Node {
    const known = this.#nodes.get(search);
    if (known) return known;
    const made = this.#compiled(search);
    this.#nodes.set(search, made);
    return made;
  }

  #compiled(search: Search): Node {
    switch (search.kind) {
      case 'not':
        return { kind: 'not', node: this.compile(search.search) };
      case 'test':
        return { kind: 'leaf', leaf: this.#leaf(search.test) };
      case 'least':
        return { kind: 'least', count: search.count, of: search.of.map((part) => this.compile(part)) };
      default:
        return { kind: search.kind, of: search.of.map((part) => this.compile(part)) };
    }
  }

  #leaf(test: FieldTest): Leaf {
    const name = nameOf(test);
    const known = this.#leaves.get(name);
    if (known) {
      known.askedBy++;
      return known;
    }
    const tests = test.kind === 'values' ? test.tests : [];
    const leaf: Leaf = {
      test,
      open: tests.filter(({ key, decides }) => key === undefined || decides === 'pattern'),
      keyed: test.kind === 'values' && tests.every(({ key }) => key !== undefined),
      askedBy: 1,
      heldAt: 0,
      maybeAt: 0,
      triedAt: 0,
    };
    this.#leaves.set(name, leaf);
    return leaf;
  }
}

/** The same for tests that ask the same. */
function nameOf(test: FieldTest): string {
  if (test.kind !== 'values') return JSON.stringify(test);
  return JSON.stringify([test.field ?? null, test.tests.map(({ identity }) => identity)]);
}

/**
 * Leaves one of which must hold for the node to; undefined where none can be named. Of several such sets the one that
 * fewest events should have.
 */
export function neededLeaves(node: Node): readonly Leaf[] | undefined {
  switch (node.kind) {
    case 'leaf':
      return node.leaf.keyed ? [node.leaf] : undefined;
    case 'not':
      return undefined;
    case 'all':
      return rarest(node.of.map(neededLeaves));
    default: {
      // Of `2 of` three at least one holds, as with `any`.
      const parts = node.of.map(neededLeaves);
      return parts.every((part) => part !== undefined) ? [...new Set(parts.flat())] : undefined;
    }
  }
}

function rarest(sets: readonly (readonly Leaf[] | undefined)[]): readonly Leaf[] | undefined {
  let best: readonly Leaf[] | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const set of sets) {
    const common = set ? set.reduce((sum, leaf) => sum + commonness(leaf), 0) : Number.POSITIVE_INFINITY;
    if (common < least) [best, least] = [set, common];
  }
  return best;
}

/** A guess: short texts stand in many events, and what many rules ask for is ordinary. */
function commonness({ test, askedBy }: Leaf): number {
  if (test.kind !== 'values') return Number.POSITIVE_INFINITY;
  return test.tests.reduce((sum, { key = '' }) => sum + 64 / (key.length + 1) ** 2, 0) + askedBy;
}

/** Every leaf of a node. */
export function leavesOf(node: Node): readonly Leaf[] {
  if (node.kind === 'leaf') return [node.leaf];
  return node.kind === 'not' ? leavesOf(node.node) : node.of.flatMap(leavesOf);
}
