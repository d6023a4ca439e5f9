/**
 * Containers that systemd starts for Podman: `.container` units of the machine and of its users.
 * Source: podman-systemd.unit(5), "Podman rootful/rootless unit search path".
 * Does not see: what a generator made of them; the unit that runs is the systemd probe's.
 */
import { quadletContainer } from '../../codec/container-state/quadlet.ts';
import { defineProbe, type Machine, type Probe, type Told } from '../../model/machine-units.ts';
import { toldContainer } from '../cluster/container-told.ts';
import { homesOf } from './container-homes.ts';
import { type ContainerKind, toldEach, toldOf } from './container-sightings.ts';

const folders = [
  '/etc/containers/systemd',
  '/etc/containers/systemd/users',
  '/usr/share/containers/systemd',
  '/run/containers/systemd',
];
const mostUnits = 500;

export const podmanQuadlets: Probe<ContainerKind> = defineProbe({
  id: 'podman-quadlets',
  title: 'containers that systemd starts for Podman',
  emits: ['container', 'autostart', 'mining-config'],
  platform: 'linux',
  *probe(machine) {
    const own = homesOf(machine).map((home) => `${home}/.config/containers/systemd`);
    const paths = [...folders, ...own].flatMap((folder) =>
      machine.tree
        .list(folder)
        .filter(({ name, kind }) => name.endsWith('.container') && kind !== 'folder')
        .map(({ name }) => `${folder}/${name}`),
    );
    const bound = { most: mostUnits, what: 'units of containers', where: '/etc/containers/systemd' };
    yield* toldEach(paths, bound, (path) => toldUnit(machine, path));
  },
});

function* toldUnit({ tree }: Machine, path: string): Iterable<Told<ContainerKind>> {
  const name = path.slice(path.lastIndexOf('/') + 1, -'.container'.length);
  const facts = quadletContainer(tree.text(path) ?? '', name);
  if (facts) yield* toldOf(toldContainer(facts), path, 'container', 'as systemd starts its unit');
}
