/** `davylamp host` without its command line: a machine in, one report out. It only reads. */
import { probes as everyProbe } from '../../../extract/probes.generated.ts';
import { walkTree } from '../../../gather/machine/walk-tree.ts';
import { defaultLimits } from '../../../model/limits.ts';
import type { Machine, MachineMiss, Probe } from '../../../model/machine-units.ts';
import type { Report } from '../../../model/report.ts';
import { conclude, type PathGap } from '../../conclude.ts';
import { joined } from '../../machine/joining.ts';
import { type Asked, askProbes, type Probed } from '../../machine/probing.ts';
import { registry } from '../../registry.ts';
import { version } from '../../version.ts';
import { Collected } from '../collected.ts';
import type { ScanOptions } from '../scan.ts';
import { loadUsersRules } from '../users-rules.ts';
import { checkAgain, type EarlierFile } from './check-again.ts';
import { examineAsked } from './examine-asked.ts';
import { type MachineWish, openMachine } from './open-machine.ts';
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
  const { tree, gaps, machine } = openMachine(options, started.getTime());
  const began = performance.now();
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
  const { jobs, onProgress } = options;
  const slow = options.share === undefined ? undefined : pace;
  const files = await examineAsked(tree, asked, { limits, rules, jobs, pace: slow, collected, onProgress });
  const told: Probed[] = [{ by: 'machine', sighting: machineSighting(machine, asked, walked.files) }];
  const places = options.earlier && checkAgain(options.earlier, machine);
  const misses = [...walked.misses, ...asked.misses, ...gaps.told()].map(pathGap);
  return conclude(
    {
      inputs: [options.root ?? 'this machine'],
      examined: joined(files.examined, [...told, ...asked.sightings]),
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
