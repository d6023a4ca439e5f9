/**
 * A program as a deterministic automaton, which is built as texts are read: a state is made when it is needed first.
 * Source: Russ Cox, "Regular Expression Matching in the Wild", https://swtch.com/~rsc/regexp/regexp3.html
 * What grows too large is thrown away and begun anew; a text that makes it grow again is walked without any states.
 */
import type { Step } from './program.ts';
import { neighbour, UnitClasses } from './unit-classes.ts';
import { Walker } from './walker.ts';

/** More states, or states with more steps in all, are not kept. */
const mostStates = 500;
const mostSteps = 200_000;
/** A text for which they were thrown away as often as this is read without keeping any. */
const mostFresh = 2;

/** Where the automaton may be: the steps that it stands before, and what the last unit was. */
interface State {
  readonly steps: Int32Array;
  readonly before: number;
  /** By class of the next unit. */
  readonly next: (State | undefined)[];
  /** Found, if the text ends here. */
  foundAtEnd?: boolean;
}

const nowhere = new Int32Array(0);
const found: State = { steps: nowhere, before: neighbour.none, next: [] };

export class Automaton {
  readonly #classes: UnitClasses;
  readonly #walker: Walker;
  readonly #looksAround: boolean;
  #states = new Map<string, State>();
  #kept = 0;
  #start: State;
  /** How often the states were thrown away. */
  #fresh = 0;

  constructor(steps: readonly Step[]) {
    this.#classes = new UnitClasses(steps);
    this.#walker = new Walker(steps, this.#classes);
    this.#looksAround = steps.some(({ kind }) => kind === 'assertion');
    this.#start = this.#state(nowhere, neighbour.none);
  }

  test(text: string): boolean {
    let state = this.#start;
    const enough = this.#fresh + mostFresh;
    for (let at = 0; at < text.length; at++) {
      const column = this.#classes.of(text.charCodeAt(at));
      state = state.next[column] ?? this.#advance(state, column);
      if (state === found) return true;
      if (this.#fresh >= enough) return this.#walker.test(text, at + 1, state);
    }
    state.foundAtEnd ??= !this.#walker.open(state.steps, state.before, neighbour.none);
    return state.foundAtEnd;
  }

  /** The state behind a unit of the class, made where it was never needed before. */
  #advance(state: State, column: number): State {
    const behind = this.#classes.neighbours[column] ?? neighbour.other;
    const goesOn = this.#walker.open(state.steps, state.before, behind);
    const next = goesOn ? this.#state(this.#walker.take(column).slice().sort(), behind) : found;
    state.next[column] = next;
    return next;
  }

  #state(steps: Int32Array, last: number): State {
    const before = this.#looksAround ? last : neighbour.none;
    const key = `${before} ${steps.join(' ')}`;
    const known = this.#states.get(key);
    if (known) return known;
    if (this.#states.size >= mostStates || this.#kept > mostSteps) this.#forget();
    const state: State = { steps, before, next: [] };
    this.#states.set(key, state);
    this.#kept += steps.length;
    return state;
  }

  #forget(): void {
    this.#states = new Map();
    this.#kept = 0;
    this.#fresh++;
    this.#start = this.#state(nowhere, neighbour.none);
  }
}
