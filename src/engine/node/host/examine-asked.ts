/** Examines what probes asked for, as every file is examined, under the names that it has on the machine. */
import type { DiskTree } from '../../../gather/machine/disk-tree.ts';
import type { Gathered } from '../../../gather/walk.ts';
import type { Gap } from '../../../model/gap.ts';
import type { Limits } from '../../../model/limits.ts';
import type { PathGap } from '../../conclude.ts';
import { examine } from '../../examine.ts';
import type { Examined } from '../../ledger.ts';
import type { Asked, Piece } from '../../machine/probing.ts';
import { memorySource } from '../../source.ts';
import type { Workbench } from '../../workbench.ts';
import { type BatchResult, examineBatch } from '../batch.ts';
import type { Collected } from '../collected.ts';
import { examineFiles } from '../examine-files.ts';
import { sharedHost } from '../host.ts';
import type { Progress } from '../scan.ts';
import type { UsersRules } from '../users-rules.ts';
import { planSieve, workbench } from '../workbench.ts';
import { besideMiners } from './beside-miners.ts';
import type { Pace } from './pace.ts';

export interface AskedSetting {
  readonly limits: Limits;
  readonly rules: UsersRules;
  /** Worker threads, one if absent; one file after the other in this thread where there is a pace to keep. */
  readonly jobs?: number | undefined;
  readonly pace?: Pace | undefined;
  readonly collected: Collected;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

export interface ExaminedFiles {
  readonly examined: readonly Examined[];
  readonly pathGaps: readonly PathGap[];
  readonly bytes: number;
}

export async function examineAsked(
  tree: DiskTree,
  asked: Pick<Asked, 'examine' | 'pieces'>,
  { limits, rules, jobs, pace, collected, onProgress }: AskedSetting,
): Promise<ExaminedFiles> {
  const plan = planSieve();
  const inPlace = (): Workbench => ({
    ...workbench(plan, limits, { yara: rules.yara, sigma: rules.sigmaSet }),
    host: sharedHost(),
  });
  const names = new Map<string, string>();
  const examineThese = async (paths: readonly string[]): Promise<void> => {
    const before = names.size;
    const gathered = standing(tree, paths, names);
    const take = (first: number, result: BatchResult): void => {
      collected.add(before + first, result);
      onProgress?.({ files: collected.files, bytes: collected.bytes });
    };
    if (pace) await examineSlowly(gathered, inPlace(), pace, take);
    else await examineFiles(gathered, { plan, limits, rules, jobs, isThrifty: true, inPlace }, collected, take);
  };
  const examined = (): Examined[] => collected.evidence().examined.map((source) => renamed(source, names));
  await examineThese(asked.examine);
  const beside = besideMiners(tree, examined(), new Set(names.values()));
  await examineThese(beside.paths);
  const pieces = asked.pieces.length === 0 ? [] : await examinePieces(asked.pieces, inPlace(), pace);
  const { pathGaps, bytes } = collected.evidence();
  const telling = pathGaps.filter(isTelling).map((gap) => ({ ...gap, path: names.get(gap.path) ?? gap.path }));
  return { examined: [...examined(), ...pieces], pathGaps: [...telling, ...beside.gaps], bytes };
}

/** Those that are files and were not examined yet, by their places on this disk. Each is entered in `names`. */
function standing(tree: DiskTree, paths: readonly string[], names: Map<string, string>): Gathered[] {
  const gathered: Gathered[] = [];
  for (const path of paths) {
    const onDisk = tree.fileOnDisk(path);
    if (onDisk === undefined || names.has(onDisk)) continue;
    names.set(onDisk, path);
    gathered.push({ path: onDisk });
  }
  return gathered;
}

async function examineSlowly(
  gathered: readonly Gathered[],
  bench: Workbench,
  pace: Pace,
  take: (first: number, result: BatchResult) => void,
): Promise<void> {
  for (const [place, { path }] of gathered.entries()) {
    take(place, await examineBatch([path], bench));
    pace.rest();
  }
}

async function examinePieces(pieces: readonly Piece[], bench: Workbench, pace: Pace | undefined): Promise<Examined[]> {
  const examined: Examined[] = [];
  for (const { path, bytes } of pieces) {
    examined.push(await examine(memorySource(path, bytes, bench.host.sha256), bench));
    pace?.rest();
  }
  return examined.filter(({ seen, gaps }) => seen.length > 0 || gaps.length > 0);
}

/** What was asked for and is not there any more ended meanwhile; pipes and devices nobody reads anyway. */
function isTelling({ code }: { readonly code: Gap['code'] }): boolean {
  return code !== 'not-found' && code !== 'special-file';
}

function renamed(source: Examined, names: ReadonlyMap<string, string>): Examined {
  const own = source.artifacts[0]?.name ?? '';
  const name = names.get(own);
  if (name === undefined || name === own) return source;
  const artifacts = source.artifacts.map((artifact) => ({ ...artifact, name: name + artifact.name.slice(own.length) }));
  return { ...source, artifacts };
}
