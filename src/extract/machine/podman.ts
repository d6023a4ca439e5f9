/**
 * Containers that Podman and CRI-O keep in containers/storage, of the machine and of its users; with what Podman's
 * database says of their state and restarts.
 * Source: https://github.com/containers/storage; OCI runtime-spec, config.md, for `userdata/config.json`.
 * Does not see: Podman's older database (bbolt, a gap): whether such a container runs is unknown.
 */
import { type ContainerFacts, jsonOf } from '../../codec/container-state/facts.ts';
import { ociContainer } from '../../codec/container-state/oci-spec.ts';
import { type PodmanContainers, podmanContainers } from '../../codec/container-state/podman-database.ts';
import { type StoredContainer, storedContainers } from '../../codec/container-state/storage.ts';
import type { GapCode } from '../../model/gap.ts';
import { defineProbe, type Machine, type MachineMiss, type Probe, type Told } from '../../model/machine-units.ts';
import { toldContainer } from '../cluster/container-told.ts';
import { suspectFiles } from './container-files.ts';
import { homesOf } from './container-homes.ts';
import { type ContainerKind, toldOf } from './container-sightings.ts';
import { leftOut } from './knowledge/folder-files.ts';
import { RangedFile } from './knowledge/ranged-file.ts';

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
      const { known, miss } = databaseOf(machine, root);
      if (miss) yield miss;
      const path = `${root}/${folder}/containers.json`;
      const read = machine.tree.read(path, mostBytes);
      const list = read?.whole ? jsonOf(read.bytes) : undefined;
      if (read !== undefined && list === undefined)
        yield { gap: { code: 'malformed', what: 'a list of containers that is too long or no JSON', path } };
      const stored = allOf(list === undefined ? [] : storedContainers(list), known);
      for (const container of stored.slice(0, mostContainers)) yield* toldStored(machine, root, container, known);
      count += Math.min(stored.length, mostContainers);
      yield* leftOut(stored.length - mostContainers, 'containers are not read', path);
    }
    if (count > 0) yield { looked: { at: 'containers of Podman and CRI-O', count } };
  },
});

interface Database {
  readonly known: PodmanContainers;
  readonly miss?: MachineMiss;
}

function databaseOf({ tree }: Machine, root: string): Database {
  const [path, older] = [`${root}/db.sql`, `${root}/libpod/bolt_state.db`];
  const known = podmanContainers(new RangedFile(tree, path));
  if (known !== undefined) return { known };
  // What cannot be read is a gap by itself.
  if ((tree.fill(path, 0, new Uint8Array(1)) ?? 0) > 0)
    return without('malformed', 'what should be Podman’s database and is none', path);
  const what = 'an older database of Podman’s: which containers run, and which start again, is not known';
  return tree.follow(older)?.kind === 'file' ? without('not-supported', what, older) : { known: new Map() };
}

function without(code: GapCode, what: string, path: string): Database {
  return { known: new Map(), miss: { gap: { code, what, path } } };
}

/** Containers on a folder of the machine's stand in the database alone. */
function allOf(stored: readonly StoredContainer[], known: PodmanContainers): readonly StoredContainer[] {
  const ids = new Set(stored.map(({ id }) => id));
  return [...stored, ...[...known.keys()].filter((id) => !ids.has(id)).map((id) => ({ id }))];
}

function* toldStored(
  machine: Machine,
  root: string,
  stored: StoredContainer,
  known: PodmanContainers,
): Iterable<Told<ContainerKind>> {
  const runtime = stored.pod === undefined ? 'podman' : 'cri-o';
  const path = `${root}/${folder}/${stored.id}/userdata/config.json`;
  const read = machine.tree.read(path);
  const spec = read?.whole ? jsonOf(read.bytes) : undefined;
  const found = spec === undefined ? undefined : ociContainer(spec, runtime, stored.id);
  const files = stored.layer === undefined ? undefined : `${root}/overlay/${stored.layer}/diff`;
  const bare: ContainerFacts = { runtime, id: stored.id, words: [], environment: new Map(), mounts: [] };
  const database = known.get(stored.id);
  const base = found ?? database ?? bare;
  const told = toldContainer({
    ...base,
    name: base.name ?? stored.name ?? database?.name,
    image: stored.image ?? base.image ?? database?.image,
    created: base.created ?? database?.created ?? stored.created,
    started: database?.started,
    state: database?.state,
    restart: database?.restart,
    privileged: base.privileged || database?.privileged,
    owner: base.owner ?? database?.owner ?? (stored.pod === undefined ? undefined : `Pod/${stored.pod}`),
    files: files ?? base.files,
  });
  const isInList = stored.layer !== undefined || database === undefined;
  yield* toldOf(told, found ? path : isInList ? `${root}/${folder}/containers.json` : `${root}/db.sql`, 'container');
  if (files !== undefined) yield* suspectFiles(machine, files, told.open);
}
