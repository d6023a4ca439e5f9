/**
 * What lets somebody in again, or hides what they do, and is no miner itself: a library that is loaded into every
 * program, a second account of root's, a key that was spread, an entry that fetches something and runs it. Some tell
 * something alone; a key or a rule that changed when the miner came does so only beside one.
 * Does not claim: that somebody used it.
 */
import { inTemporaryFolder } from '../../intel/unix/temporary-folders.ts';
import { letsIn, ofKernel, outOfPlace } from '../../model/autostart-kinds.ts';
import type { Confidence } from '../../model/finding.ts';
import type { Autostart } from '../../model/machine-payloads.ts';
import type { Observation } from '../../model/observation.ts';
import { all, type Claim, type Detector, defineDetector, saw } from '../../model/units.ts';
import { entryInWords, startedInWords } from './autostart-words.ts';
import { entriesThatMine } from './miner-autostart.ts';
import { type MinerEvidence, minerEvidence } from './miner-evidence.ts';
import { type MiningProcess, miningProcesses, type ProcessKind, processKinds, surely } from './mining-process.ts';
import { processPart } from './place.ts';

type Entry = Observation<'autostart'>;
type Needs = ProcessKind | 'autostart' | 'file-trace';

const mostClaims = 60;
/** How far apart what came with the miner may have been placed. */
const besideMs = 2 * 24 * 3_600_000;

export const foothold: Detector<Needs> = defineDetector({
  id: 'foothold',
  title: 'Something that lets somebody in again, or hides what they do',
  stage: 'mention',
  techniques: ['T1547'],
  confidence: 'low',
  needs: [...processKinds, 'autostart', 'file-trace'],
  couldBe: ['an administrator who set it up so', 'a tool of monitoring, of defence or of the hosting provider'],
  *detect(seen, context) {
    const evidence = minerEvidence(seen, context);
    const mining = surely(miningProcesses(seen, context, evidence));
    const times = timesOf(seen, evidence, mining);
    const starting = new Set([...entriesThatMine(seen, context)].map(({ entry }) => entry.id));
    const others = seen.autostart.filter(
      ({ id, value }) => !starting.has(id) && value.mines !== true && value.carries !== 'miner',
    );
    let claims = 0;
    for (const entry of others) {
      const claim = claims < mostClaims ? (alone(entry, times) ?? beside(entry, times)) : undefined;
      if (claim === undefined) continue;
      claims++;
      yield claim;
    }
  },
});

// --- what tells alone -------------------------------------------------------------------------------------------

function alone(entry: Entry, times: Times): Claim | undefined {
  const { value } = entry;
  const has = (why: Autostart['why'][number]): boolean => value.why.includes(why);
  const surer: Confidence = times.mines ? 'moderate' : 'low';
  if (value.packaged === 'yes') return undefined;
  if (has('loads-into-everything'))
    return {
      title: `${entryInWords(value)} loads ${value.programs?.slice(0, 3).join(', ') || 'a library'} into every program`,
      techniques: ['T1574.006'],
      confidence: surer,
      couldBe: ['a monitoring agent or an allocator that is loaded so', 'a tool that the administrator built here'],
      because: saw(entry, 'what is loaded into every program can hide files and processes from it'),
    };
  if (has('written-by-redis'))
    return {
      title: `${entryInWords(value)} stands in a file that Redis wrote${startedInWords(value)}`,
      techniques: ['T1190', techniques[value.mechanism] ?? 'T1053'],
      confidence: 'moderate',
      couldBe: ['a test of this machine, by those who keep it'],
      because: saw(
        entry,
        'Redis writes such a file only where somebody tells it to, as anybody can without a password',
      ),
    };
  if (has('lets-in'))
    return {
      title: `${entryInWords(value)} lets somebody in${startedInWords(value)}`,
      techniques: [techniques[value.mechanism] ?? 'T1098'],
      confidence: 'moderate',
      because: saw(entry),
    };
  if (has('fetches-and-runs') || has('decodes'))
    return {
      title: `${entryInWords(value)} ${has('fetches-and-runs') ? 'fetches something and runs it' : 'runs what it keeps encoded'}${startedInWords(value)}`,
      techniques: ['T1105', 'T1059'],
      confidence: surer,
      couldBe: ['an updater, or a job that its administrator wrote so'],
      because: saw(entry),
    };
  return undefined;
}

