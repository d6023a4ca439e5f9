import { describe, expect, test } from 'vitest';
import type { Expected } from '../../../tests/fixture.ts';
import { cronLine, incident, minerConfig, minerPath, minerProcess, trace } from '../../../tests/machine-incident.ts';
import { makeMachineCase, type OnMachine, sha256Of } from '../../../tests/make-machine-case.ts';
import { answerSchema } from '../../model/answer.ts';
import type { Case } from '../../model/case.ts';
import { gone } from '../gone.ts';
import { reach } from '../reach.ts';
import { reachItems } from './items.ts';

const items = (evidence: Case) => reachItems(evidence) ?? [];
const shown = (evidence: Case): string[] =>
  items(evidence).flatMap(({ proof, what, place }) => (proof === 'shown' ? [`${what} ${place}`] : []));

describe('the items of a machine', () => {
  test('are the miner’s, and nobody else’s', () => {
    expect(shown(incident())).toEqual([
      'autostart /etc/crontab',
      'autostart /etc/systemd/system/netd.service',
      `process ${minerPath}`,
      `file ${minerPath}`,
    ]);
    const places = items(incident()).map(({ place }) => place);
    for (const innocent of ['/lib/systemd/system/nginx.service', '/home/anna/report.pdf'])
      expect(places.join()).not.toContain(innocent);
  });

  test('stand in the order in which they are removed: what starts it first, its files after it', () => {
    const steps = items(incident()).flatMap(({ removal }) => removal.map((step) => step.do));
    expect(steps.slice(0, 5)).toEqual(['delete-line', 'disable-unit', 'delete-file', 'stop-process', 'delete-file']);
  });

  test('remove a folder once, with the last of what stands in it', () => {
    const beside = '/tmp/.x/config.json';
    const config: OnMachine = { ...minerConfig, in: beside };
    const evidence = makeMachineCase(
      [minerConfig, trace(minerPath), config, trace(beside)],
      [{ detector: 'x', stage: 'configured', over: [0, 2] }],
    );
    const steps = items(evidence).map(({ removal }) => removal.map((step) => step.do));
    expect(steps).toEqual([['delete-file'], ['delete-file', 'delete-folder']]);
  });

  test('take out the very line, and never the file that holds others', () => {
    const [first] = items(incident());
    expect(first?.removal).toEqual([{ do: 'delete-line', path: '/etc/crontab', line: cronLine }]);
  });

  test('a log that the miner wrote by itself is its own, and the system’s logs stay', () => {
    const output = (place: string, log: string): OnMachine => ({
      in: place,
      kind: 'miner-output',
      value: { log, pools: ['pool.example.com:3333'], accepted: 3, rejected: 0 },
    });
    const evidence = makeMachineCase(
      [output('/home/anna/xm/nohup.out', 'miner-log'), output('/var/log/syslog', 'syslog')],
      [{ detector: 'miner-output', stage: 'active', over: [0, 1] }],
      { '/home/anna/xm/nohup.out': 'text', '/var/log/syslog': 'text' },
    );
    expect(items(evidence).map(({ place, says }) => [place, says])).toEqual([
      ['/home/anna/xm/nohup.out', 'it is what the miner wrote of its work'],
    ]);
  });

  test('what merely came beside it is for a person to look at', () => {
    const beside = items(incident()).find(({ place }) => place === '/tmp/.x/run.log');
    expect(beside?.proof).toBe('likely');
    expect(beside?.removal.map((step) => step.do)).toEqual(['by-hand']);
  });

  test('and those that its group may read, or whoever a web shell ran as', () => {
    const password = (place: string, value: object): OnMachine =>
      ({ in: place, kind: 'secret-at-hand', value: { what: 'database-password', place, ...value } }) as OnMachine; // fields of one kind
    const more = [
      password('/srv/blog/wp-config.php', { user: 'root', readableBy: 'group', readers: ['www-data'] }),
      password('/srv/mail/config.php', { user: 'root', readableBy: 'group', readers: ['mail'] }),
      password('/srv/shop/.env', { user: 'shop', readableBy: 'owner' }),
      trace('/srv/shop/x.php', { form: 'web-script', owner: 'shop', why: ['runs-requests'] }),
    ];
    const secrets = items(incident([], more)).filter(({ what }) => what === 'secret');
    expect(secrets.map(({ place }) => place)).toEqual([
      '/var/www/.ssh/id_ed25519',
      '/srv/blog/wp-config.php',
      '/srv/shop/.env',
    ]);
  });

  test('secrets are those of the account that it ran as', () => {
    const secrets = items(incident()).filter(({ what }) => what === 'secret');
    expect(secrets.map(({ place, proof }) => `${proof} ${place}`)).toEqual(['possible /var/www/.ssh/id_ed25519']);
    expect(JSON.stringify(secrets)).toContain('backup.example');
  });

  test('fit the published answer', () => {
    const answer = reach.assess(incident());
    expect(answerSchema.parse(answer).items).toHaveLength(items(incident()).length);
    expect(answer.says).toContain('2 entries that start it again, 1 process and 1 file');
    expect(answer.weighing?.items.map(({ indicator }) => indicator)).toContain('start-entry-found');
  });

  test('are not asked for where no machine was examined, and are none where nothing mines', () => {
    expect(reachItems({ artifacts: [], observations: [], findings: [] })).toBeUndefined();
    expect(items(makeMachineCase([trace('/tmp/x')], []))).toEqual([]);
  });
});

