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
import { type Assertion, type Pattern, type PatternFlags, readPattern } from './syntax.ts';
import { neighbour, UnitClasses } from './unit-classes.ts';

/** More states are not kept. */
const mostStates = 500;

/** Where the automaton may be: the steps that it stands before, and what the last unit was. */
interface State {
  readonly steps: readonly number[];
  readonly before: number;
  /** By class of the next unit. */
  readonly next: (State | undefined)[];
  /** Found, if the text ends here. */
  foundAtEnd?: boolean;
}

const found: State = { steps: [], before: neighbour.none, next: [] };

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
  readonly #steps: readonly Step[];
  readonly #classes: UnitClasses;
  /** By step: which classes it takes. */
  readonly #takes: readonly (Uint8Array | undefined)[];
  readonly #looksAround: boolean;
  #states = new Map<string, State>();
  #start: State;
  /** By step: the round in which it was last reached. */
  readonly #reached: Uint32Array;
  #round = 0;
  /** In lower case: stands in every text that matches, put in lower case; empty where no such text is known. */
  readonly neededText: string;

  /** Made by `linearPattern` and `compilePattern`. */
  constructor(steps: readonly Step[], needed: string) {
    this.#steps = steps;
    this.#classes = new UnitClasses(steps);
    this.#takes = steps.map((step) => (step.kind === 'unit' ? this.#classes.members(step.set) : undefined));
    this.#looksAround = steps.some(({ kind }) => kind === 'assertion');
    this.#reached = new Uint32Array(steps.length);
    this.#start = this.#state([], neighbour.none);
    this.neededText = needed;
  }

  /** True where the expression matches anywhere in the text. */
  test(text: string): boolean {
    let state = this.#start;
    for (let at = 0; at < text.length; at++) {
      const column = this.#classes.of(text.charCodeAt(at));
      state = state.next[column] ?? this.#advance(state, column);
      if (state === found) return true;
    }
    state.foundAtEnd ??= this.#closure(state, neighbour.none) === undefined;
    return state.foundAtEnd;
  }

  /** The state behind a unit of the class, made where it was never needed before. */
  #advance(state: State, column: number): State {
    const behind = this.#classes.neighbours[column] ?? neighbour.other;
    const open = this.#closure(state, behind);
    const next = open === undefined ? found : this.#state(this.#moved(open, column), behind);
    state.next[column] = next;
    return next;
  }

  #moved(open: readonly number[], column: number): readonly number[] {
    const steps = new Set<number>();
    for (const at of open) {
      const step = this.#steps[at];
      if (step?.kind === 'unit' && this.#takes[at]?.[column] === 1) steps.add(step.next);
    }
    return [...steps].sort((a, b) => a - b);
  }

  /** The steps that take the next unit, given what that is; none at all where the end can be reached without it. */
  #closure(state: State, behind: number): readonly number[] | undefined {
    const round = ++this.#round;
    const open: number[] = [];
    // A match may begin at every place.
    const waiting = [...state.steps, 0];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      if (this.#reached[at] === round) continue;
      this.#reached[at] = round;
      const step = this.#steps[at];
      if (step === undefined) continue;
      if (step.kind === 'found') return undefined;
      if (step.kind === 'unit') open.push(at);
      else if (step.kind === 'fork') waiting.push(step.next, step.other);
      else if (holds(step.what, state.before, behind)) waiting.push(step.next);
    }
    return open;
  }

  #state(steps: readonly number[], last: number): State {
    const before = this.#looksAround ? last : neighbour.none;
    const key = `${before} ${steps.join(' ')}`;
    const known = this.#states.get(key);
    if (known) return known;
    if (this.#states.size >= mostStates) {
      this.#states = new Map();
      this.#start = this.#state([], neighbour.none);
    }
    const state: State = { steps, before, next: [] };
    this.#states.set(key, state);
    return state;
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