/** MITRE ATT&CK for Enterprise. */
const techniques: Readonly<Partial<Record<Autostart['mechanism'], string>>> = {
  'ssh-key': 'T1098.004',
  account: 'T1136.001',
  sudoers: 'T1548.003',
  pam: 'T1556.003',
  polkit: 'T1548',
  'set-uid': 'T1548.001',
  cron: 'T1053.003',
  systemd: 'T1543.002',
};

// --- what tells beside a miner ------------------------------------------------------------------------------------

function beside(entry: Entry, times: Times): Claim | undefined {
  if (!times.mines) return undefined;
  const { value } = entry;
  // A checkout, an environment or a copy of a disk there has its own entries beside what they start.
  const isOut = value.why.some((why) => outOfPlace.has(why)) && !inTemporaryFolder(value.place);
  const isDoor = letsIn.has(value.mechanism) || ofKernel.has(value.mechanism);
  const near = isDoor && value.packaged !== 'yes' ? nearest(value.modified, times) : undefined;
  if (!isOut && near === undefined) return undefined;
  const does = isOut
    ? 'starts something out of a place where no program belongs'
    : 'changed within two days of the miner';
  return {
    title: `Beside the miner: ${lowered(entryInWords(value))} ${does}${startedInWords(value)}`,
    techniques: [techniques[value.mechanism] ?? 'T1547'],
    because: near === undefined ? saw(entry) : all(saw(entry), saw(near, 'within two days of it')),
  };
}

function lowered(text: string): string {
  return text.replace(/^An? /, (article) => article.toLowerCase());
}

interface Timed {
  readonly ms: number;
  readonly seen: Observation;
}

interface Times {
  /** Something here mines, or can. */
  readonly mines: boolean;
  /** In ascending order. */
  readonly sorted: readonly Timed[];
}

/** When what mines came: its processes' starts, its entries' and files' dates. */
function timesOf(
  seen: {
    readonly autostart: readonly Entry[];
    readonly 'file-trace': readonly Observation<'file-trace'>[];
    readonly container: readonly Observation<'container'>[];
  },
  evidence: MinerEvidence,
  mining: readonly MiningProcess[],
): Times {
  const entries = seen.autostart.filter(({ value }) => value.mines === true || value.carries === 'miner');
  const containers = seen.container.filter(({ value }) => value.mines === true || value.carries === 'miner');
  const files = seen['file-trace'].filter(({ value }) => evidence.at(value.path) !== undefined);
  const timed = [
    ...mining.map(({ process }) => ({ time: process.value.start, seen: process })),
    ...entries.map((entry) => ({ time: entry.value.modified, seen: entry })),
    ...containers.map((container) => ({ time: container.value.created, seen: container })),
    ...files.map((file) => ({ time: file.value.born ?? file.value.changed ?? file.value.modified, seen: file })),
  ];
  const held = [...evidence.held].some(
    ({ path, code, account }) => processPart(path) === undefined && (code.length > 0 || account !== undefined),
  );
  const sorted = timed
    .flatMap(({ time, seen: one }): Timed[] => (time === undefined ? [] : [{ ms: Date.parse(time), seen: one }]))
    .sort((x, y) => x.ms - y.ms);
  return { mines: timed.length > 0 || held, sorted };
}

/** What of the miner's came closest to this date, within the two days. */
function nearest(modified: string | undefined, { sorted }: Times): Observation | undefined {
  if (modified === undefined) return undefined;
  const ms = Date.parse(modified);
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.ms ?? 0) < ms) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [sorted[low - 1], sorted[low]];
  const away = (one: Timed | undefined): number =>
    one === undefined ? Number.POSITIVE_INFINITY : Math.abs(one.ms - ms);
  const closest = away(before) <= away(after) ? before : after;
  return away(closest) <= besideMs ? closest?.seen : undefined;
}
