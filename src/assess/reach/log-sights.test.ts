import { describe, expect, test } from 'vitest';
import { type Logged, makeLogCase } from '../../../tests/make-log-case.ts';
import type { Case } from '../../model/case.ts';
import type { LogAction } from '../../model/log-payloads.ts';
import { reach } from '../reach.ts';
import { what } from '../what.ts';

const miner: Logged = {
  in: 'audit.log',
  kind: 'process-start',
  value: {
    log: 'audit-log',
    machine: 'web01',
    command: './xmrig -o pool.example.com:3333 -u 4…',
    why: ['mines'],
    start: '2026-11-03T04:13:20.000Z',
  },
};
const config: Logged = {
  in: 'audit.log',
  kind: 'mining-config',
  value: { pools: [{ host: 'pool.example.com', port: 3333, login: 'x' }], source: 'argv' },
};
const action = (act: LogAction['action'], what: string, start: string): Logged => ({
  in: 'audit.log',
  kind: 'log-action',
  value: { log: 'audit-log', action: act, what, start },
});

function caseOf(...more: readonly Logged[]): Case {
  const seen = [miner, config, ...more];
  return makeLogCase(seen, [{ detector: 'miner-started', stage: 'configured', over: [0, 1] }]);
}

function weighed(evidence: Case): readonly string[] {
  return reach.assess(evidence).weighing?.items.map(({ indicator }) => indicator) ?? [];
}

describe('what logs show to have been touched', () => {
  test('a miner that was started ran, wherever no traffic was read', () => {
    expect(weighed(caseOf())).toContain('miner-ran');
    const { says, next } = what.assess(caseOf());
    expect(says).toContain('a log shows that it was started on web01 on 2026-11-03 at 04:13 UTC');
    expect(next.join(' ')).toContain('To learn whether it runs still, and worked');
  });

  test('a task that was set up minutes later is what starts it again', () => {
    const seen = caseOf(action('task-made', 'updater', '2026-11-03T04:20:00.000Z'));
    expect(weighed(seen)).toContain('start-entry-found');
    expect(reach.assess(seen).says).toContain('a task: updater');
  });

  test('one that was set up a week before, or days later, is not', () => {
    const before = action('task-made', 'backup', '2026-10-27T04:20:00.000Z');
    const later = action('task-made', 'backup', '2026-11-06T04:20:00.000Z');
    expect(weighed(caseOf(before, later))).not.toContain('start-entry-found');
  });

  test('a log that was cleared that night is told', () => {
    const seen = caseOf(action('log-cleared', 'Security', '2026-11-03T04:30:00.000Z'));
    expect(weighed(seen)).toContain('defence-went-off');
  });
});
