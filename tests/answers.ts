/** Runs an assessor's fixture. */
import { describe, expect, it } from 'vitest';
import type { Assessor } from '../src/model/units.ts';
import type { AssessorFixture } from './make-case.ts';

/** Runs every case of a fixture, and what holds for any answer. */
export function answers(assessor: Assessor, fixture: AssessorFixture): void {
  describe(`the answer to: ${assessor.question}`, () => {
    it.each(fixture.cases)('$name', ({ evidence, tells, never = [] }) => {
      const answer = assessor.assess(evidence);
      const text = [answer.says, ...(answer.details ?? []), ...answer.next].join('\n');
      for (const words of tells) expect(text).toContain(words);
      for (const words of never) expect(text).not.toContain(words);
      expect(answer.question).toBe(assessor.question);
      expect(answer.says).toMatch(/[.]$/);
      const ids = new Set([...evidence.findings, ...evidence.observations].map(({ id }) => id));
      for (const id of answer.because ?? []) expect(ids).toContain(id);
    });
  });
}
