/**
 * Which processes mine, could, or are told to, out of everything that was seen of them: their command line, program,
 * environment and memory, the files beside their program, their connections and how busy they are. A name alone, a busy
 * processor alone and a configuration in somebody's memory (an editor's, a scanner's) make no miner.
 */

import type { Because, Confidence, Stage } from '../../model/finding.ts';
import type { Observation } from '../../model/observation.ts';
import { isSharedFolder } from '../../model/shared-folders.ts';
import { type DetectContext, saw } from '../../model/units.ts';
import {
  type Config,
  type Held,
  leavesOf,
  type MinerEvidence,
  type MinerKind,
  type MinerSeen,
  minerEvidence,
  minerKinds,
} from './miner-evidence.ts';
import { fileOf, folderOf } from './place.ts';
import { type Meeting, meetingOf, poolsByAddress } from './pool-connections.ts';
import { type Part, type ProcessParts, partsOf, programPath, programsExamined } from './process-parts.ts';

export type Process = Observation<'process'>;

/** Kinds that the judgement takes. */
export type ProcessKind = MinerKind | 'process' | 'container' | 'name-lookup' | 'file-trace';
export const processKinds: readonly ProcessKind[] = [
  ...minerKinds,
  'process',
  'container',
  'name-lookup',
  'file-trace',
];
export type ProcessSeen = MinerSeen & {
  readonly [K in Exclude<ProcessKind, MinerKind>]: readonly Observation<K>[];
};

export interface MiningProcess {
  readonly process: Process;
  readonly stage: Exclude<Stage, 'mention'>;
  readonly confidence: Confidence;
  /** The process itself first. */
  readonly because: readonly Because[];
  /** Names whom it mines for. */
  readonly account?: Config;
  /** It measures how fast it would be. */
  readonly benchmark: boolean;
  /** It only runs a script that fetches a miner. */
  readonly fetches: boolean;
  /** Nothing of it is known to be a miner: it behaves like one. */
  readonly behaves: boolean;
}

/** In the order in which they were seen. What only started one of them (a shell, a loop) is told with it. */
export function miningProcesses(
  seen: ProcessSeen,
  context: DetectContext,
  evidence: MinerEvidence = minerEvidence(seen, context),
): MiningProcess[] {
  const pools = poolsByAddress(seen['name-lookup']);
  const files = new Map(seen.container.flatMap(({ value }) => (value.files ? [[value.id, value.files] as const] : [])));
  const traces = new Map(seen['file-trace'].map((trace) => [trace.value.path, trace]));
  const programs = programsExamined(seen.process, evidence);
  const all = seen.process.flatMap((process) => {
    const judged = judge(process, partsOf(process.value, { evidence, files, programs }), pools);
    const trace = judged && traces.get(programPath(process.value, files) ?? '');
    if (judged === undefined) return [];
    return [
      trace ? { ...judged, because: [...judged.because, saw(trace, 'its program, as it stands there')] } : judged,
    ];
  });
  return withStarters(all);
}

/** Without those that only behave like a miner. */
export function surely(all: readonly MiningProcess[]): MiningProcess[] {
  return all.filter(({ confidence }) => confidence !== 'low');
}

/** A shell whose command line names the miner that it started is no second miner. */
function withStarters(all: readonly MiningProcess[]): MiningProcess[] {
  const byPid = new Map(all.map((one) => [one.process.value.pid, one]));
  const starters = new Map<MiningProcess, MiningProcess[]>();
  const absorbed = new Set<MiningProcess>();
  for (const one of all) {
    if (one.stage !== 'active') continue;
    const above = (one.process.value.parents ?? []).flatMap(({ pid }) => byPid.get(pid) ?? []);
    const idle = above.filter((parent) => parent.stage !== 'active');
    starters.set(one, idle);
    for (const parent of idle) absorbed.add(parent);
  }
  return all
    .filter((one) => !absorbed.has(one))
    .map((one) => {
      const above = (starters.get(one) ?? []).map(({ process }) => saw(process, 'started it'));
      return above.length === 0 ? one : { ...one, because: [...one.because, ...above] };
    });
}

// --- judging ----------------------------------------------------------------------------------------------------

/** What was seen of one process, weighed. */
interface Signs {
  /** It says so, it is the code of one, or it runs a script that holds a miner's configuration. */
  readonly isMiner: boolean;
  readonly hasCode: boolean;
  /** Its environment or memory holds a miner's code or configuration, or the strange place that it runs from. */
  readonly holds: boolean;
  readonly meeting: Meeting | undefined;
  /** It met a pool, or is at a port that pools use. */
  readonly talks: boolean;
  readonly busy: boolean;
  readonly odd: boolean;
  /** It hands on the work of miners elsewhere. */
  readonly isProxy: boolean;
  readonly benchmark: boolean;
  readonly account: Config | undefined;
  /** The parts that tell of mining. */
  readonly used: readonly Part[];
}

function judge(process: Process, parts: ProcessParts, pools: ReadonlyMap<string, string>): MiningProcess | undefined {
  const signs = signsOf(process.value, parts, pools);
  const { isMiner, account, used, benchmark } = signs;
  const { script } = parts;
  if (!isMiner && !isLikeOne(signs))
    return script !== undefined && script.held.fetching.length > 0 ? fetcher(process, script) : undefined;
  return {
    process,
    stage: stageOf(signs),
    confidence: sureness(signs),
    because: [
      saw(process, wordsOf(process.value, signs)),
      ...distinct(used).flatMap(({ held, where }) => leavesOf(held, where)),
    ],
    ...(account === undefined ? {} : { account }),
    benchmark,
    fetches: false,
    behaves: !isMiner && !signs.holds,
  };
}

