/**
 * The services that a compose file describes. Source: https://github.com/compose-spec/compose-spec/blob/main/spec.md.
 * Does not see: what it takes from other files (`extends`, `env_file`, `include`) and from variables.
 */
import { isObject, type JsonValue } from '../json/document.ts';
import { type ContainerFacts, environmentOf, flagAt, itemsAt, type Mount, objectAt, textAt, textsAt } from './facts.ts';

export function composeServices(file: JsonValue, project: string): readonly ContainerFacts[] {
  return Object.entries(objectAt(file, 'services')).flatMap(([name, service]) =>
    isObject(service) ? [serviceFacts(service, name, textAt(file, 'name') ?? project)] : [],
  );
}

function serviceFacts(service: JsonValue, name: string, project: string): ContainerFacts {
  const variables = objectAt(service, 'environment');
  const named = Object.entries(variables).flatMap(([key, value]): [string, string][] => {
    const text = textAt(value);
    return text === undefined ? [] : [[key, text]];
  });
  return {
    runtime: 'docker',
    id: `${project}/${name}`,
    name: textAt(service, 'container_name') ?? name,
    image: textAt(service, 'image'),
    words: [...textsAt(service, 'entrypoint'), ...textsAt(service, 'command')],
    environment: named.length > 0 ? new Map(named) : environmentOf(textsAt(service, 'environment')),
    state: 'described, perhaps never started',
    restart: textAt(service, 'restart'),
    privileged: flagAt(service, 'privileged'),
    mounts: itemsAt(service, 'volumes').flatMap(mountOf),
    hostNetwork: textAt(service, 'network_mode') === 'host',
    hostProcesses: textAt(service, 'pid') === 'host',
    owner: `compose project ${project}`,
    processors: textAt(service, 'cpus'),
  };
}

/** `/:/mnt:ro`, or a map. */
function mountOf(volume: JsonValue): readonly Mount[] {
  const [source, target] =
    typeof volume === 'string' ? volume.split(':', 3) : [textAt(volume, 'source'), textAt(volume, 'target')];
  return source?.startsWith('/') && target !== undefined ? [{ source, target }] : [];
}
