import { describe, expect, test } from 'vitest';
import { type Claimed, makeLogCase } from '../../../tests/make-log-case.ts';
import type { Case } from '../../model/case.ts';
import { consentOf } from '../consent.ts';
import { who } from '../who.ts';

const caseOf = (...claims: readonly Claimed[]): Case =>
  makeLogCase(
    [
      { in: 'access.log', kind: 'exploit-attempt', value: { log: 'access-log', title: 'Log4Shell' } },
      { in: 'auth.log', kind: 'login-event', value: { log: 'syslog', outcome: 'worked', service: 'ssh' } },
      { in: 'audit.log', kind: 'process-start', value: { log: 'audit-log', command: './xmrig', why: ['mines'] } },
    ],
    [{ detector: 'miner-started', stage: 'active', over: [2] }, ...claims],
  );
const worked: Claimed = {
  detector: 'exploit-worked',
  stage: 'mention',
  over: [0, 2],
  title: 'Log4Shell was used',
  confidence: 'high',
};

function ownerIn(evidence: Case): number {
  return who.assess(evidence).hypotheses.find(({ id }) => id === 'owner')?.probability.mid ?? 0;
}

function saysIn(evidence: Case): string[] {
  const items = who.assess(evidence).weighing?.items ?? [];
  return items.filter(({ indicator }) => indicator === 'broken-into').map(({ says }) => says);
}

describe('who, where somebody broke in', () => {
  test('it is told, and speaks against the owner: the miner is covert', () => {
    expect(saysIn(caseOf(worked))).toEqual(['Somebody broke in: Log4Shell was used']);
    expect(ownerIn(caseOf(worked))).toBeLessThan(0.05);
    expect(consentOf([who.assess(caseOf(worked))])).toBe('covert');
  });

  test('a guessed password counts as a hole does, each log for itself', () => {
    const guessed: Claimed = {
      detector: 'login-guessed',
      stage: 'mention',
      over: [1],
      title: 'A password was guessed',
    };
    expect(saysIn(caseOf(worked, guessed))).toHaveLength(2);
  });

  test('what is only possible, and attempts that everybody sees, say nothing of the owner', () => {
    const attempts: Claimed = { detector: 'exploit-attempted', stage: 'mention', over: [0] };
    expect(saysIn(caseOf({ ...worked, confidence: 'low' }, attempts))).toEqual([]);
    expect(consentOf([who.assess(caseOf(attempts))])).toBe('unknown');
  });
});
