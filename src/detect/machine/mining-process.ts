/**
 * Which processes mine, could, or are told to, out of everything that was seen of them: their command line, program,
 * environment and memory, the files beside their program, their connections and how busy they are. A name alone, a busy
 * processor alone and a configuration in somebody's memory (an editor's, a scanner's) make no miner.
 */
import { knownPool } from '../../intel/pools.ts';
import { addressOf, portOf } from '../../model/endpoint.ts';
import type { Because, Confidence, Stage } from '../../model/finding.ts';
import type { Connection } from '../../model/machine-payloads.ts';
import type { Observation } from '../../model/observation.ts';
import type { Pool } from '../../model/payloads.ts';
import { type DetectContext, saw } from '../../model/units.ts';
import type { MinerSeen } from './miner-evidence.ts';
import {
  type Config,
  type Held,
  leavesOf,
  type MinerEvidence,
  type MinerKind,
  minerEvidence,
  minerKinds,
} from './miner-evidence.ts';
import { fileOf, folderOf, isInterpreter } from './place.ts';

export type Process = Observation<'process'>;
type Container = Observation<'container'>;

export type ProcessKind = MinerKind | 'process' | 'container' | 'name-lookup';
export const processKinds: readonly ProcessKind[] = [...minerKinds, 'process', 'container', 'name-lookup'];
export type ProcessSeen = MinerSeen & {
  readonly process: readonly Process[];
  readonly container: readonly Container[];
  readonly 'name-lookup': readonly Observation<'name-lookup'>[];
};

export interface MiningProcess {
  readonly process: Process;
  readonly stage: Exclude<Stage, 'mention'>;
  readonly confidence: Confidence;
  readonly because: readonly Because[];
  /** Names whom it mines for. */
  readonly account?: Config;
  /** It measures how fast it would be. */
  readonly benchmark: boolean;
  /** It only runs a script that fetches a miner. */
  readonly fetches: boolean;
}

/** Processors that something must keep busy to count as at work. */
const busyCores = 0.5;

/** Those that mine, by pid. What only started one of them (a shell, a loop) is told with it. */
export function miningProcesses(
  seen: ProcessSeen,
  context: DetectContext,
  evidence: MinerEvidence = minerEvidence(seen, context),
): MiningProcess[] {
  const names = poolsByAddress(seen['name-lookup']);
  const files = new Map(seen.container.flatMap(({ value }) => (value.files ? [[value.id, value.files] as const] : [])));
  const all = seen.process.flatMap((process) => judge(process, partsOf(process, evidence, files), names) ?? []);
  const byPid = new Map(all.map((one) => [one.process.value.pid, one]));
  const starters = new Map<MiningProcess, MiningProcess>();
  for (const one of all)
    if (one.stage === 'active')
      for (const { pid } of one.process.value.parents ?? []) {
        const parent = byPid.get(pid);
        if (parent !== undefined && parent.stage !== 'active') starters.set(parent, one);
      }
  return all.flatMap((one) => {
    if (starters.has(one)) return [];
    const above = [...starters].filter(([, child]) => child === one).map(([{ process }]) => saw(process, 'started it'));
    return [above.length === 0 ? one : { ...one, because: [...one.because, ...above] }];
  });
}

// --- what was seen of a process ---------------------------------------------------------------------------------

interface Parts {
  /** Its own word, or the program that it is: these make it a miner. */
  readonly own: readonly Leaf[];
  /** What it only holds: its environment, its memory. */
  readonly holds: readonly Leaf[];
  /** Configurations where a miner looks for its own. */
  readonly beside: readonly Leaf[];
  /** The script that it runs. */
  readonly script?: Leaf;
}

interface Leaf {
  readonly held: Held;
  readonly where: string;
}

function partsOf({ value }: Process, evidence: MinerEvidence, files: ReadonlyMap<string, string>): Parts {
  const leaf = (path: string | undefined, where: string): Leaf[] => {
    const held = evidence.at(path);
    return held === undefined ? [] : [{ held, where }];
  };
  const home = `/proc/${value.pid}`;
  const program = programPath(value, files);
  const [script] = isInterpreter(value.program ?? '') ? leaf(scriptIn(value), 'the script that it runs') : [];
  const folders = [
    ...new Set([program, value.container === undefined ? value.folder && `${value.folder}/` : undefined]),
  ]
    .flatMap((path) => (path === undefined ? [] : folderOf(path)))
    .filter((folder) => folder.length > 1);
  return {
    own: [
      ...leaf(home, 'its command line'),
      ...leaf(`${home}/cmdline`, 'its command line'),
      ...leaf(`${home}/exe`, 'its program'),
      ...leaf(program, 'its program'),
    ],
    holds: [...leaf(`${home}/environ`, 'its environment'), ...leaf(`${home}/mem`, 'its memory')],
    beside: folders.flatMap((folder) => leaf(`${folder}/config.json`, 'the configuration beside it')),
    ...(script === undefined ? {} : { script }),
  };
}

/** Nothing where another file may stand at its path by now, or where only the container knows the path. */
function programPath(value: Process['value'], files: ReadonlyMap<string, string>): string | undefined {
  const { program, programState, container } = value;
  if (program === undefined || programState !== 'present') return undefined;
  if (container === undefined) return program;
  const folder = files.get(container);
  return folder === undefined ? undefined : `${folder}${program}`;
}

/** The first word of an interpreter's command that is no option. */
function scriptIn({ command = '', folder }: Process['value']): string | undefined {
  const word = command
    .split(/\s+/, 8)
    .slice(1)
    .find((one) => !one.startsWith('-'));
  if (word === undefined || word.startsWith('/')) return word;
  return folder === undefined ? undefined : `${folder}/${word.replace(/^\.\//, '')}`;
}