function signsOf(value: Process['value'], parts: ProcessParts, pools: ReadonlyMap<string, string>): Signs {
  const own = parts.own.filter(isTelling);
  const scripts = parts.script !== undefined && parts.script.held.configs.length > 0 ? [parts.script] : [];
  const isMiner = value.why.includes('mines') || own.length > 0 || scripts.length > 0;
  const odd = value.why.some((why) => odds.has(why));
  // A miner that is packed shows no code: where it runs from tells whose the configuration beside it is.
  const near = parts.beside.filter(({ held }) => odd && !isSharedFolder(folderOf(held.path)));
  const holds = [...parts.holds, ...near].filter(isTelling);
  const used = [...own, ...scripts, ...holds, ...(isMiner ? parts.beside : [])];
  const configs = used.flatMap(({ held }) => held.configs.slice(0, mostConfigs));
  const meeting = meetingOf(value.connections ?? [], configs, pools);
  const isNode = nodes.test(fileOf(value.program ?? value.name));
  return {
    isMiner,
    hasCode: own.some(({ held }) => held.code.length > 0),
    holds: holds.length > 0,
    meeting,
    talks: meeting !== undefined || (value.why.includes('talks-to-pool') && !isNode),
    busy: isBusy(value),
    odd,
    isProxy: proxies.test(fileOf(value.program ?? value.name)) && !minesItself.test(value.command ?? ''),
    benchmark: benches.test(value.command ?? '') && meeting === undefined,
    account: used.find(({ held }) => held.account)?.held.account?.config,
    used,
  };
}

/** Of one file, whose pools are compared with connections. */
const mostConfigs = 64;

function isTelling({ held }: Part): boolean {
  return held.code.length + held.configs.length > 0;
}

/** Processors that something must keep busy to count as at work. */
const busyCores = 0.5;

export function isBusy({ why, cores = 0 }: Process['value']): boolean {
  return why.includes('busy') || cores >= busyCores;
}

/** Its arguments that only measure (XMRig, cpuminer). */
const benches = /(?:^|\s)--(?:bench|benchmark|stress)(?:$|[\s=])/;

/** Nodes, wallets and proxies mine only when they are told to, and talk to others at any port. */
const nodes = /^(?:monerod|monero-wallet-\w{1,32}|bitcoind|bitcoin-qt|litecoind|geth|p2pool|xmrig-proxy)$/;

/** P2Pool mines itself where it is told to; else others do for it. */
const proxies = /^(?:xmrig-proxy|xmr-node-proxy|stratum-?proxy|p2pool)\b/;
const minesItself = /\s--start-mining[\s=]/;

/** What an ordinary program's process does not show. */
const odds: ReadonlySet<string> = new Set<Process['value']['why'][number]>([
  'program-in-memory',
  'from-temporary-folder',
  'from-hidden-folder',
  'name-lies',
  'posing-as-kernel',
  'hidden-from-list',
  'writes-processor-registers',
]);

/**
 * Nothing of it is a miner by itself: what it holds, where it comes from and what it does must come together. At a port
 * that pools use among others it must be busy, too.
 */
function isLikeOne({ holds, meeting, talks, busy, odd }: Signs): boolean {
  if (holds) return (meeting?.configured === true && !meeting.atPages) || (busy && odd);
  return odd && (meeting !== undefined || (talks && busy));
}

function stageOf(signs: Signs): MiningProcess['stage'] {
  const { isMiner, isProxy, holds, meeting, talks, busy, benchmark, account } = signs;
  // A port alone is used for much else.
  const works = isMiner || holds ? talks || busy : meeting !== undefined && busy;
  if (works && !benchmark && !isProxy) return 'active';
  return account === undefined ? 'capability' : 'configured';
}

function sureness({ isMiner, hasCode, holds, meeting, talks, busy, account }: Signs): Confidence {
  if (!isMiner) return holds || (busy && meeting !== undefined) ? 'moderate' : 'low';
  return (account !== undefined || hasCode) && (talks || busy) ? 'high' : 'moderate';
}

function fetcher(process: Process, script: Part): MiningProcess {
  const because = [saw(process, 'it runs the script'), ...leavesOf(script.held, script.where)];
  return {
    process,
    stage: 'capability',
    confidence: 'moderate',
    because,
    benchmark: false,
    fetches: true,
    behaves: false,
  };
}

/** A file may be a process's program by two paths. */
function distinct(parts: readonly Part[]): Part[] {
  return [...new Map<Held, Part>(parts.map((part) => [part.held, part])).values()];
}

/** What was seen of the process itself, for the tree. */
function wordsOf({ why, cores, watched }: Process['value'], { busy, meeting }: Signs): string | undefined {
  const over = watched === undefined ? '' : ` over ${watched.toFixed(0)} seconds`;
  const kept = cores === undefined ? 'it keeps processors busy' : `it kept ${cores.toFixed(1)} processors busy${over}`;
  const words = [
    why.includes('mines') && 'its command line starts a miner',
    busy && kept,
    why.includes('talks-to-pool') && meeting === undefined && 'it is connected to a port that pools use',
    meeting?.says,
  ];
  return words.filter(Boolean).join('; ') || undefined;
}
