/**
 * Finds many texts in a value in one pass. Source: A. Aho and M. Corasick, "Efficient string matching", 1975; written
 * out as a table, with a column for each character that any of the texts has.
 */

export class KeyFinder {
  readonly #columns: number;
  /** Column of each ASCII character; 0 for those in no text. */
  readonly #ascii: Uint16Array = new Uint16Array(128);
  readonly #beyond: ReadonlyMap<number, number>;
  /** By state and column: where the next state's row begins. Odd where a text ends there: rows begin at even places. */
  readonly #next: Int32Array;
  /** By state: the text that ends there, or -1. */
  readonly #text: Int32Array;
  /** By state: itself if a text ends there, else its longest suffix that is a state with a text; 0 for none. */
  readonly #ends: Int32Array;
  /** By state: its longest proper suffix that is a state with a text; 0 for none. */
  readonly #shorter: Int32Array;

  /** The texts must not be empty, and differ from each other. */
  constructor(texts: readonly string[]) {
    const units = new Set<number>();
    for (const text of texts) for (let at = 0; at < text.length; at++) units.add(text.charCodeAt(at));
    const beyond = new Map<number, number>();
    let column = 0;
    for (const unit of units) {
      column++;
      if (unit < 128) this.#ascii[unit] = column;
      else beyond.set(unit, column);
    }
    this.#beyond = beyond;
    this.#columns = column + 1 + ((column + 1) % 2);
    const tree = new Tree(texts, (unit) => this.#column(unit));
    this.#text = tree.text.slice(0, tree.size);
    this.#next = new Int32Array(tree.size * this.#columns);
    this.#ends = new Int32Array(tree.size);
    this.#shorter = new Int32Array(tree.size);
    this.#link(tree);
  }

  /** Calls back with the number of each text that stands in the value, once for each of its places. */
  find(value: string, found: (text: number) => void): void {
    const next = this.#next;
    const ascii = this.#ascii;
    let row = 0;
    for (let at = 0; at < value.length; at++) {
      const unit = value.charCodeAt(at);
      row = next[row + (unit < 128 ? (ascii[unit] ?? 0) : this.#column(unit))] ?? 0;
      if ((row & 1) === 0) continue;
      row--;
      this.#tell(row / this.#columns, found);
    }
  }

  #tell(state: number, found: (text: number) => void): void {
    for (let end = this.#ends[state] ?? 0; end !== 0; end = this.#shorter[end] ?? 0) found(this.#text[end] ?? 0);
  }

  #column(unit: number): number {
    return unit < 128 ? (this.#ascii[unit] ?? 0) : (this.#beyond.get(unit) ?? 0);
  }

  /** Fills in, in order of depth, where each state goes on, also with units that it has no branch for. */
  #link(tree: Tree): void {
    const columns = this.#columns;
    const suffix = new Int32Array(tree.size);
    for (const state of tree.byDepth()) {
      const fallback = suffix[state] ?? 0;
      const shorter = this.#ends[fallback] ?? 0;
      this.#shorter[state] = shorter;
      this.#ends[state] = (this.#text[state] ?? -1) >= 0 ? state : shorter;
      // The root falls back to itself, and its row is empty yet.
      this.#next.copyWithin(state * columns, fallback * columns, (fallback + 1) * columns);
      for (let child = tree.firstChild(state); child !== 0; child = tree.nextChild(child)) {
        const column = tree.columnOf(child);
        suffix[child] = state === 0 ? 0 : Math.floor((this.#next[state * columns + column] ?? 0) / columns);
        this.#next[state * columns + column] = child * columns;
      }
    }
    for (let at = 0; at < this.#next.length; at++) {
      const row = this.#next[at] ?? 0;
      if (this.#ends[row / columns] !== 0) this.#next[at] = row + 1;
    }
  }
}

/** The texts' common beginnings, each once: states by number, in plain tables, since there may be a hundred thousand. */
class Tree {
  size = 1;
  /** By state: the text that ends there, or -1. */
  readonly text: Int32Array;
  /** By state: the first of those that it branches into; 0 for none, as no branch leads to the root. */
  readonly #first: Int32Array;
  /** By state: the next one that its parent branches into; 0 for none. */
  readonly #sibling: Int32Array;
  /** By state: which column leads to it. */
  readonly #column: Int32Array;

  constructor(texts: readonly string[], columnOf: (unit: number) => number) {
    const most = texts.reduce((sum, text) => sum + text.length, 1);
    this.text = new Int32Array(most).fill(-1);
    this.#first = new Int32Array(most);
    this.#sibling = new Int32Array(most);
    this.#column = new Int32Array(most);
    for (const [number, text] of texts.entries()) {
      let state = 0;
      for (let at = 0; at < text.length; at++) state = this.#branch(state, columnOf(text.charCodeAt(at)));
      this.text[state] = number;
    }
  }

  #branch(state: number, column: number): number {
    for (let child = this.firstChild(state); child !== 0; child = this.nextChild(child))
      if (this.#column[child] === column) return child;
    const made = this.size++;
    this.#column[made] = column;
    this.#sibling[made] = this.firstChild(state);
    this.#first[state] = made;
    return made;
  }

  firstChild(state: number): number {
    return this.#first[state] ?? 0;
  }

  /** The one after `child`, of the same parent. */
  nextChild(child: number): number {
    return this.#sibling[child] ?? 0;
  }

  columnOf(state: number): number {
    return this.#column[state] ?? 0;
  }

  byDepth(): Int32Array {
    const order = new Int32Array(this.size);
    let known = 1;
    for (const state of order)
      for (let child = this.firstChild(state); child !== 0; child = this.nextChild(child)) order[known++] = child;
    return order;
  }
}
