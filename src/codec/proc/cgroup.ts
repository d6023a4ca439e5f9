/**
 * /proc/PID/cgroup, versions 1 and 2: in which container a process runs and to which systemd unit it belongs.
 * Sources: cgroups(7); the paths that dockerd, containerd, CRI-O, Podman, LXC and the kubelet make.
 *
 *     0::/system.slice/docker-<64 hex>.scope
 *     5:cpu:/kubepods/burstable/pod<uid>/<64 hex>
 *     0::/kubepods.slice/kubepods-pod<uid>.slice/cri-containerd-<64 hex>.scope
 *     0::/../../init.scope  (seen from within a container: a path out of its own)
 *
 * Does not see: a container that shares the cgroup of its host.
 */
export interface ControlGroup {
  /** 64 hex digits, or a name under LXC and systemd-nspawn. */
  readonly container?: string;
  /** docker, containerd, cri-o, podman, kubernetes, lxc, nspawn. */
  readonly runtime?: string;
  readonly unit?: string;
  /** Path of the unified hierarchy, or of the first one that says something. */
  readonly path: string;
}

const mostLines = 64;

const runtimes: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\/)docker[-/]([0-9a-f]{64})(?:\.scope)?(?:\/|$)/, 'docker'],
  [/(?:^|[/:])cri-containerd[-:]([0-9a-f]{64})(?:\.scope)?(?:\/|$)/, 'containerd'],
  [/(?:^|\/)nerdctl-([0-9a-f]{64})(?:\.scope)?(?:\/|$)/, 'containerd'],
  [/(?:^|\/)crio-([0-9a-f]{64})(?:\.scope)?(?:\/|$)/, 'cri-o'],
  [/(?:^|\/)libpod-([0-9a-f]{64})(?:\.scope)?(?:\/|$)/, 'podman'],
  [/(?:^|\/)pod[0-9a-f_-]{32,40}\/([0-9a-f]{64})(?:\/|$)/, 'kubernetes'],
  [/(?:^|\/)(?:lxc\.payload\.|lxc\/)([\w.-]{1,64})(?:\/|$)/, 'lxc'],
  // libvirt names the scopes of virtual machines so, too: `machine-qemu\x2d1\x2dname.scope`.
  [/(?:^|\/)machine-(?!qemu\\x2d)([\w.\\-]{1,64})\.scope(?:\/|$)/, 'nspawn'],
  [/(?:^|\/)([0-9a-f]{64})(?:\/|$)/, 'containerd'],
];

export function readControlGroup(text: string): ControlGroup {
  const lines = text.split('\n', mostLines);
  const paths = lines.flatMap((line) => /^\d+:[^:]*:(\/.{0,4096})$/s.exec(line)?.[1] ?? []);
  const unified = lines.find((line) => line.startsWith('0::/'))?.slice('0::'.length);
  const path = unified !== undefined && unified !== '/' ? unified : (paths.find((one) => one !== '/') ?? '/');
  const unit = unitOf(path) ?? paths.map(unitOf).find((one) => one !== undefined);
  return { ...containerOf(paths), ...(unit === undefined ? {} : { unit }), path };
}

function containerOf(paths: readonly string[]): Pick<ControlGroup, 'container' | 'runtime'> {
  for (const path of paths)
    for (const [form, runtime] of runtimes) {
      const container = form.exec(path)?.[1];
      if (container !== undefined) return { container, runtime };
    }
  return {};
}

/** The innermost one: a user's own manager runs units within `user@1000.service`. */
function unitOf(path: string): string | undefined {
  return path
    .split('/')
    .reverse()
    .find((part) => /^[\w:.\\@-]{1,255}\.(?:service|scope|socket|mount|swap)$/.test(part));
}
