/**
 * A container as Docker keeps it: `containers/ID/config.v2.json` and `hostconfig.json` in its data folder.
 * Source: moby, daemon/container/container.go and api/types/container (names of fields); no promise is made for them.
 * Does not see: which files it wrote (layerdb says where they stand), and secrets of a swarm.
 */
import type { JsonValue } from '../json/document.ts';
import {
  type ContainerFacts,
  environmentOf,
  flagAt,
  itemsAt,
  type Mount,
  momentOf,
  objectAt,
  textAt,
  textsAt,
} from './facts.ts';

/** `host` is absent where its file could not be read. */
export function dockerContainer(config: JsonValue, host: JsonValue | undefined): ContainerFacts | undefined {
  const id = textAt(config, 'ID');
  if (id === undefined) return undefined;
  const program = textAt(config, 'Path');
  const labels = objectAt(config, 'Config', 'Labels');
  return {
    runtime: 'docker',
    id,
    name: textAt(config, 'Name')?.replace(/^\//, ''),
    image: textAt(config, 'Config', 'Image') ?? textAt(config, 'Image'),
    words: program === undefined ? startOf(config) : [program, ...textsAt(config, 'Args')],
    environment: environmentOf(textsAt(config, 'Config', 'Env')),
    state: stateOf(config),
    created: momentOf(textAt(config, 'Created')),
    started: momentOf(textAt(config, 'State', 'StartedAt')),
    restart: textAt(host, 'RestartPolicy', 'Name'),
    privileged: flagAt(host, 'Privileged'),
    mounts: mountsOf(config, host),
    hostNetwork: textAt(host, 'NetworkMode') === 'host',
    hostProcesses: textAt(host, 'PidMode') === 'host',
    owner: ownerOf(labels),
    namespace: textAt(labels, 'io.kubernetes.pod.namespace'),
    processors: processorsOf(host),
  };
}

function startOf(config: JsonValue): readonly string[] {
  return [...textsAt(config, 'Config', 'Entrypoint'), ...textsAt(config, 'Config', 'Cmd')];
}

function stateOf(config: JsonValue): string | undefined {
  const state = objectAt(config, 'State');
  const named = ['Dead', 'Restarting', 'Paused', 'Running'].find((name) => state[name] === true);
  if (named !== undefined) return named.toLowerCase();
  return momentOf(textAt(state, 'StartedAt')) === undefined ? 'created' : 'exited';
}

/** `MountPoints` are those of its last start; `Binds` (`/:/mnt:ro`) also of one that was never started. */
function mountsOf(config: JsonValue, host: JsonValue | undefined): readonly Mount[] {
  const points = Object.values(objectAt(config, 'MountPoints')).flatMap((point): Mount[] => {
    const [source, target] = [textAt(point, 'Source'), textAt(point, 'Destination')];
    return source === undefined || target === undefined ? [] : [{ source, target }];
  });
  const binds = textsAt(host, 'Binds').flatMap((bind): Mount[] => {
    const [source = '', target] = bind.split(':', 3);
    return source.startsWith('/') && target !== undefined ? [{ source, target }] : [];
  });
  const asked = itemsAt(host, 'Mounts').flatMap((mount): Mount[] => {
    const [source, target] = [textAt(mount, 'Source'), textAt(mount, 'Target')];
    return textAt(mount, 'Type') !== 'bind' || !source || !target ? [] : [{ source, target }];
  });
  const all = new Map([...points, ...binds, ...asked].map((mount) => [`${mount.source}:${mount.target}`, mount]));
  return [...all.values()];
}

function ownerOf(labels: JsonValue): string | undefined {
  const project = textAt(labels, 'com.docker.compose.project');
  if (project !== undefined) return `compose project ${project}`;
  const service = textAt(labels, 'com.docker.swarm.service.name');
  if (service !== undefined) return `swarm service ${service}`;
  const pod = textAt(labels, 'io.kubernetes.pod.name');
  return pod === undefined ? undefined : `Pod/${pod}`;
}

/** `NanoCpus` is `--cpus`; a quota is a share of its period, both in microseconds. */
function processorsOf(host: JsonValue | undefined): string | undefined {
  const nano = Number(textAt(host, 'NanoCpus') ?? 0);
  if (nano > 0) return String(nano / 1e9);
  const [quota, period] = [Number(textAt(host, 'CpuQuota') ?? 0), Number(textAt(host, 'CpuPeriod') ?? 0)];
  return quota > 0 ? String(quota / (period || 100_000)) : undefined;
}

/** Where compose found the files it made this container from, absolute. */
export function composeFilesOf(config: JsonValue): readonly string[] {
  const labels = objectAt(config, 'Config', 'Labels');
  const folder = textAt(labels, 'com.docker.compose.project.working_dir');
  const files = textAt(labels, 'com.docker.compose.project.config_files')?.split(',') ?? [];
  return files
    .map((file) => (file.startsWith('/') || folder === undefined ? file : `${folder}/${file}`))
    .filter((file) => file.startsWith('/'));
}

/** Names of the images that stand there, `name:tag`, from `image/DRIVER/repositories.json`. */
export function dockerImages(repositories: JsonValue): readonly { readonly name: string; readonly id: string }[] {
  return Object.values(objectAt(repositories, 'Repositories')).flatMap((tags) =>
    Object.entries(objectAt(tags)).flatMap(([name, id]) => (typeof id === 'string' ? [{ name, id }] : [])),
  );
}
