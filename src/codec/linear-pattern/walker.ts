/**
 * A program at all its steps at once: each unit of a text costs at most one look at each step.
 * Source: Ken Thompson, "Regular expression search algorithm", 1968.
 */
import type { Step } from './program.ts';
import type { Assertion } from './syntax.ts';
import { neighbour, type UnitClasses } from './unit-classes.ts';

const kinds = { found: 0, unit: 1, fork: 2, assertion: 3 } as const;

export class Walker {
  readonly #steps: readonly Step[];
  readonly #classes: UnitClasses;
  /** By step. */
  readonly #kinds: Uint8Array;
  readonly #next: Int32Array;
  readonly #other: Int32Array;
  /** By step and class: 1 where the step takes it. */
  readonly #takes: Uint8Array;
  /** By step: the round in which it was last reached. Rounds of a watch that never ends outgrow 32 bits. */
  readonly #reached: Float64Array;
  #round = 0;
  /** Steps that are still to be followed. */
  readonly #waiting: Int32Array;
  /** Steps that take the next unit. */
  readonly #open: Int32Array;
  #openCount = 0;
  readonly #taken: Int32Array;

  constructor(steps: readonly Step[], classes: UnitClasses) {
    this.#steps = steps;
    this.#classes = classes;
    this.#kinds = Uint8Array.from(steps, ({ kind }) => kinds[kind]);
    this.#next = Int32Array.from(steps, (step) => (step.kind === 'found' ? 0 : step.next));
    this.#other = Int32Array.from(steps, (step) => (step.kind === 'fork' ? step.other : 0));
    this.#takes = new Uint8Array(steps.length * classes.size);
    for (const [at, step] of steps.entries())
      if (step.kind === 'unit') this.#takes.set(classes.members(step.set), at * classes.size);
    this.#reached = new Float64Array(steps.length);
    // Each step is followed once, and leads to two others at most.
    this.#waiting = new Int32Array(3 * steps.length + 1);
    this.#open = new Int32Array(steps.length);
    this.#taken = new Int32Array(steps.length);
  }

  /** Goes on from `state` with the rest of a text; true where it is found. */
  test(text: string, from: number, state: { readonly steps: Int32Array; readonly before: number }): boolean {
    let { steps, before } = state;
    for (let at = from; at < text.length; at++) {
      const column = this.#classes.of(text.charCodeAt(at));
      const behind = this.#classes.neighbours[column] ?? neighbour.other;
      if (!this.open(steps, before, behind)) return true;
      steps = this.take(column);
      before = behind;
    }
    return !this.open(steps, before, neighbour.none);
  }

  /**
   * Looks up every step that takes the next unit, given what that is and what stood before; a match may begin at every
   * place. False where the program's end can be reached without it: found.
   */
  open(steps: Int32Array, before: number, behind: number): boolean {
    const round = ++this.#round;
    const waiting = this.#waiting;
    waiting.set(steps);
    let left = steps.length;
    waiting[left++] = 0;
    this.#openCount = 0;
    while (left > 0) {
      const at = waiting[--left] ?? 0;
      if (this.#reached[at] === round) continue;
      this.#reached[at] = round;
      const kind = this.#kinds[at];
      if (kind === kinds.found) return false;
      if (kind === kinds.unit) this.#open[this.#openCount++] = at;
      else if (kind === kinds.fork) {
        waiting[left++] = this.#next[at] ?? 0;
        waiting[left++] = this.#other[at] ?? 0;
      } else if (this.#holds(at, before, behind)) waiting[left++] = this.#next[at] ?? 0;
    }
    return true;
  }

  /** Where a unit of the class leads from the steps that were looked up last; good until the next call. */
  take(column: number): Int32Array {
    const round = ++this.#round;
    const { size } = this.#classes;
    let count = 0;
    for (let i = 0; i < this.#openCount; i++) {
      const at = this.#open[i] ?? 0;
      if (this.#takes[at * size + column] !== 1) continue;
      const next = this.#next[at] ?? 0;
      if (this.#reached[next] === round) continue;
      this.#reached[next] = round;
      this.#taken[count++] = next;
    }
    return this.#taken.subarray(0, count);
  }

  #holds(at: number, before: number, behind: number): boolean {
    const step = this.#steps[at];
    return step?.kind === 'assertion' && holds(step.what, before, behind);
  }
}

function holds(what: Assertion, before: number, behind: number): boolean {
  switch (what) {
    case 'start':
      return before === neighbour.none;
    case 'end':
      return behind === neighbour.none;
    case 'line-start':
      return before === neighbour.none || before === neighbour.line;
    case 'line-end':
      return behind === neighbour.none || behind === neighbour.line;
    case 'boundary':
      return (before === neighbour.word) !== (behind === neighbour.word);
    case 'no-boundary':
      return (before === neighbour.word) === (behind === neighbour.word);
  }
}
