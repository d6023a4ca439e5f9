/**
 * Whether a container was ever made, or a file only describes it, or its image alone is kept; and the runtime's own
 * record of it.
 */
import type { Case } from '../../model/case.ts';
import type { ContainerState } from '../../model/machine-payloads.ts';
import { ofKind } from '../evidence.ts';
import { lineageOf } from '../lineage.ts';
import { perCase } from '../per-case.ts';

const onlyDescribed = 'described, perhaps never started';
const onlyImage = 'an image, no container';

/** False of what probes say that no container was made of, as far as they see. */
export function wasMade({ state }: ContainerState): boolean {
  return state !== onlyDescribed && state !== onlyImage;
}

/** By path, files that describe containers to be made, and whether any of their project was made. */
export const describingFiles: (evidence: Case) => ReadonlyMap<string, { readonly wasMade: boolean }> = perCase(
  (evidence) => {
    const containers = ofKind(evidence, 'container');
    const made = new Set(containers.flatMap(({ value }) => (wasMade(value) ? (value.owner ?? []) : [])));
    const files = new Map<string, { wasMade: boolean }>();
    for (const { value, at } of containers.filter((seen) => seen.value.state === onlyDescribed)) {
      const path = lineageOf(at.artifact, evidence).at(-1)?.name;
      if (path !== undefined) files.set(path, { wasMade: value.owner !== undefined && made.has(value.owner) });
    }
    return files;
  },
);

const runtimesFolders = /^\/(?:run|var\/run)\/|^\/var\/lib\/(?:containerd|containers|docker)\//;

/** Files in which a runtime keeps what it made: they go with the container, and without them it cannot take it away. */
export const recordsOfRuntimes: (evidence: Case) => ReadonlySet<string> = perCase((evidence) => {
  const made = ofKind(evidence, 'container').filter(({ value }) => wasMade(value));
  const paths = made.flatMap(({ at }) => lineageOf(at.artifact, evidence).at(-1)?.name ?? []);
  return new Set(paths.filter((path) => runtimesFolders.test(path)));
});
