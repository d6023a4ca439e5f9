/**
 * A container as its runtime was told to make it: `config.json` of an OCI bundle.
 * Source: https://github.com/opencontainers/runtime-spec/blob/main/config.md; annotations: cri-api of Kubernetes,
 * containerd (`io.kubernetes.cri.*`), CRI-O (`io.kubernetes.cri-o.*`) and Podman (`io.podman.annotations.*`).
 * Does not see: whether it runs, and its restart policy.
 */
import type { JsonValue } from '../json/document.ts';
import {
  type ContainerFacts,
  environmentOf,
  itemsAt,
  type Mount,
  momentOf,
  objectAt,
  textAt,
  textsAt,
} from './facts.ts';

export function ociContainer(spec: JsonValue, runtime: string, id: string): ContainerFacts | undefined {
  const words = textsAt(spec, 'process', 'args');
  if (words.length === 0) return undefined;
  const annotations = objectAt(spec, 'annotations');
  const noted = (...names: readonly string[]): string | undefined =>
    names.map((name) => textAt(annotations, name)).find((text) => text !== undefined);
  const pod = noted('io.kubernetes.pod.name', 'io.kubernetes.cri.sandbox-name');
  const namespaces = itemsAt(spec, 'linux', 'namespaces').map((namespace) => textAt(namespace, 'type'));
  const isLinux = namespaces.length > 0;
  return {
    runtime,
    id,
    name: noted('io.kubernetes.container.name', 'io.kubernetes.cri.container-name', 'io.container.manager.name'),
    image: noted('io.kubernetes.cri-o.ImageName', 'io.kubernetes.cri.image-name', 'io.podman.annotations.image'),
    words,
    environment: environmentOf(textsAt(spec, 'process', 'env')),
    created: momentOf(noted('io.kubernetes.cri-o.Created')),
    // Nothing says `privileged`; only those get every device and this capability.
    privileged: seesAllDevices(spec) && textsAt(spec, 'process', 'capabilities', 'effective').includes('CAP_SYS_ADMIN'),
    mounts: mountsOf(spec),
    hostNetwork: isLinux && !namespaces.includes('network'),
    hostProcesses: isLinux && !namespaces.includes('pid'),
    namespace: noted('io.kubernetes.pod.namespace', 'io.kubernetes.cri.sandbox-namespace'),
    owner: pod === undefined ? undefined : `Pod/${pod}`,
    files: rootOf(spec),
  };
}

function seesAllDevices(spec: JsonValue): boolean {
  const [first] = itemsAt(spec, 'linux', 'resources', 'devices').slice(-1);
  const device = objectAt(first);
  return device['allow'] === true && device['major'] === undefined && device['type'] !== 'c';
}

/** Bind mounts alone: `proc`, `tmpfs` and their like are the container's own. */
function mountsOf(spec: JsonValue): readonly Mount[] {
  return itemsAt(spec, 'mounts').flatMap((mount): Mount[] => {
    const [source, target] = [textAt(mount, 'source'), textAt(mount, 'destination')];
    if (!source?.startsWith('/') || target === undefined || isOwn(source)) return [];
    return [{ source, target }];
  });
}

/** What a runtime itself mounts for each container: names, a secret, a socket. */
function isOwn(source: string): boolean {
  return (
    /^\/(?:run|var\/run|var\/lib)\/(?:containers|containerd|k3s|crio|kubelet\/pods)\/./.test(source) &&
    !source.endsWith('.sock')
  );
}

function rootOf(spec: JsonValue): string | undefined {
  const path = textAt(spec, 'root', 'path');
  return path?.startsWith('/') ? path : undefined;
}
