/**
 * Containers as `docker inspect` and `podman inspect` described them to UAC: live_response/containers/docker_inspect_ID.txt.
 * Sources: https://github.com/tclahr/uac, artifacts/live_response/containers/docker.yaml and podman.yaml; moby and
 * libpod, the answer of inspect.
 * Does not see: containers whose state UAC copied as files: those are the runtimes' own probes' (docker.ts).
 */
import { dockerContainer } from '../../../codec/container-state/docker.ts';
import { type ContainerFacts, jsonOf, textAt, valueAt } from '../../../codec/container-state/facts.ts';
import { isObject, type JsonValue } from '../../../codec/json/document.ts';
import { defineProbe, type Machine, type Probe, type Told } from '../../../model/machine-units.ts';
import { toldContainer } from '../../cluster/container-told.ts';
import { type ContainerKind, toldOf } from '../container-sightings.ts';

const folder = '/live_response/containers';
const inspected = /^(docker|podman)_inspect_\w{1,128}\.txt$/;
const mostContainers = 2000;
const mostBytes = 4 * 1024 * 1024;

export const collectedContainers: Probe<ContainerKind> = defineProbe({
  id: 'collected-containers',
  title: 'containers that a collector asked about',
  emits: ['container', 'autostart', 'mining-config'],
  platform: 'linux',
  *probe(machine) {
    const files = machine.collected?.list(folder).filter(({ name }) => inspected.test(name)) ?? [];
    let count = 0;
    for (const { name } of files.slice(0, mostContainers))
      for (const told of inspectedIn(machine, name)) {
        if ('kind' in told && told.kind === 'container') count++;
        yield told;
      }
    if (count > 0) yield { looked: { at: 'containers', count } };
    const left = files.length - mostContainers;
    if (left > 0) yield { gap: { code: 'limit-count', what: `${left} more containers are not read`, path: folder } };
  },
});

function* inspectedIn(machine: Machine, name: string): Iterable<Told<ContainerKind>> {
  const path = `${folder}/${name}`;
  const read = machine.collected?.read(path, mostBytes);
  const answer = read?.whole ? jsonOf(read.bytes) : undefined;
  const items = Array.isArray(answer) ? answer.filter(isObject).slice(0, mostContainers) : undefined;
  if (read === undefined || read.bytes.length === 0) return;
  if (items === undefined) yield { gap: { code: 'malformed', what: 'no description of a container', path } };
  for (const item of items ?? []) {
    const facts = factsOf(item, name.startsWith('podman') ? 'podman' : 'docker');
    if (facts === undefined || isCopied(machine, facts.id)) continue;
    const told = toldContainer(facts);
    for (const one of toldOf(told, path, 'container')) yield 'examine' in one ? { ...one, bytes: read.bytes } : one;
  }
}

/** `docker inspect` puts into one object what Docker keeps in two files. */
function factsOf(item: { readonly [key: string]: JsonValue | undefined }, runtime: string): ContainerFacts | undefined {
  const id = textAt(item, 'Id') ?? textAt(item, 'ID');
  if (id === undefined) return undefined;
  const facts = dockerContainer({ ...item, ID: id }, valueAt(item, 'HostConfig'));
  const image = textAt(item, 'ImageName');
  return facts && { ...facts, runtime, ...(image === undefined ? {} : { image }) };
}

function isCopied({ tree }: Machine, id: string): boolean {
  return /^[0-9a-f]{12,64}$/.test(id) && tree.stat(`/var/lib/docker/containers/${id}/config.v2.json`) !== undefined;
}
