import { describe, expect, test } from 'vitest';
import { type Claimed, type Logged, makeLogCase } from '../../../tests/make-log-case.ts';
import type { Timeline } from '../../model/answer.ts';
import { entry } from '../entry.ts';

const machine: Logged = { in: '/', kind: 'machine', value: { form: 'running', name: 'web01', looked: [] } };
const process: Logged = {
  in: '/proc/7',
  kind: 'process',
  value: {
    pid: 7,
    name: 'k',
    program: '/tmp/.x/k',
    programState: 'present',
    command: '/tmp/.x/k -o pool.example.com:3333',
    user: 'www-data',
    start: '2026-11-20T12:00:00.000Z',
    why: ['mines'],
  },
};
const file: Logged = {
  in: '/tmp/.x/k',
  kind: 'file-trace',
  value: {
    path: '/tmp/.x/k',
    form: 'program',
    born: '2026-11-02T03:12:00.000Z',
    changed: '2026-11-02T03:12:01.000Z',
    modified: '2023-08-01T10:00:00.000Z',
    why: ['temporary-folder'],
  },
};
const cron: Logged = {
  in: '/etc/cron.d/x',
  kind: 'autostart',
  value: {
    mechanism: 'cron',
    place: '/etc/cron.d/x',
    starts: '/tmp/.x/k',
    modified: '2026-11-02T03:13:00.000Z',
    why: ['mines'],
  },
};
const running: Claimed = { detector: 'miner-running', stage: 'active', over: [1, 2] };
const starting: Claimed = { detector: 'miner-autostart', stage: 'configured', over: [3] };

function timeline(seen: readonly Logged[], claims: readonly Claimed[]): Timeline | undefined {
  return entry.assess(makeLogCase(seen, claims)).timeline;
}

describe('what stands on a machine, in time', () => {
  test('a process that was started again begins later than what was placed for it', () => {
    const told = timeline([machine, process, file, cron], [running, starting]);
    expect(told?.moments.map(({ role, says, machine: on }) => [role, says.split(',')[0], on])).toEqual([
      ['deed', '/tmp/.x/k was last written', 'web01'],
      ['deed', '/tmp/.x/k was made there', 'web01'],
      ['deed', '/etc/cron.d/x (cron)', 'web01'],
      ['mining', 'process 7 (k) was started as www-data: /tmp/.x/k -o pool.example.com:3333', 'web01'],
    ]);
    expect(told?.first).toBe(1);
  });

  test('the date of a file, which came with it or was set back, begins nothing', () => {
    const told = timeline([machine, process, file], [running]);
    expect(told?.moments[0]).toMatchObject({ says: expect.stringContaining('came with it or was set back') });
    expect(told?.first).toBe(1);
  });

  test('where only dates of files are known, what mines begins', () => {
    const copied: Logged = {
      ...file,
      value: { path: '/tmp/.x/k', form: 'program', modified: '2023-08-01T10:00:00.000Z', why: [] },
    };
    expect(timeline([machine, process, copied], [running])?.first).toBe(1);
  });

  test('what no finding rests on is left out', () => {
    expect(timeline([machine, process, file, cron], [{ ...running, over: [1] }])?.moments).toHaveLength(1);
  });

  test('a changed program of the system is told beside the beginning alone', () => {
    const tool: Logged = {
      in: '/usr/bin/ps',
      kind: 'package-file',
      value: { path: '/usr/bin/ps', package: 'procps', state: 'changed', changed: '2026-11-02T03:14:00.000Z' },
    };
    const old: Logged = { ...tool, value: { ...tool.value, path: '/usr/bin/jq', changed: '2025-01-01T00:00:00.000Z' } };
    const changed: Claimed = { detector: 'system-file-changed', stage: 'mention', over: [3, 4] };
    const told = timeline([machine, process, file, tool, old], [running, changed]);
    const says = told?.moments.map((moment) => moment.says).join(' ');
    expect(says).toContain('/usr/bin/ps');
    expect(says).not.toContain('/usr/bin/jq');
  });

  test('a script in a web folder that runs what it is asked is where it begins', () => {
    const shell: Logged = {
      in: '/var/www/x.php',
      kind: 'file-trace',
      value: {
        path: '/var/www/x.php',
        form: 'web-script',
        changed: '2026-10-30T01:00:00.000Z',
        why: ['runs-requests'],
      },
    };
    const found: Claimed = { detector: 'web-shell', stage: 'mention', over: [3] };
    const answer = entry.assess(makeLogCase([machine, process, file, shell], [running, found]));
    expect(answer.timeline?.moments[answer.timeline.first ?? -1]?.says).toContain('/var/www/x.php');
    expect(answer.says).toContain('A script in a web folder runs what a request tells it');
  });

  test('a container that mines was made before it ran', () => {
    const container: Logged = {
      in: '/var/lib/docker/x',
      kind: 'container',
      value: {
        runtime: 'docker',
        id: '1a2b',
        name: 'db',
        created: '2026-11-01T00:00:05.000Z',
        started: '2026-11-20T00:00:05.000Z',
        mines: true,
        why: ['mines'],
      },
    };
    const told = timeline([machine, container], [{ detector: 'container-miner', stage: 'configured', over: [1] }]);
    expect(told?.moments.map(({ role }) => role)).toEqual(['deed', 'mining']);
    expect(told?.first).toBe(0);
  });

  test('a long command is cut, and the sentence keeps its end', () => {
    const starts = `pgrep -f .jvm/java || /var/lib/jenkins/.cache/.jvm/java -o pool.example.com:443 -u ${'4'.repeat(95)}`;
    const place = '/var/spool/cron/crontabs/jenkins';
    const long: Logged = { ...cron, in: place, value: { ...cron.value, place, starts } };
    const answer = entry.assess(
      makeLogCase([machine, long], [{ detector: 'miner-autostart', stage: 'configured', over: [1] }]),
    );
    expect(answer.says).toMatch(/which starts pgrep .{40,60}…, was last written, by its date\./);
    expect(answer.says).not.toContain('……');
  });
});
