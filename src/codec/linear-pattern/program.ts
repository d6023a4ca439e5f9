/**
 * A pattern as a nondeterministic automaton: a list of steps, each with the steps that may follow.
 * Source: Ken Thompson, "Regular expression search algorithm", 1968; Russ Cox, https://swtch.com/~rsc/regexp/
 */
import { limit, ok, type Result } from '../../model/result.ts';
import type { Assertion, Pattern } from './syntax.ts';
import type { UnitSet } from './unit-set.ts';

export type Step =
  | { readonly kind: 'unit'; readonly set: UnitSet; next: number }
  | { readonly kind: 'fork'; next: number; other: number }
  | { readonly kind: 'assertion'; readonly what: Assertion; next: number }
  | { readonly kind: 'found' };

/** Bounded repetition is written out, so that a short expression can be a long program. */
const mostSteps = 2000;

/** The steps; the first one is at 0. */
export function compileProgram(pattern: Pattern): Result<readonly Step[]> {
  const writer = new ProgramWriter();
  writer.write(pattern);
  writer.steps.push({ kind: 'found' });
  return writer.steps.length > mostSteps ? limit(0, 'the expression is too large') : ok(writer.steps);
}

/** Writes steps one behind the other: a part ends where the next step will stand. */
class ProgramWriter {
  readonly steps: Step[] = [];

  write(pattern: Pattern): void {
    if (this.steps.length > mostSteps) return;
    switch (pattern.kind) {
      case 'set':
        this.steps.push({ kind: 'unit', set: pattern.set, next: this.steps.length + 1 });
        return;
      case 'assertion':
        this.steps.push({ kind: 'assertion', what: pattern.what, next: this.steps.length + 1 });
        return;
      case 'sequence':
        for (const part of pattern.parts) this.write(part);
        return;
      case 'choice':
        this.#choice(pattern.parts);
        return;
      case 'repeat':
        this.#repeat(pattern.part, pattern.least, pattern.most);
    }
  }

  #choice(parts: readonly Pattern[]): void {
    const ends: Extract<Step, { kind: 'fork' }>[] = [];
    parts.forEach((part, i) => {
      const fork = this.#fork();
      this.write(part);
      if (i < parts.length - 1) ends.push(this.#fork());
      fork.other = i < parts.length - 1 ? this.steps.length : fork.next;
    });
    for (const end of ends) end.next = end.other = this.steps.length;
  }

  #repeat(part: Pattern, least: number, most: number): void {
    for (let i = 0; i < least; i++) {
      const before = this.steps.length;
      if (before > mostSteps) return;
      this.write(part);
      // What takes no step is as good as written a thousand times; nested in itself it would never end.
      if (this.steps.length === before) break;
    }
    if (most === Number.POSITIVE_INFINITY) {
      const at = this.steps.length;
      const fork = this.#fork();
      this.write(part);
      const back = this.#fork();
      back.next = back.other = at;
      fork.other = this.steps.length;
      return;
    }
    const forks: Extract<Step, { kind: 'fork' }>[] = [];
    for (let i = least; i < most && this.steps.length <= mostSteps; i++) {
      forks.push(this.#fork());
      this.write(part);
    }
    for (const fork of forks) fork.other = this.steps.length;
  }

  /** Goes to the step behind it, and to another one that is filled in later. */
  #fork(): Extract<Step, { kind: 'fork' }> {
    const next = this.steps.length + 1;
    const fork: Extract<Step, { kind: 'fork' }> = { kind: 'fork', next, other: next };
    this.steps.push(fork);
    return fork;
  }
}