export function isBusy({ why, cores = 0 }: Process['value']): boolean {
  return why.includes('busy') || cores >= busyCores;
}

// --- judging ----------------------------------------------------------------------------------------------------

const benches = /(?:^|\s)--(?:bench|benchmark|stress)(?:$|[\s=])/;

/** Nodes and wallets of coins mine only when they are told to, and talk to their peers at any port. */
const nodes = /^(?:monerod|monero-wallet-\w+|bitcoind|bitcoin-qt|litecoind|geth|p2pool|xmrig-proxy)$/;

function judge(process: Process, parts: Parts, pools: ReadonlyMap<string, string>): MiningProcess | undefined {
  const { value } = process;
  const says = value.why.includes('mines');
  const own = parts.own.filter(({ held }) => held.code.length + held.configs.length > 0);
  const runs = parts.script;
  const scripted = runs !== undefined && runs.held.configs.length > 0;
  const isMiner = says || own.length > 0 || scripted;
  const held = parts.holds.filter((part) => part.held.code.length + part.held.configs.length > 0);
  const used = [...own, ...(scripted ? [runs] : []), ...held, ...(isMiner ? parts.beside : [])];
  const met = meeting(
    value.connections ?? [],
    used.flatMap((part) => part.held.configs),
    pools,
  );
  const busy = isBusy(value);
  const talks =
    met !== undefined || (value.why.includes('talks-to-pool') && !nodes.test(fileOf(value.program ?? value.name)));
  const odd = value.why.some((why) => odds.has(why));
  if (!isMiner && !((held.length > 0 && (met !== undefined || (busy && odd))) || (talks && (busy || odd))))
    return runs !== undefined && runs.held.fetching.length > 0 ? fetcher(process, runs) : undefined;
  const benchmark = benches.test(value.command ?? '') && met === undefined;
  const account = used.find((part) => part.held.account)?.held.account?.config;
  const works = talks || busy;
  const stage =
    works && !benchmark && (isMiner || held.length > 0 || (talks && busy))
      ? 'active'
      : account
        ? 'configured'
        : 'capability';
  const words = [
    ...(says ? ['its command line starts a miner'] : []),
    ...seenOf(value, busy),
    ...(met === undefined ? [] : [met]),
  ];
  return {
    process,
    stage: benchmark && stage === 'active' ? 'capability' : stage,
    confidence: sureness({
      isMiner,
      account: account !== undefined,
      talks,
      busy,
      code: own.some((part) => part.held.code.length > 0),
    }),
    because: [
      saw(process, words.join('; ') || undefined),
      ...distinct(used).flatMap((part) => leavesOf(part.held, part.where)),
    ],
    ...(account === undefined ? {} : { account }),
    benchmark,
    fetches: false,
  };
}

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

function fetcher(process: Process, script: Leaf): MiningProcess {
  const because = [saw(process, 'it runs the script'), ...leavesOf(script.held, script.where)];
  return { process, stage: 'capability', confidence: 'moderate', because, benchmark: false, fetches: true };
}

function distinct(parts: readonly Leaf[]): Leaf[] {
  return [...new Map(parts.map((part) => [part.held, part])).values()];
}

interface Signs {
  readonly isMiner: boolean;
  readonly account: boolean;
  readonly talks: boolean;
  readonly busy: boolean;
  readonly code: boolean;
}

function sureness({ isMiner, account, talks, busy, code }: Signs): Confidence {
  if (!isMiner && !account) return talks && busy ? 'moderate' : 'low';
  if (!isMiner) return 'moderate';
  return (account || code) && (talks || busy) ? 'high' : 'moderate';
}

/** What it does, for the tree. */
function seenOf({ cores, watched, why }: Process['value'], busy: boolean): string[] {
  const over = watched === undefined ? '' : ` over ${watched.toFixed(0)} seconds`;
  const kept =
    cores === undefined ? 'it keeps the processor busy' : `it kept ${cores.toFixed(1)} processors busy${over}`;
  return [...(busy ? [kept] : []), ...(why.includes('talks-to-pool') ? ['it talks to a pool'] : [])];
}

// --- connections ------------------------------------------------------------------------------------------------

/** Pools by the addresses that lookups gave for their names. */
function poolsByAddress(lookups: readonly Observation<'name-lookup'>[]): Map<string, string> {
  const pools = new Map<string, string>();
  for (const { value } of lookups) {
    const known = knownPool(value.name);
    if (known !== undefined && known.kind !== 'browser')
      for (const answer of value.answers ?? []) pools.set(answer, value.name);
  }
  return pools;
}

/** A connection to what its configuration names, or to a pool whose address was looked up. */
function meeting(
  connections: readonly Connection[],
  configs: readonly Config[],
  pools: ReadonlyMap<string, string>,
): string | undefined {
  const configured = configs.flatMap(({ value }) => value.pools);
  for (const { remote, state } of connections) {
    if (state !== 'established' && state !== 'syn-sent') continue;
    const tried = state === 'established' ? 'it is connected to' : 'it tries to reach';
    if (configured.some((pool) => fits(pool, remote))) return `${tried} ${remote}, as its configuration names it`;
    const name = pools.get(addressOf(remote));
    if (name !== undefined) return `${tried} ${remote}, which is ${name}`;
  }
  return undefined;
}

/** A name's address is not known here: then its port must do, and a connection of the very process. */
function fits({ host, port }: Pool, remote: string): boolean {
  if (port !== undefined && portOf(remote) !== port) return false;
  const bare = host.replace(/^\[|\]$/g, '');
  if (/^[\d.]+$|:/.test(bare)) return bare === addressOf(remote);
  return port !== undefined;
}
