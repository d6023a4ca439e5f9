import { describe, expect, test } from 'vitest';
import { makeMachineCase, type OnMachine } from '../../../tests/make-machine-case.ts';
import { openMiner } from '../../../tests/open-miner.ts';
import type { Case } from '../../model/case.ts';
import type { LogAction, LoginEvent } from '../../model/log-payloads.ts';
import { who } from '../who.ts';

const miner: readonly OnMachine[] = [
  ...openMiner,
  {
    in: '/proc/812',
    kind: 'process',
    value: {
      pid: 812,
      name: 'xmrig',
      program: '/opt/xmrig/xmrig',
      user: 'ada',
      start: '2026-11-20T12:10:00.000Z',
      why: ['mines'],
    },
  },
];

const switchedOn = (file: string, more: Partial<LogAction> = {}): OnMachine => ({
  in: file,
  kind: 'log-action',
  value: {
    log: 'shell-history',
    action: 'service-installed',
    what: 'xmrig',
    command: 'systemctl enable --now xmrig',
    ...more,
  },
});
const history = switchedOn('/home/ada/.bash_history');
const sudo = switchedOn('/var/log/auth.log', { log: 'syslog', user: 'ada', program: 'sudo' });
const span: OnMachine = {
  in: '/var/log/auth.log',
  kind: 'log-span',
  value: { log: 'syslog', start: '2026-11-01T00:00:00.000Z', end: '2026-11-23T00:00:00.000Z', tells: ['logins'] },
};
const login = (more: Partial<LoginEvent> = {}): OnMachine => ({
  in: '/var/log/auth.log',
  kind: 'login-event',
  value: {
    log: 'syslog',
    outcome: 'worked',
    service: 'ssh',
    account: 'ada',
    from: '192.0.2.10',
    start: '2026-11-01T08:00:00.000Z',
    end: '2026-11-22T08:00:00.000Z',
    times: 20,
    ...more,
  },
});

function caseOf(...more: readonly OnMachine[]): Case {
  return makeMachineCase([...miner, ...more], [{ detector: 'miner-autostart', stage: 'active', over: [0, 1, 2] }]);
}

interface Seen {
  readonly indicator: string;
  readonly says: string;
  readonly forgeability: string;
}

function seenIn(evidence: Case, indicator: string): Seen | undefined {
  return who.assess(evidence).weighing?.items.find((item) => item.indicator === indicator);
}

const byHand = (...more: readonly OnMachine[]): Seen | undefined => seenIn(caseOf(...more), 'switched-on-by-hand');
const usual = (...more: readonly OnMachine[]): Seen | undefined => seenIn(caseOf(...more), 'usual-logins-only');

describe('what was typed by hand', () => {
  test('a history that switches its unit on, and the record of sudo beside it, which is dearer to plant', () => {
    expect(byHand(history)).toMatchObject({ forgeability: 'moderate' });
    expect(byHand(history, sudo)).toMatchObject({
      forgeability: 'dear',
      says: '/home/ada/.bash_history has it installed or switched on by hand, and /var/log/auth.log has the same of ada',
    });
    expect(byHand(sudo)).toMatchObject({ forgeability: 'moderate' });
  });

  test('two accounts are no record of one another', () => {
    expect(byHand(history, switchedOn('/var/log/auth.log', { user: 'bob', program: 'sudo' }))).toMatchObject({
      forgeability: 'moderate',
    });
  });

  test('another unit, a log that is no record of sudo, and a file that is no history say nothing', () => {
    expect(byHand(switchedOn('/home/ada/.bash_history', { what: 'nginx', command: 'systemctl enable nginx' }))).toBe(
      undefined,
    );
    expect(byHand(switchedOn('/var/log/audit/audit.log', { user: 'ada' }))).toBeUndefined();
    expect(byHand(switchedOn('/home/ada/notes.txt'))).toBeUndefined();
  });

  test('after a login that may be a stranger’s it speaks for nobody', () => {
    expect(byHand(history, span, login({ newHere: true, from: '203.0.113.9' }))).toBeUndefined();
    expect(byHand(history, span, login({ newHere: true, account: 'bob' }))).toBeDefined();
  });
});

describe('logins as always', () => {
  test('who typed it had logged in for over a week, and nobody strange came', () => {
    expect(usual(history, span, login())).toMatchObject({
      forgeability: 'dear',
      says: 'ada, who typed it, had logged in from 192.0.2.10 for over a week, and the log shows nobody strange',
    });
  });

  test('people log in as themselves and type as root', () => {
    const root = switchedOn('/root/.bash_history');
    expect(usual(root, span, login())?.says).toContain('ada, who typed it as root, had logged in');
    expect(usual(history, span, login({ account: 'bob' }))).toBeUndefined();
  });

  test.each([
    ['no log covers the day', [history, login()]],
    ['it is an account of some days', [history, span, login({ start: '2026-11-18T08:00:00.000Z' })]],
    ['its logins failed', [history, span, login({ outcome: 'failed' })]],
    ['nobody typed it', [span, login()]],
  ])('nothing where %s', (_, more) => {
    expect(usual(...more)).toBeUndefined();
  });
});
