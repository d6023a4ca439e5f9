/**
 * Pods that a node starts by itself, whatever the cluster says: manifests in the folder that the kubelet watches; and
 * manifests that k3s and RKE2 hand to the cluster whenever they start.
 * Source: https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/; https://docs.k3s.io/installation/packaged-components;
 * https://docs.rke2.io/advanced (pod-manifests).
 * Does not see: manifests behind a URL (`staticPodURL`).
 */
import { itemsAt, jsonOf, textAt } from '../../codec/container-state/facts.ts';
import type { JsonValue } from '../../codec/json/document.ts';
import { readBlockYaml } from '../../codec/kubernetes-objects/block-yaml.ts';
import { containersOfObject } from '../../codec/kubernetes-objects/workloads.ts';
import { defineProbe, type Machine, type Probe, type Told } from '../../model/machine-units.ts';
import { toldContainer } from '../cluster/container-told.ts';
import { kubernetesDump } from '../cluster/kubernetes-dump.ts';
import { type ContainerKind, toldEach, toldOf } from './container-sightings.ts';
import { leftOut } from './knowledge/folder-files.ts';

const folders = [
  '/etc/kubernetes/manifests',
  '/etc/kubelet.d',
  '/var/lib/rancher/k3s/agent/pod-manifests',
  '/var/lib/rancher/k3s/server/manifests',
  '/var/lib/rancher/rke2/agent/pod-manifests',
  '/var/lib/rancher/rke2/server/manifests',
];
const mostManifests = 500;
/** Of one manifest. */
const mostContainers = 1000;
/** What a sweep is shown of a file's beginning. */
const headLength = 4096;

export const staticPods: Probe<ContainerKind> = defineProbe({
  id: 'static-pods',
  title: 'pods that a node starts by itself',
  emits: ['container', 'autostart', 'mining-config'],
  platform: 'linux',
  *probe(machine) {
    const paths = [...new Set([...folders, ...watched(machine)])].flatMap((folder) => manifestsIn(machine, folder));
    const bound = { most: mostManifests, what: 'manifests of pods', where: '/etc/kubernetes/manifests' };
    yield* toldEach(paths, bound, (path) => toldManifest(machine, path));
  },
});

/** The folder that the kubelet was told. */
function watched({ tree }: Machine): readonly string[] {
  const [config] = readBlockYaml(tree.text('/var/lib/kubelet/config.yaml') ?? '').documents;
  const path = textAt(config, 'staticPodPath')?.replace(/\/{1,8}$/, '');
  return path?.startsWith('/') ? [path] : [];
}

/** The kubelet reads every file there but hidden ones; k3s reads folders, too. */
function manifestsIn({ tree }: Machine, folder: string): readonly string[] {
  return tree.list(folder).flatMap(({ name, kind }) => {
    if (name.startsWith('.')) return [];
    const path = `${folder}/${name}`;
    if (kind !== 'folder') return [path];
    return tree
      .list(path)
      .filter((inner) => inner.kind !== 'folder')
      .map((inner) => `${path}/${inner.name}`);
  });
}

function* toldManifest({ tree }: Machine, path: string): Iterable<Told<ContainerKind>> {
  const text = tree.text(path);
  if (text === undefined) return;
  const head = new TextEncoder().encode(text.slice(0, headLength)).subarray(0, headLength);
  const isTwice = kubernetesDump.accepts(head, path);
  const containers = objectsIn(text).flatMap((object) => containersOfObject(object));
  for (const facts of containers.slice(0, mostContainers))
    for (const told of toldOf(toldContainer(facts), path, 'static-pod')) {
      // Where the manifest is examined, its containers are told by that.
      const isExamined = 'kind' in told && told.kind !== 'autostart' && told.aside === undefined && isTwice;
      if (!isExamined) yield told;
    }
  yield* leftOut(containers.length - mostContainers, 'containers of the manifest are not told', path);
}

/** A list is what stands in it: k3s takes lists, too. */
function objectsIn(text: string): readonly JsonValue[] {
  const json = text.trimStart().startsWith('{') ? jsonOf(new TextEncoder().encode(text)) : undefined;
  const documents = json === undefined ? readBlockYaml(text).documents : [json];
  return documents.flatMap((document) => {
    const items = itemsAt(document, 'items');
    return items.length > 0 ? items : [document];
  });
}
