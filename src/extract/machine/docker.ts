/**
 * Docker's containers and images, as its data folder has them; also of daemons that users run for themselves, and of one
 * that was told another folder (daemon.json).
 * Source: moby, the layout of /var/lib/docker (containers, image/DRIVER, overlay2).
 * Does not see: the files of containers whose images containerd keeps, and containers that were removed.
 */
import { composeFilesOf, dockerContainer, dockerImages } from '../../codec/container-state/docker.ts';
import { type ContainerFacts, jsonOf, textAt } from '../../codec/container-state/facts.ts';
import type { JsonValue } from '../../codec/json/document.ts';
import { defineProbe, type Machine, type Probe, type Told } from '../../model/machine-units.ts';
import { imageMines, toldContainer } from '../cluster/container-told.ts';
import { suspectFiles } from './container-files.ts';
import { homesOf } from './container-homes.ts';
import { type ContainerKind, toldOf } from './container-sightings.ts';
import { leftOut } from './knowledge/folder-files.ts';

const mostContainers = 2000;
/** Bytes of a state file; a container with thousands of labels and variables has less. */
const mostBytes = 4 * 1024 * 1024;

export const docker: Probe<ContainerKind> = defineProbe({
  id: 'docker',
  title: 'containers and images of Docker',
  emits: ['container', 'autostart', 'mining-config'],
  platform: 'linux',
  *probe(machine) {
    let count = 0;
    for (const root of dataFolders(machine)) {
      const ids = machine.tree.list(`${root}/containers`).filter(({ name }) => /^[0-9a-f]{12,64}$/.test(name));
      for (const { name } of ids.slice(0, mostContainers)) {
        yield* containerIn(machine, root, name);
        count++;
      }
      yield* leftOut(ids.length - mostContainers, 'containers are not read', `${root}/containers`);
      yield* minerImages(machine, root);
    }
    if (count > 0) yield { looked: { at: 'containers of Docker', count } };
  },
});

function dataFolders(machine: Machine): readonly string[] {
  const said = ['/etc/docker/daemon.json', ...homesOf(machine).map((home) => `${home}/.config/docker/daemon.json`)]
    .map((path) => readJson(machine, path))
    .flatMap((daemon) => textAt(daemon, 'data-root') ?? textAt(daemon, 'graph') ?? []);
  const usual = ['/var/lib/docker', '/var/snap/docker/common/var-lib-docker'];
  const own = homesOf(machine).map((home) => `${home}/.local/share/docker`);
  const folders = [...said.filter((path) => path.startsWith('/')), ...usual, ...own];
  // One folder may be reached by two names.
  return [...new Map(folders.map((path) => [machine.tree.real(path) ?? '', path]))]
    .filter(([real]) => real !== '')
    .map(([, path]) => path);
}

function readJson(machine: Machine, path: string): JsonValue | undefined {
  const read = machine.tree.read(path, mostBytes);
  return read?.whole ? jsonOf(read.bytes) : undefined;
}

function* containerIn(machine: Machine, root: string, folder: string): Iterable<Told<ContainerKind>> {
  const place = `${root}/containers/${folder}/config.v2.json`;
  const config = readJson(machine, place);
  const found = config === undefined ? undefined : dockerContainer(config, hostOf(machine, root, folder));
  if (config === undefined || found === undefined) {
    // A container that is being removed leaves its folder for a moment.
    if (machine.tree.stat(place))
      yield { gap: { code: 'malformed', what: 'the state of a container that is no JSON', path: place } };
    return;
  }
  const files = layerOf(machine, root, found.id);
  const facts: ContainerFacts = files === undefined ? found : { ...found, files };
  const told = toldContainer(facts);
  yield* toldOf(told, place, 'container');
  if (files !== undefined) yield* suspectFiles(machine, files, told.open);
  if (told.open)
    for (const file of composeFilesOf(config)) if (machine.tree.follow(file)?.kind === 'file') yield { examine: file };
}

function hostOf(machine: Machine, root: string, folder: string): JsonValue | undefined {
  return readJson(machine, `${root}/containers/${folder}/hostconfig.json`);
}

/** Where what the container wrote stands: its layer has a name of its own. */
function layerOf(machine: Machine, root: string, id: string): string | undefined {
  const { tree } = machine;
  for (const driver of ['overlay2', 'fuse-overlayfs', 'vfs']) {
    const layer = tree.text(`${root}/image/${driver}/layerdb/mounts/${id}/mount-id`, 256)?.trim();
    if (layer === undefined || !/^[\w-]{8,128}$/.test(layer)) continue;
    const folder = driver === 'vfs' ? `${root}/vfs/dir/${layer}` : `${root}/${driver}/${layer}/diff`;
    if (tree.follow(folder)?.kind === 'folder') return folder;
  }
  return undefined;
}

/** Images that wait to be started, or whose container was removed. */
function* minerImages(machine: Machine, root: string): Iterable<Told<ContainerKind>> {
  for (const { name: driver } of machine.tree.list(`${root}/image`)) {
    const path = `${root}/image/${driver}/repositories.json`;
    const repositories = readJson(machine, path);
    const images =
      repositories === undefined
        ? []
        : dockerImages(repositories).filter(({ name }) => !name.includes('@') && imageMines(name));
    for (const { name, id } of images)
      yield {
        kind: 'container',
        path,
        value: { runtime: 'docker', id, image: name, state: 'an image, no container', why: ['miner-image'] },
      };
  }
}
