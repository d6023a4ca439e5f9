/** Paths into containers as people say them: by the container's name, not by 64 digits. */
import type { Case } from '../model/case.ts';
import type { ContainerState } from '../model/machine-payloads.ts';
import { spokenName } from '../model/spoken-name.ts';
import { ofKind } from './evidence.ts';

/** Of the machine's paths: where runtimes keep what belongs to one container, and layers of files. */
const kept = /^\/.{0,200}\/(containers|overlay-containers|overlay2?|sandboxes)\/([0-9a-f]{64})(?=\/|$)/;

/**
 * `the container web` for its settings and logs, `/app/x in the container web` for a file of its own; a container without
 * a name goes by the first digits of its id, and a layer keeps its path with these alone.
 */
export function spokenPlace(path: string, evidence: Case): string {
  const containers = ofKind(evidence, 'container').map(({ value }) => value);
  for (const one of containers)
    if (one.files !== undefined && one.files.length > 1 && path.startsWith(`${one.files}/`))
      return `${path.slice(one.files.length)} in ${calledOf(one)}`;
  const [, folder = '', id = ''] = kept.exec(path) ?? [];
  if (id === '') return spokenName(path);
  if (!folder.endsWith('containers')) return path.replace(id, `${id.slice(0, 12)}…`);
  return calledOf(containers.find((one) => one.id === id) ?? { id });
}

function calledOf({ id, name }: Pick<ContainerState, 'id' | 'name'>): string {
  return `the container ${name === undefined || name === '' ? id.slice(0, 12) : name}`;
}
