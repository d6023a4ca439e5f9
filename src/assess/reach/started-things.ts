/**
 * What an entry starts and what that has to do with the miner, beyond its being one of the miner's files: a script beside
 * it in a folder of its own, a copy of it, the program of an entry that is the miner's.
 */
import type { Case } from '../../model/case.ts';
import type { Autostart } from '../../model/machine-payloads.ts';
import { cut } from '../long-names.ts';
import { perCase } from '../per-case.ts';
import type { Tie } from './draft.ts';
import { minerFiles, traceOf } from './miner-ties.ts';
import { isSharedProgram, ownFolderOf } from './places.ts';
import { cameBeside } from './same-time.ts';

const minersFolders: (evidence: Case) => ReadonlySet<string> = perCase((evidence) => {
  const shown = [...minerFiles(evidence).values()].filter(({ proof }) => proof === 'shown');
  return new Set(shown.flatMap(({ path }) => ownFolderOf(path) ?? []));
});

/** The place and the time are two ties. */
export function cameIntoMinersFolder(path: string, evidence: Case): { folder: string; because: string[] } | undefined {
  const folder = ownFolderOf(path);
  const trace = traceOf(path, evidence);
  if (folder === undefined || trace === undefined || !minersFolders(evidence).has(folder)) return undefined;
  const { changed, born, modified, packaged } = trace.value;
  const beside = packaged === 'yes' ? undefined : cameBeside([changed ?? born ?? modified], evidence, path);
  return beside && { folder, because: [trace.id, ...beside.because] };
}

/** It starts what came with the miner, in a folder that the miner has to itself. */
export function startsBesideMiner({ programs = [] }: Autostart, evidence: Case): Tie | undefined {
  for (const path of programs) {
    const { folder, because } = cameIntoMinersFolder(path, evidence) ?? {};
    if (folder === undefined || because === undefined) continue;
    return { proof: 'shown', says: `it starts ${cut(path)}, which came with the miner into ${cut(folder)}`, because };
  }
  return undefined;
}

const copies = /(?:^|\/)(?:cp|mv|ln|install)$/;

/**
 * `cp /tmp/.x/miner ~/.copy && ~/.copy`: it starts what it copied of the miner. A copy for the evidence is not started.
 */
export function startsCopy({ starts = '', programs = [] }: Autostart, evidence: Case): Tie | undefined {
  const files = minerFiles(evidence);
  for (const part of starts.split(/&&|\|\||[;|&\n]/)) {
    const [program = '', ...words] = part.trim().split(/\s+/);
    const original = copies.test(program) ? words.find((word) => files.get(word)?.proof === 'shown') : undefined;
    if (original === undefined) continue;
    if (words.some((word) => word !== original && programs.includes(word)))
      return {
        proof: 'shown',
        says: `it copies ${cut(original)}, which ${files.get(original)?.says}, and starts the copy`,
        because: files.get(original)?.because ?? [],
      };
  }
  return undefined;
}

/** The one program of an entry; nothing where it starts several, each of which may be somebody else's. */
export function onlyProgramOf({ programs = [], place, mechanism, entry = '' }: Autostart): string | undefined {
  const all = mechanism === 'ld-preload' ? [entry.trim()] : programs;
  const own = [...new Set(all)].filter((path) => path.startsWith('/') && path !== place && !isSharedProgram(path));
  return own.length === 1 ? own[0] : undefined;
}
