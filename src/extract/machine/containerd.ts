/**
 * Containers that run under containerd, also those of k3s and RKE2: the bundles that it keeps under /run while they run.
 * Of a disk, where /run is empty, its database is examined as any file is: descriptions stand in it as JSON.
 * Source: containerd, docs/ops.md (state and root folders); OCI runtime-spec, config.md.
 * Does not see: containers that do not run, but for that database; those of Docker, which tells of them itself.
 */
import { jsonOf } from '../../codec/container-state/facts.ts';
import { ociContainer } from '../../codec/container-state/oci-spec.ts';
import { defineProbe, type Machine, type Probe, type Told } from '../../model/machine-units.ts';
import { toldContainer } from '../cluster/container-told.ts';
import { suspectFiles } from './container-files.ts';
import { type ContainerKind, toldEach, toldOf } from './container-sightings.ts';

const states = ['/run/containerd', '/run/k3s/containerd', '/run/docker/containerd'];
const roots = [
  '/var/lib/containerd',
  '/var/lib/rancher/k3s/agent/containerd',
  '/var/lib/rancher/rke2/agent/containerd',
];
const database = 'io.containerd.metadata.v1.bolt/meta.db';
const mostContainers = 2000;
const mostBytes = 1024 * 1024;
/** Bytes of a database that is examined. */
const mostDatabase = 256 * 1024 * 1024;

export const containerd: Probe<ContainerKind> = defineProbe({
  id: 'containerd',
  title: 'containers of containerd',
  emits: ['container', 'autostart', 'mining-config'],
  platform: 'linux',
  *probe(machine) {
    const places = bundles(machine);
    const bound = { most: mostContainers, what: 'containers of containerd', where: '/run/containerd' };
    yield* toldEach(places, bound, ({ path, id }) => containerAt(machine, path, id));
    if (places.length === 0) yield* databases(machine);
  },
});

interface Bundle {
  readonly path: string;
  readonly id: string;
}

function bundles({ tree }: Machine): readonly Bundle[] {
  return states.flatMap((state) =>
    ['io.containerd.runtime.v2.task', 'io.containerd.runtime.v1.linux'].flatMap((runtime) =>
      tree
        .list(`${state}/${runtime}`)
        .filter(({ name }) => name !== 'moby')
        .flatMap(({ name: space }) =>
          tree
            .list(`${state}/${runtime}/${space}`)
            .map(({ name: id }) => ({ id, path: `${state}/${runtime}/${space}/${id}/config.json` })),
        ),
    ),
  );
}

function* containerAt(machine: Machine, path: string, id: string): Iterable<Told<ContainerKind>> {
  const read = machine.tree.read(path, mostBytes);
  const spec = read?.whole ? jsonOf(read.bytes) : undefined;
  if (read !== undefined && spec === undefined)
    yield { gap: { code: 'malformed', what: 'the description of a container that is no JSON', path } };
  const found = spec === undefined ? undefined : ociContainer(spec, 'containerd', id);
  if (found === undefined) return;
  const files = found.files ?? `${path.slice(0, path.lastIndexOf('/'))}/rootfs`;
  const told = toldContainer({ ...found, state: 'running', files });
  yield* toldOf(told, path, 'container');
  // Its root shows the image's own programs, too: only what is in its temporary folders can be told apart.
  yield* suspectFiles(machine, files, false);
}

function* databases({ tree }: Machine): Iterable<Told<ContainerKind>> {
  for (const root of roots) {
    const state = tree.follow(`${root}/${database}`);
    if (state?.kind === 'file' && state.size <= mostDatabase) yield { examine: `${root}/${database}` };
  }
}
