/**
 * A miner that starts by itself: a cron line, a unit, a profile or a task whose command mines or fetches a miner, whose
 * program is one, or whose program is seen mining. What only lets somebody in is foothold's.
 * Does not claim: that a service whose unit is the parent of a miner started it on purpose; it may have been broken into.
 */

import { letsIn, noService, ofKernel } from '../../model/autostart-kinds.ts';
import type { Because, Confidence } from '../../model/finding.ts';
import type { Autostart } from '../../model/machine-payloads.ts';
import type { Observation } from '../../model/observation.ts';
import { isSharedFolder } from '../../model/shared-folders.ts';
import { all, type Claim, type DetectContext, type Detector, defineDetector, saw } from '../../model/units.ts';
import { entryInWords, startedInWords } from './autostart-words.ts';
import { type Config, type Held, leavesOf, type MinerEvidence, minerEvidence, payeeIn } from './miner-evidence.ts';
import {
  type MiningProcess,
  miningProcesses,
  type ProcessKind,
  type ProcessSeen,
  processKinds,
  surely,
} from './mining-process.ts';
import { fileOf, folderOf, runsOthers, settingsPaths } from './place.ts';

type Entry = Observation<'autostart'>;

const mostClaims = 100;
/** Configurations of one file that are held against its entries. */
const mostConfigs = 200;
/** Processes that are held against every entry. */
const mostProcesses = 200;

/** What lets somebody in or loads into programs starts a miner only where its own command does. */
function startsNothing({ mechanism }: Autostart): boolean {
  return letsIn.has(mechanism) || ofKernel.has(mechanism) || mechanism === 'ld-preload';
}

export const minerAutostart: Detector<ProcessKind | 'autostart'> = defineDetector({
  id: 'miner-autostart',
  title: 'A miner starts by itself',
  stage: 'capability',
  techniques: ['T1496.001', 'T1053', 'T1543'],
  confidence: 'high',
  needs: [...processKinds, 'autostart'],
  couldBe: [
    'a miner that the owner of the machine starts on purpose',
    'an entry that is left over, whose program is gone',
  ],
  *detect(seen, context) {
    for (const { claim } of entriesThatMine(seen, context)) yield claim;
  },
});

type AutostartSeen = ProcessSeen & { readonly autostart: readonly Entry[] };

/** The entries that start a miner, each with its claim. */
export function* entriesThatMine(
  seen: AutostartSeen,
  context: DetectContext,
): Generator<{ readonly entry: Entry; readonly claim: Claim }> {
  const evidence = minerEvidence(seen, context);
  const mining = surely(miningProcesses(seen, context, evidence)).slice(0, mostProcesses);
  const traces = new Map(seen['file-trace'].map((trace) => [trace.value.path, trace]));
  const counts = new Map<string, number>();
  for (const { value } of seen.autostart) counts.set(value.place, (counts.get(value.place) ?? 0) + 1);
  let claims = 0;
  for (const entry of seen.autostart) {
    if (claims >= mostClaims || (startsNothing(entry.value) && !saysSo(entry))) continue;
    const claim = judge(entry, { evidence, mining, traces, isAlone: counts.get(entry.value.place) === 1 });
    if (claim === undefined) continue;
    claims++;
    yield { entry, claim };
  }
}

function saysSo({ value }: Entry): boolean {
  return value.mines === true || value.carries === 'miner';
}

interface Around {
  readonly evidence: MinerEvidence;
  readonly mining: readonly MiningProcess[];
  /** By path. */
  readonly traces: ReadonlyMap<string, Observation<'file-trace'>>;
  /** No other entry stands in its file. */
  readonly isAlone: boolean;
}

function judge(entry: Entry, { evidence, mining, traces, isAlone }: Around): Claim | undefined {
  const { value } = entry;
  const says = saysSo(entry);
  const here = evidence.at(value.place);
  const own = here === undefined ? undefined : ofEntry(here, entry, isAlone);
  const programs = (value.programs ?? []).flatMap((path) => (path === value.place ? [] : (evidence.at(path) ?? [])));
  const started = mining.filter((one) => isStartedBy(one, value));
  const nested = started.length > 0 || says ? [] : mining.filter((one) => isChildOf(one, value));
  const running = started.length > 0 ? started : nested;
  const itself = [...(own ? [own] : []), ...programs];
  const isMiner = value.mines === true || itself.some(({ code, configs }) => code.length + configs.length > 0);
  const beside = isMiner ? settingsOf(value, evidence) : itself.length === 0 ? besidePrograms(value, evidence) : [];
  if (!says && itself.length + beside.length + running.length === 0) return undefined;
  const held = [...itself, ...beside];
  const account = held.find((one) => one.account)?.account?.config ?? running.find((one) => one.account)?.account;
  const sure: Confidence = says || itself.length > 0 ? 'high' : started.length + beside.length > 0 ? 'moderate' : 'low';
  return claimOf(entry, {
    held,
    running,
    account,
    sure,
    files: (value.programs ?? []).flatMap((path) => traces.get(path) ?? []),
    mines:
      value.mines === true || held.some(({ code, configs }) => code.length + configs.length > 0) || running.length > 0,
  });
}

