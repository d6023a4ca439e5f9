/**
 * Regular expressions that take time in proportion to the text, whatever they are: the rules come from strangers, the
 * texts from attackers, and V8's own matcher may take exponential time. A deterministic automaton is built as the text
 * is read (Russ Cox, "Regular Expression Matching in the Wild", https://swtch.com/~rsc/regexp/regexp3.html); it is
 * thrown away where it grows too large, and begun anew.
 * Answers "is it in there", nothing else: not where, and no groups. Does not see: what syntax.ts refuses.
 */
import { ok, type Result } from '../../model/result.ts';
import { neededText } from './needed-text.ts';
import { compileProgram, type Step } from './program.ts';
import { type Pattern, type PatternFlags, readPattern } from './syntax.ts';
import { neighbour, UnitClasses } from './unit-classes.ts';
import { Walker } from './walker.ts';

/** More states are not kept. */
const mostStates = 500;
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

/** Reads and compiles an expression. */
export function linearPattern(source: string, flags: PatternFlags = {}): Result<LinearPattern> {
  const pattern = readPattern(source, flags);
  return pattern.status === 'ok' ? compilePattern(pattern.value) : pattern;
}

/** Compiles an expression that was made, not read. */
export function compilePattern(pattern: Pattern): Result<LinearPattern> {
  const program = compileProgram(pattern);
  return program.status === 'ok' ? ok(new LinearPattern(program.value, neededText(pattern))) : program;
}

export class LinearPattern {
  readonly #classes: UnitClasses;
  readonly #walker: Walker;
  readonly #looksAround: boolean;
  #states = new Map<string, State>();
  #start: State;
  /** How often the states were thrown away. */
  #fresh = 0;
  /** In lower case: stands in every text that matches, put in lower case; empty where no such text is known. */
  readonly neededText: string;

  /** Made by `linearPattern` and `compilePattern`. */
  constructor(steps: readonly Step[], needed: string) {
    this.#classes = new UnitClasses(steps);
    this.#walker = new Walker(steps, this.#classes);
    this.#looksAround = steps.some(({ kind }) => kind === 'assertion');
    this.#start = this.#state(nowhere, neighbour.none);
    this.neededText = needed;
  }

  /** True where the expression matches anywhere in the text. */
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
    if (this.#states.size >= mostStates) {
      this.#states = new Map();
      this.#fresh++;
      this.#start = this.#state(nowhere, neighbour.none);
    }
    const state: State = { steps, before, next: [] };
    this.#states.set(key, state);
    return state;
  }
}
