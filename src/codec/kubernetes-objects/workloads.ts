/**
 * The containers that an object of Kubernetes runs or has made: pods, and what makes pods again.
 * Source: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/.
 * Does not see: values of secrets and config maps, what an image starts by itself, objects of operators' own kinds.
 */
import {
  type ContainerFacts,
  flagAt,
  itemsAt,
  type Mount,
  momentOf,
  objectAt,
  textAt,
  textsAt,
  valueAt,
} from '../container-state/facts.ts';
import { isObject, type JsonObject, type JsonValue } from '../json/document.ts';

/** Where a pod's description stands, by how the object holds it. */
const podPlaces: readonly (readonly string[])[] = [
  ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  ['spec', 'template', 'spec'],
  ['template', 'spec'],
  ['spec'],
];

const containerLists = ['initContainers', 'containers', 'ephemeralContainers'] as const;
const statusLists = ['initContainerStatuses', 'containerStatuses', 'ephemeralContainerStatuses'] as const;

export function containersOfObject(object: JsonValue): readonly ContainerFacts[] {
  const place = podPlaces.find((path) => itemsAt(object, ...path, 'containers').length > 0);
  const pod = place === undefined ? undefined : valueAt(object, ...place);
  if (!isObject(pod)) return [];
  const base = sharedFacts(object, pod);
  const paths = hostPathsOf(pod);
  return containerLists.flatMap((list) =>
    itemsAt(pod, list).flatMap((container) =>
      isObject(container) ? [{ ...base, ...ownFacts(object, container, paths, base.id) }] : [],
    ),
  );
}

/** `Deployment`; lists that the server itself wrote (`--raw`) leave the kind of their items out. */
function kindOf(object: JsonValue): string {
  return textAt(object, 'kind') ?? (itemsAt(object, 'spec', 'containers').length > 0 ? 'Pod' : 'Workload');
}

function sharedFacts(object: JsonValue, pod: JsonObject): Omit<ContainerFacts, 'words' | 'environment' | 'mounts'> {
  const kind = kindOf(object);
  const name = textAt(object, 'metadata', 'name') ?? textAt(object, 'metadata', 'generateName') ?? 'unnamed';
  const namespace = textAt(object, 'metadata', 'namespace');
  const maker = itemsAt(object, 'metadata', 'ownerReferences')[0];
  const isPod = kind === 'Pod';
  return {
    runtime: 'kubernetes',
    id: `${namespace ?? 'default'}/${kind}/${name}`,
    namespace,
    owner: maker
      ? `${textAt(maker, 'kind') ?? ''}/${textAt(maker, 'name') ?? ''}`
      : isPod
        ? undefined
        : `${kind}/${name}`,
    created: momentOf(textAt(object, 'metadata', 'creationTimestamp')),
    restart: isPod || /Job$/.test(kind) ? (textAt(pod, 'restartPolicy') ?? (isPod ? 'Always' : undefined)) : kind,
    hostNetwork: flagAt(pod, 'hostNetwork'),
    hostProcesses: flagAt(pod, 'hostPID'),
    account: textAt(pod, 'serviceAccountName') ?? textAt(pod, 'serviceAccount'),
  };
}

function ownFacts(
  object: JsonValue,
  container: JsonObject,
  paths: ReadonlyMap<string, string>,
  id: string,
): Pick<ContainerFacts, 'id' | 'name' | 'image' | 'words' | 'environment' | 'mounts'> & Partial<ContainerFacts> {
  const name = textAt(container, 'name') ?? 'unnamed';
  const status = statusLists
    .flatMap((list) => itemsAt(object, 'status', list))
    .find((item) => textAt(item, 'name') === name);
  const [state] = Object.keys(objectAt(status, 'state'));
  return {
    id: `${id}/${name}`,
    name,
    image: textAt(container, 'image'),
    words: [...textsAt(container, 'command'), ...textsAt(container, 'args')],
    environment: environmentOfContainer(container),
    state: state ?? textAt(object, 'status', 'phase')?.toLowerCase(),
    started: momentOf(textAt(status, 'state', 'running', 'startedAt')),
    privileged: flagAt(container, 'securityContext', 'privileged'),
    mounts: itemsAt(container, 'volumeMounts').flatMap((mount): Mount[] => {
      const [source, target] = [paths.get(textAt(mount, 'name') ?? ''), textAt(mount, 'mountPath')];
      return source === undefined || target === undefined ? [] : [{ source, target }];
    }),
    processors: textAt(container, 'resources', 'limits', 'cpu'),
  };
}

/** Values that stand there as they are: those of secrets are only named. */
function environmentOfContainer(container: JsonObject): ReadonlyMap<string, string> {
  return new Map(
    itemsAt(container, 'env').flatMap((item): [string, string][] => {
      const [name, value] = [textAt(item, 'name'), textAt(item, 'value')];
      return name === undefined || value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Folders of the machine, by the name of their volume. */
function hostPathsOf(pod: JsonObject): ReadonlyMap<string, string> {
  return new Map(
    itemsAt(pod, 'volumes').flatMap((volume): [string, string][] => {
      const [name, path] = [textAt(volume, 'name'), textAt(volume, 'hostPath', 'path')];
      return name === undefined || path === undefined ? [] : [[name, path]];
    }),
  );
}
