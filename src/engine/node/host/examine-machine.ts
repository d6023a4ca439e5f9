/** `davylamp host` without its command line: a machine in, one report out. It only reads. */
import { probes as everyProbe } from '../../../extract/probes.generated.ts';
import { walkTree } from '../../../gather/machine/walk-tree.ts';
import type { Gathered } from '../../../gather/walk.ts';
import type { Gap } from '../../../model/gap.ts';
import { defaultLimits, type Limits } from '../../../model/limits.ts';
import type { Machine, MachineMiss, Probe } from '../../../model/machine-units.ts';
import type { Report } from '../../../model/report.ts';
import { conclude, type PathGap } from '../../conclude.ts';
import { examine } from '../../examine.ts';
import type { Examined } from '../../ledger.ts';
import { joined } from '../../machine/joining.ts';
import { type Asked, askProbes, type Piece, type Probed } from '../../machine/probing.ts';
import { registry } from '../../registry.ts';
import { memorySource } from '../../source.ts';
import { version } from '../../version.ts';
import type { Workbench } from '../../workbench.ts';
import { type BatchResult, examineBatch } from '../batch.ts';
import { Collected } from '../collected.ts';
import { examineFiles } from '../examine-files.ts';
import { sharedHost } from '../host.ts';
import type { ScanOptions } from '../scan.ts';
import { loadUsersRules, type UsersRules } from '../users-rules.ts';
import { planSieve, workbench } from '../workbench.ts';
import { checkAgain, type EarlierFile } from './check-again.ts';
import { type MachineWish, type OpenedMachine, openMachine } from './open-machine.ts';
import { fullSpeed, type Pace, slowPace } from './pace.ts';

export interface HostOptions extends Omit<ScanOptions, 'stdin'>, MachineWish {
  /** An earlier report of the same machine, to be checked again. */
  readonly earlier?: EarlierFile;
  /** At most this share of one processor: slow, for a machine that has other work. */
  readonly share?: number;
  /** Milliseconds over which processor time is watched; of a running machine. */
  readonly watchMs?: number;
  /** In place of all probes there are; for tests. */
  readonly probes?: readonly Probe[];
}

/** Files and folders that the walk may meet. */
const mostEntries = 10_000_000;
const usualWatchMs = 2_000;

export async function examineMachine(options: HostOptions = {}): Promise<Report> {
  const now = options.now ?? (() => new Date());
  const started = now();
  const limits = { ...defaultLimits, ...options.limits };
  const probes = options.probes ?? everyProbe;
  const pace = options.share === undefined ? fullSpeed : slowPace(options.share);
  const collected = new Collected(limits);
  const rules = await loadUsersRules(options, collected);
  const opened = openMachine(options, started.getTime());
  const began = performance.now();
  const { tree, gaps, machine } = opened;
  const turn = turns(pace);
  const onFolder = (met: number): Promise<void> | undefined => {
    options.onProgress?.({ files: met, bytes: 0 });
    return turn();
  };
  const walked = await walkTree(
    tree,
    gaps,
    probes.map(({ wishes = [] }) => wishes),
    { most: mostEntries, onFolder },
  );
  if (machine.running) await until(began + (options.watchMs ?? usualWatchMs));
  const asked = await askProbes(machine, probes, walked.wished, limits, turn);
  const files = await examineAsked(opened, asked, { options, limits, rules, pace, collected });
  const told: Probed[] = [{ by: 'machine', sighting: machineSighting(machine, asked, walked.files) }];
  const places = options.earlier && checkAgain(options.earlier, machine);
  const { examined, pathGaps, bytes } = files;
  for (const miss of [...walked.misses, ...asked.misses, ...gaps.told()]) pathGaps.push(pathGap(miss));
  return conclude(
    {
      inputs: [options.root ?? 'this machine'],
      examined: joined(examined, [...told, ...asked.sightings]),
      pathGaps,
      files: walked.files,
      bytes,
      started,
      finished: now(),
      version,
      ...(rules.count !== undefined && { rules: rules.count }),
      ...(places && { earlier: places }),
    },
    registry,
    limits,
  );
}

const turnMs = 50;

/** Rests where it is due, and now and then lets progress be drawn and Ctrl-C be heard. */
function turns(pace: Pace): () => Promise<void> | undefined {
  let last = performance.now();
  return () => {
    pace.rest();
    if (performance.now() - last < turnMs) return undefined;
    last = performance.now();
    return new Promise((resolve) => setImmediate(resolve));
  };
}

function machineSighting(machine: Machine, asked: Asked, files: number): Probed['sighting'] {
  const looked = [...asked.looked].map(([at, count]) => ({ at, count }));
  return {
    kind: 'machine',
    path: '/',
    value: { ...machine.state, looked: [{ at: 'files', count: files }, ...looked] },
  };
}

function pathGap({ gap: { path, code, what } }: MachineMiss): PathGap {
  return { path, code, what };
}

interface Setting {
  readonly options: HostOptions;
  readonly limits: Limits;
  readonly rules: UsersRules;
  readonly pace: Pace;
  readonly collected: Collected;
}

interface Files {
  readonly examined: readonly Examined[];
  readonly pathGaps: PathGap[];
  readonly bytes: number;
}

/** Examines what probes asked for, as every file is examined, under the names that they have on the machine. */
async function examineAsked({ tree }: OpenedMachine, asked: Asked, setting: Setting): Promise<Files> {
  const { options, limits, rules, pace, collected } = setting;
  const plan = planSieve();
  const inPlace = (): Workbench => ({
    ...workbench(plan, limits, { yara: rules.yara, sigma: rules.sigmaSet }),
    host: sharedHost(),
  });
  const names = new Map<string, string>();
  const gathered: Gathered[] = [];
  for (const path of asked.examine) {
    const real = tree.real(path);
    if (real === undefined) continue;
    const onDisk = tree.onDisk(real);
    if (!names.has(onDisk)) gathered.push({ path: onDisk });
    names.set(onDisk, names.get(onDisk) ?? path);
  }
  const take = (first: number, result: BatchResult): void => {
    collected.add(first, result);
    options.onProgress?.({ files: collected.files, bytes: collected.bytes });
  };
  if (options.share === undefined)
    await examineFiles(gathered, { plan, limits, rules, jobs: options.jobs, inPlace }, collected, take);
  else await examineSlowly(gathered, inPlace(), pace, take);
  const pieces = asked.pieces.length === 0 ? [] : await examinePieces(asked.pieces, inPlace(), pace);
  const evidence = collected.evidence();
  return {
    examined: [...evidence.examined.map((source) => renamed(source, names)), ...pieces],
    pathGaps: evidence.pathGaps.filter(isTelling).map((gap) => ({ ...gap, path: names.get(gap.path) ?? gap.path })),
    bytes: evidence.bytes,
  };
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

async function examinePieces(pieces: readonly Piece[], bench: Workbench, pace: Pace): Promise<Examined[]> {
  const examined: Examined[] = [];
  for (const { path, bytes } of pieces) {
    examined.push(await examine(memorySource(path, bytes, bench.host.sha256), bench));
    pace.rest();
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

async function until(clock: number): Promise<void> {
  const left = clock - performance.now();
  if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
}
