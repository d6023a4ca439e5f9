/**
 * Regular expressions that take time in proportion to the text, whatever they are: the rules come from strangers, the
 * texts from attackers, and V8's own matcher may take exponential time.
 * Answers "is it in there", nothing else: not where, and no groups. Does not see: what syntax.ts refuses.
 */
import { ok, type Result } from '../../model/result.ts';
import { Automaton } from './automaton.ts';
import { neededText } from './needed-text.ts';
import { compileProgram, type Step } from './program.ts';
import { type Pattern, type PatternFlags, readPattern } from './syntax.ts';

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
  /** Made when the first text is tried: of thousands of expressions few ever are. */
  #automaton: Automaton | undefined;
  /** In lower case: stands in every text that matches, put in lower case; empty where no such text is known. */
  readonly neededText: string;

  /** Made by `linearPattern` and `compilePattern`. */
  constructor(steps: readonly Step[], needed: string) {
    this.#steps = steps;
    this.neededText = needed;
  }

  /** True where the expression matches anywhere in the text. */
  test(text: string): boolean {
    this.#automaton ??= new Automaton(this.#steps);
    return this.#automaton.test(text);
  }
}
