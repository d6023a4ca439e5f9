import { describe, expect, it } from 'vitest';
import { makeCase } from '../../tests/make-case.ts';
import type { Case } from '../model/case.ts';
import { perCase } from './per-case.ts';

describe('what is asked of a case again and again', () => {
  it('is worked out once a case, also where the answer is that there is none', () => {
    const asked: Case[] = [];
    const first = perCase((evidence): string | undefined => {
      asked.push(evidence);
      return evidence.observations[0]?.id;
    });
    const [empty, other] = [makeCase(undefined, []), makeCase('mention', [{ kind: 'wallet', value: {} }])];
    expect([first(empty), first(other), first(empty), first(other)]).toEqual([undefined, 'o1', undefined, 'o1']);
    expect(asked).toEqual([empty, other]);
  });
});