/** A miner that a program of the system runs. */
function python(packaged: 'yes' | 'unknown'): Case {
  const seen: OnMachine = {
    in: '/proc/9',
    kind: 'process',
    value: {
      pid: 9,
      name: 'python3',
      program: '/usr/bin/python3.11',
      programState: 'present',
      command: 'python3 /opt/m.py',
      start: '2026-11-19T03:14:05.000Z',
      packaged,
      why: ['mines'],
    },
  };
  return makeMachineCase([seen], [{ detector: 'x', stage: 'active', over: [0] }]);
}

describe('a process that is set to mine', () => {
  const idle = makeMachineCase(
    [minerProcess, minerConfig],
    [{ detector: 'miner-running', stage: 'configured', over: [0, 1] }],
  );

  test('is not said to mine', () => {
    const process = items(idle).find(({ what }) => what === 'process');
    expect(process?.says).toMatch(/: it is set to mine$/);
    expect(items(incident()).find(({ what }) => what === 'process')?.says).toMatch(/: it mines$/);
  });

  test.each([reach, gone])('is weighed as one that was started, and not as one at work ($id)', ({ assess }) => {
    const weighed = (evidence: Case) => assess(evidence).weighing?.items.map(({ indicator }) => indicator) ?? [];
    expect(weighed(idle)).not.toContain('process-mines');
    expect(weighed(idle)).toEqual(expect.arrayContaining([expect.stringMatching(/^(?:miner-ran|logged-command)$/)]));
    expect(weighed(incident())).toContain('process-mines');
  });
});

describe('what is not the miner’s', () => {
  test.each(['yes', 'unknown'] as const)('an interpreter that runs it stays (packaged: %s)', (packaged) => {
    expect(shown(python(packaged))).toEqual(['process /usr/bin/python3.11']);
  });

  test('a history or a log that names a miner stays', () => {
    const config: Expected<'mining-config'> = { kind: 'mining-config', value: { pools: [], source: 'argv' } };
    const seen: OnMachine[] = [
      { in: '/root/.bash_history', ...config },
      { in: '/var/log/syslog', ...config },
    ];
    const evidence = makeMachineCase(seen, [{ detector: 'x', stage: 'configured', over: [0, 1] }], {
      '/root/.bash_history': 'text',
      '/var/log/syslog': 'log',
    });
    expect(items(evidence)).toEqual([]);
  });

  test('a line that starts something else as well is left to a person', () => {
    const entry = `@reboot root /opt/app/start.sh; ${minerPath}`;
    const both: OnMachine = {
      in: '/etc/cron.d/app',
      kind: 'autostart',
      value: {
        mechanism: 'cron',
        place: '/etc/cron.d/app',
        entry,
        starts: `/opt/app/start.sh; ${minerPath}`,
        programs: ['/opt/app/start.sh', minerPath],
        hash: sha256Of(entry),
        why: [],
      },
    };
    const item = items(incident([], [both])).find(({ place }) => place === '/etc/cron.d/app');
    expect(item?.proof).toBe('shown');
    expect(item?.removal.map((step) => step.do)).toEqual(['by-hand']);
  });

  test('a line that was added to somebody else’s unit goes alone', () => {
    const place = '/etc/systemd/system/app.service';
    const part = (entry: string, program: string, line: number): OnMachine => ({
      in: place,
      kind: 'autostart',
      line,
      value: { mechanism: 'systemd', place, name: 'app.service', entry, starts: program, programs: [program], why: [] },
    });
    const own = part('ExecStart=/opt/app/app', '/opt/app/app', 4);
    const added = part(`ExecStartPost=${minerPath}`, minerPath, 5);
    const item = items(incident([], [own, added])).filter((one) => one.place === place);
    expect(item.map(({ removal }) => removal)).toEqual([
      [{ do: 'delete-line', path: place, line: `ExecStartPost=${minerPath}` }],
    ]);
  });

  test('a web server’s setting that changed in those minutes in another tree is nobody’s; beside its file it is told', () => {
    const setting = (place: string, owner?: string): OnMachine => ({
      in: place,
      kind: 'autostart',
      value: {
        mechanism: 'web-server-hook',
        place,
        entry: 'php_value auto_prepend_file waf.php',
        programs: [`${place.slice(0, place.lastIndexOf('/'))}/waf.php`],
        modified: '2026-11-19T03:13:00.000Z',
        ...(owner === undefined ? {} : { owner }),
        why: ['program-missing'],
      },
    });
    const told = (place: string, owner?: string): string[] =>
      items(incident([], [setting(place, owner)]))
        .filter((one) => one.place === place)
        .map(({ proof }) => proof);
    expect(told('/srv/shop/public/.htaccess')).toEqual([]);
    expect(told('/srv/shop/public/.htaccess', 'root')).toEqual([]);
    expect(told('/srv/shop/public/.htaccess', 'www-data')).toEqual(['likely']);
    expect(told('/tmp/.x/.user.ini')).toEqual(['likely']);
  });

  test('an entry cut short, or with bytes that are no text, is left to a person', () => {
    for (const entry of [`* * * * * root ${minerPath} ${'x'.repeat(2048)}`, `* * * * * root ${minerPath} \ufffd`]) {
      const odd: OnMachine = {
        in: '/etc/cron.d/odd',
        kind: 'autostart',
        value: { mechanism: 'cron', place: '/etc/cron.d/odd', entry, programs: [minerPath], why: [] },
      };
      const item = items(incident([], [odd])).find(({ place }) => place === '/etc/cron.d/odd');
      expect(item?.removal.map((step) => step.do)).toEqual(['by-hand']);
    }
  });
});
