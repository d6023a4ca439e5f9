import { describe, expect, it } from 'vitest';
import { composeServices } from './compose.ts';
import { composeFilesOf, dockerContainer, dockerImages } from './docker.ts';
import { momentOf } from './facts.ts';
import { ociContainer } from './oci-spec.ts';
import { quadletContainer } from './quadlet.ts';
import { storedContainers } from './storage.ts';

describe("Docker's state", () => {
  it('says since when, from where and how far it may go', () => {
    const host = { Binds: ['/:/mnt:ro', 'named:/data'], NanoCpus: 1_500_000_000, PidMode: 'host', NetworkMode: 'host' };
    const config = { ID: 'ab', Config: { Image: 'a', Entrypoint: ['sh'], Cmd: ['-c', 'x'], Env: ['A=b=c', 'D'] } };
    expect(dockerContainer(config, host)).toMatchObject({
      words: ['sh', '-c', 'x'],
      environment: new Map([
        ['A', 'b=c'],
        ['D', ''],
      ]),
      mounts: [{ source: '/', target: '/mnt' }],
      processors: '1.5',
      hostNetwork: true,
      hostProcesses: true,
      state: 'created',
    });
    expect(dockerContainer({}, host)).toBeUndefined();
    expect(dockerContainer([1], undefined)).toBeUndefined();
  });
  it('reads lists to their end', () => {
    const Env = Array.from({ length: 5000 }, (_, i) => `N${i}=x`);
    expect(dockerContainer({ ID: 'ab', Config: { Env } }, undefined)?.environment.size).toBe(5000);
  });
  it('names the files of compose, and images', () => {
    const Labels = {
      'com.docker.compose.project.working_dir': '/srv/a',
      'com.docker.compose.project.config_files': 'x.yml,/y.yml',
    };
    expect(composeFilesOf({ Config: { Labels } })).toEqual(['/srv/a/x.yml', '/y.yml']);
    expect(dockerImages({ Repositories: { a: { 'a:1': 'sha256:x', 'a:2': 7 } } })).toEqual([
      { name: 'a:1', id: 'sha256:x' },
    ]);
  });
  it('takes no moment from one that never was', () => {
    expect(momentOf('0001-01-01T00:00:00Z')).toBeUndefined();
    expect(momentOf('2026-11-20T10:00:00.123456789+01:00')).toBe('2026-11-20T09:00:00.123Z');
  });
});

describe('descriptions of OCI', () => {
  it('knows what is shared with the machine, and leaves out what the runtime mounts itself', () => {
    const spec = {
      process: { args: ['x'], capabilities: { effective: ['CAP_SYS_ADMIN'] } },
      mounts: [
        { destination: '/proc', source: 'proc' },
        { destination: '/etc/hosts', source: '/var/lib/kubelet/pods/1/etc-hosts' },
        { destination: '/host', source: '/' },
        { destination: '/s', source: '/run/containerd/containerd.sock' },
      ],
      linux: { namespaces: [{ type: 'mount' }], resources: { devices: [{ allow: true, access: 'rwm' }] } },
    };
    expect(ociContainer(spec, 'containerd', 'a')).toMatchObject({
      privileged: true,
      hostNetwork: true,
      hostProcesses: true,
      mounts: [
        { source: '/', target: '/host' },
        { source: '/run/containerd/containerd.sock', target: '/s' },
      ],
    });
    expect(ociContainer({}, 'containerd', 'a')).toBeUndefined();
  });
});

describe('other descriptions', () => {
  it('takes only containers whose id and layer cannot lead elsewhere', () => {
    expect(storedContainers([{ id: '../../etc' }, 7, { id: 'abcdef123456', layer: '../x' }])).toEqual([
      { id: 'abcdef123456' },
    ]);
  });
  it('reads services of compose in both forms', () => {
    const services = {
      a: { command: 'x -y', volumes: ['/:/h:ro', 'v:/w'], environment: { N: 1 } },
      b: { command: ['x'], volumes: [{ source: '/etc', target: '/e' }] },
      c: 7,
    };
    expect(composeServices({ services }, 'p')).toMatchObject([
      { id: 'p/a', words: ['x -y'], mounts: [{ source: '/', target: '/h' }], environment: new Map([['N', '1']]) },
      { id: 'p/b', words: ['x'], mounts: [{ source: '/etc', target: '/e' }] },
    ]);
  });
  it('reads units of Podman', () => {
    expect(
      quadletContainer('[Container]\nImage=a\nExec=sh -c \'echo x\' "a b"\n# Volume=/:/x\nVolume=/etc:/e:Z\n', 'n'),
    ).toMatchObject({
      words: ['sh', '-c', 'echo x', 'a b'],
      mounts: [{ source: '/etc', target: '/e' }],
    });
    expect(quadletContainer('[Unit]\nDescription=x\n', 'n')).toBeUndefined();
  });
});