/** What stands in its file belongs to it where the entry has the very words, or the file has no other entry. */
function ofEntry(here: Held, { value }: Entry, isAlone: boolean): Held | undefined {
  if (isAlone) return here;
  const text = `${value.entry ?? ''} ${value.starts ?? ''}`;
  const names = ({ value: { pools } }: Config): boolean => pools.some(({ host }) => host !== '' && text.includes(host));
  const configs = here.configs.slice(0, mostConfigs).filter(names);
  if (configs.length === 0) return undefined;
  const account = here.account !== undefined && names(here.account.config) ? here.account : undefined;
  return { ...here, configs, code: [], fetching: [], account };
}

/** A miner in the folder of what it starts, where that is a folder in which no program belongs. */
function besidePrograms({ programs = [], why }: Autostart, evidence: MinerEvidence): Held[] {
  if (!why.includes('from-temporary-folder') && !why.includes('from-hidden-folder')) return [];
  const folders = new Set(programs.map(folderOf).filter((folder) => !isSharedFolder(folder)));
  return [...folders].flatMap((folder) => evidence.within(folder)).slice(0, 8);
}

/** The settings of a miner that it starts. */
function settingsOf({ programs = [], starts = '' }: Autostart, evidence: MinerEvidence): Held[] {
  const folders = programs.filter((path) => !runsOthers(path)).map(folderOf);
  const paths = settingsPaths(
    starts,
    [...new Set(folders)].filter((folder) => !isSharedFolder(folder)),
  );
  return paths.flatMap((path) => (programs.includes(path) ? [] : (evidence.at(path) ?? []))).slice(0, 8);
}

/** The very program that mines, or the very command. */
function isStartedBy({ process: { value: process } }: MiningProcess, { programs = [], starts }: Autostart): boolean {
  const { program, command, container } = process;
  if (container !== undefined) return false;
  if (program !== undefined && !runsOthers(program) && programs.includes(program)) return true;
  return command !== undefined && command.trim() !== '' && starts?.trim() === command.trim();
}

/** Its program is the miner's own parent, and there is something wrong with it. */
function isChildOf({ process: { value: process } }: MiningProcess, { programs = [], why }: Autostart): boolean {
  const [parent] = process.parents ?? [];
  if (parent === undefined || process.container !== undefined || !why.some((one) => noService.has(one))) return false;
  return programs.some((program) =>
    runsOthers(program) ? false : program === parent.program || fileOf(program).slice(0, 15) === parent.name,
  );
}

interface Found {
  readonly held: readonly Held[];
  readonly running: readonly MiningProcess[];
  readonly account: Config | undefined;
  readonly sure: Confidence;
  /** What it starts, as it stands there. */
  readonly files: readonly Observation<'file-trace'>[];
  readonly mines: boolean;
}

function claimOf(entry: Entry, { held, running, account, sure, files, mines }: Found): Claim {
  const payee = payeeIn(account);
  const does = mines ? 'starts a miner' : 'fetches a miner and starts it';
  const because: Because[] = [
    saw(entry, entry.value.mines === true ? 'its command starts a miner' : undefined),
    ...held.slice(0, 3).flatMap((one) => leavesOf(one, 'what it starts, or what lies beside that')),
    ...files.slice(0, 3).map((file) => saw(file, 'what it starts, as it stands there')),
    ...running.slice(0, 3).map(({ process }) => saw(process, 'runs, and mines or can')),
    ...running
      .slice(0, 1)
      .flatMap(({ account: own }) => (own === account && own ? [saw(own, 'its configuration')] : [])),
  ];
  return {
    title: `${entryInWords(entry.value)} ${does}${payee === undefined ? '' : ` for ${payee}`}${startedInWords(entry.value)}`,
    stage: account === undefined ? 'capability' : 'configured',
    confidence: sure,
    techniques: ['T1496.001', techniques[entry.value.mechanism] ?? 'T1547', ...(mines ? [] : ['T1105'])],
    because: all(...because),
    ...(sure === 'low'
      ? { couldBe: ['an ordinary service that was broken into, and under which the miner runs'] }
      : {}),
  };
}

/** MITRE ATT&CK for Enterprise. */
const techniques: Readonly<Partial<Record<Autostart['mechanism'], string>>> = {
  cron: 'T1053.003',
  at: 'T1053.002',
  systemd: 'T1543.002',
  'rc-script': 'T1037.004',
  inittab: 'T1037.004',
  'shell-profile': 'T1546.004',
  udev: 'T1546.017',
  'desktop-autostart': 'T1547.013',
  'message-of-the-day': 'T1037',
  'network-hook': 'T1546',
  'package-hook': 'T1546.016',
  'git-hook': 'T1546',
  'python-hook': 'T1546.018',
  'npm-hook': 'T1546.016',
  'web-server-hook': 'T1505',
  'process-manager': 'T1543',
  'dbus-service': 'T1543',
  'daemon-hook': 'T1546',
  'boot-hook': 'T1037',
  container: 'T1543.005',
  'static-pod': 'T1543.005',
  'run-key': 'T1547.001',
  service: 'T1543.003',
  'scheduled-task': 'T1053.005',
  'startup-folder': 'T1547.001',
  'wmi-subscription': 'T1546.003',
};
