/**
 * Containers that Podman and CRI-O keep in containers/storage, of the machine and of its users.
 * Source: https://github.com/containers/storage; OCI runtime-spec, config.md, for `userdata/config.json`.
 * Does not see: Podman's own database (state, restart policy): whether it runs is unknown.
 */
import { type ContainerFacts, jsonOf } from '../../codec/container-state/facts.ts';
import { ociContainer } from '../../codec/container-state/oci-spec.ts';
import { type StoredContainer, storedContainers } from '../../codec/container-state/storage.ts';
import { defineProbe, type Machine, type Probe, type Told } from '../../model/machine-units.ts';
import { toldContainer } from '../cluster/container-told.ts';
import { suspectFiles } from './container-files.ts';
import { homesOf } from './container-homes.ts';
import { type ContainerKind, toldOf } from './container-sightings.ts';
import { leftOut } from './knowledge/folder-files.ts';

const mostContainers = 2000;
const mostBytes = 16 * 1024 * 1024;
const folder = 'overlay-containers';

export const podman: Probe<ContainerKind> = defineProbe({
  id: 'podman',
  title: 'containers of Podman and CRI-O',
  emits: ['container', 'autostart', 'mining-config'],
  platform: 'linux',
  *probe(machine) {
    let count = 0;
    const own = homesOf(machine).map((home) => `${home}/.local/share/containers/storage`);
    for (const root of ['/var/lib/containers/storage', ...own]) {
      const path = `${root}/${folder}/containers.json`;
      const read = machine.tree.read(path, mostBytes);
      const list = read?.whole ? jsonOf(read.bytes) : undefined;
      if (read !== undefined && list === undefined)
        yield { gap: { code: 'malformed', what: 'a list of containers that is too long or no JSON', path } };
      const stored = list === undefined ? [] : storedContainers(list);
      for (const container of stored.slice(0, mostContainers)) yield* toldStored(machine, root, container);
      count += Math.min(stored.length, mostContainers);
      yield* leftOut(stored.length - mostContainers, 'containers are not read', path);
    }
    if (count > 0) yield { looked: { at: 'containers of Podman and CRI-O', count } };
  },
});

function* toldStored(machine: Machine, root: string, stored: StoredContainer): Iterable<Told<ContainerKind>> {
  const runtime = stored.pod === undefined ? 'podman' : 'cri-o';
  const path = `${root}/${folder}/${stored.id}/userdata/config.json`;
  const read = machine.tree.read(path);
  const spec = read?.whole ? jsonOf(read.bytes) : undefined;
  const found = spec === undefined ? undefined : ociContainer(spec, runtime, stored.id);
  const files = stored.layer === undefined ? undefined : `${root}/overlay/${stored.layer}/diff`;
  const bare: ContainerFacts = { runtime, id: stored.id, words: [], environment: new Map(), mounts: [] };
  const base = found ?? bare;
  const told = toldContainer({
    ...base,
    name: base.name ?? stored.name,
    image: stored.image ?? base.image,
    created: base.created ?? stored.created,
    owner: base.owner ?? (stored.pod === undefined ? undefined : `Pod/${stored.pod}`),
    files: files ?? base.files,
  });
  yield* toldOf(told, found ? path : `${root}/${folder}/containers.json`, 'container');
  if (files !== undefined) yield* suspectFiles(machine, files, told.open);
}
