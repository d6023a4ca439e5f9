/**
 * Containers that see a part of the machine's own disk and whose command names a file of the miner's there: what the
 * container was made for is to put it there.
 */
import type { Case } from '../../model/case.ts';
import type { ContainerState } from '../../model/machine-payloads.ts';
import type { Observation } from '../../model/observation.ts';
import { ofKind } from '../evidence.ts';
import { perCase } from '../per-case.ts';
import { minerFiles } from './miner-ties.ts';

export interface Writer {
  readonly seen: Observation<'container'>;
  /** The miner's file that its command names. */
  readonly path: string;
  readonly because: readonly string[];
}

const mostMounts = 32;
const deepest = 16;

export const containersThatWrote: (evidence: Case) => readonly Writer[] = perCase((evidence: Case) =>
  ofKind(evidence, 'container').flatMap((seen) => {
    const named = pathsOnMachine(seen.value).find((path) => minerFiles(evidence).get(path)?.proof === 'shown');
    const file = named === undefined ? undefined : minerFiles(evidence).get(named);
    return file === undefined ? [] : [{ seen, path: file.path, because: file.because }];
  }),
);

/** Ids of the containers whose command holds this very text. */
export function containersWriting(text: string, evidence: Case): string[] {
  return containersThatWrote(evidence).flatMap(({ seen: { id, value } }) =>
    value.command?.includes(text) ? [id] : [],
  );
}

/**
 * Paths of the machine that its command may mean. Where a folder of the machine shows in the container is not told, so
 * that the ending of a path has to do: `/mnt/etc/cron.d/x` with `/` mounted is `/etc/cron.d/x`.
 */
export function pathsOnMachine({ command = '', mounts = [] }: ContainerState): string[] {
  const words = command.split(/[\s"'`;|&<>()=]+/).filter((word) => word.startsWith('/') && word.length > 2);
  const folders = mounts.slice(0, mostMounts).map((mount) => mount.replace(/\/+$/, ''));
  return words.flatMap((word) => endingsOf(word).flatMap((ending) => folders.map((folder) => folder + ending)));
}

function endingsOf(path: string): string[] {
  const parts = path.split('/').slice(1, deepest);
  return parts.map((_, i) => `/${parts.slice(i).join('/')}`);
}
