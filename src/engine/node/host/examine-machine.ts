/** `davylamp host` without its command line: a machine in, one report out. It only reads. */
import { probes as everyProbe } from '../../../extract/probes.generated.ts';
import { type Walked, walkTree } from '../../../gather/machine/walk-tree.ts';
import type { EarlierReport } from '../../../model/case.ts';
import { defaultLimits, type Limits } from '../../../model/limits.ts';
import type { Machine, MachineMiss, Probe } from '../../../model/machine-units.ts';
import type { Report } from '../../../model/report.ts';
import { conclude, type PathGap } from '../../conclude.ts';
import { joined } from '../../machine/joining.ts';
import { type Asked, askProbes, type Probed } from '../../machine/probing.ts';
import { registry } from '../../registry.ts';
import { version } from '../../version.ts';
import { Collected } from '../collected.ts';
import { giveBackMemory } from '../give-back-memory.ts';
import type { ScanOptions } from '../scan.ts';
import { loadUsersRules } from '../users-rules.ts';
import { checkAgain, type EarlierFile } from './check-again.ts';
import { examineAsked } from './examine-asked.ts';
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
  const pace = options.share === undefined ? fullSpeed : slowPace(options.share);
  const collected = new Collected(limits);
  const rules = await loadUsersRules(options, collected);
  const { tree, gaps, walked, asked, told, places } = await survey(options, limits, pace, started);
  giveBackMemory();
  const { jobs, onProgress } = options;
  const slow = options.share === undefined ? undefined : pace;
  const files = await examineAsked(tree, asked, { limits, rules, jobs, pace: slow, collected, onProgress });
  const misses = [...walked.misses, ...asked.misses, ...gaps.told()].map(pathGap);
  return conclude(
    {
      inputs: [options.root ?? 'this machine'],
      examined: joined(files.examined, [told, ...asked.sightings]),
      pathGaps: [...files.pathGaps, ...misses],
      files: walked.files,
      bytes: files.bytes,
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

/** What the walk and the probes told of a machine. */
interface Surveyed extends Pick<OpenedMachine, 'tree' | 'gaps'> {
  readonly walked: Pick<Walked, 'files' | 'misses'>;
  readonly asked: Asked;
  /** What sort of machine it is, and how much of it was looked at. */
  readonly told: Probed;
  readonly places?: EarlierReport | undefined;
}

/**
 * Everything but the content of files. Nothing of what comes back holds the machine: what probes know of one, such as
 * each file that a package brought, takes tens of megabytes and is not needed any more.
 */
async function survey(options: HostOptions, limits: Limits, pace: Pace, started: Date): Promise<Surveyed> {
  const probes = options.probes ?? everyProbe;
  const { tree, gaps, machine } = openMachine(options, started.getTime());
  const began = performance.now();
  const turn = turns(pace);
  const onFolder = (met: number): Promise<void> | undefined => {
    options.onProgress?.({ files: met, bytes: 0 });
    return turn();
  };
  const wishes = probes.map((probe) => probe.wishes ?? []);
  const { wished, files, misses } = await walkTree(tree, gaps, wishes, { most: mostEntries, onFolder });
  if (machine.running) await until(began + (options.watchMs ?? usualWatchMs));
  const asked = await askProbes(machine, probes, wished, limits, turn);
  const told: Probed = { by: 'machine', sighting: machineSighting(machine, asked, files) };
  const places = options.earlier && checkAgain(options.earlier, machine);
  return { tree, gaps, walked: { files, misses }, asked, told, places };
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

async function until(clock: number): Promise<void> {
  const left = clock - performance.now();
  if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
}
