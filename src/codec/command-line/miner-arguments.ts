/**
 * Reads a miner's arguments: which pools, which account. What makes it a miner's command line is a pool that has the
 * form of one and a login, and in their company a checked wallet, a miner's name, a stratum URL or a flag that only
 * miners have. `-o file -u user` of another program is none. Programs that are told an account and no pool (P2Pool,
 * Monero's node) are node-arguments'.
 * Does not see: pools from a config file named in the arguments, and values that are only known when it runs.
 */
import type { MiningConfig, Pool } from '../../model/payloads.ts';
import { splitLogin } from '../login/login.ts';
import { isMiningScheme, isQualifiedHost, readPoolUrl } from '../login/pool-url.ts';
import { type ArgumentSpan, isPath, placeOf } from './command-place.ts';
import { type FlagSet, isAlgorithm, isValueFlag, type Setting, setNamedBy, setsWithoutName } from './miner-flags.ts';
import { readNodeArguments } from './node-arguments.ts';
import { PoolDrafts } from './pool-drafts.ts';
import { utf8 } from './text-window.ts';
import { hasExpansion } from './variables.ts';
import { isHunt, type Word } from './words.ts';

type MinerArguments = Omit<MiningConfig, 'source' | 'damaged'>;

/** A command and where it stands in the text it was split from. */
export interface MinerCommand {
  readonly config: MinerArguments;
  readonly at: number;
  readonly end: number;
}

/** Reads one command; nothing where it starts no miner. */
export function readMinerCommand(command: readonly Word[]): MinerCommand | undefined {
  const words = command.some((word) => word.text.startsWith('argc=')) ? command.map(auditArgument) : command;
  const node = isHunt(words) || isRemark(words[0]?.text ?? '') ? undefined : readNodeArguments(words);
  if (node) return { config: node.config, ...placeOf(words, node) };
  const first = words.findIndex((word) => /^-{1,2}[A-Za-z]/.test(word.text));
  // Where nothing has a dot or a colon, nothing is a pool.
  if (first < 0 || !words.some((word) => /[.:]/.test(word.text))) return undefined;
  if (isHunt(words) || isRemark(words[0]?.text ?? '')) return undefined;
  const named = programOf(words);
  for (const set of named ? [named.set] : setsWithoutName) {
    const reading = readArguments(words, Math.max(first, named ? named.index + 1 : 0), set, named !== undefined);
    if (!reading) continue;
    return { config: reading.config, ...placeOf(words, named ? { ...reading, program: named.index } : reading) };
  }
  return undefined;
}

/** An audit log writes `argc=3 a0="xmrig" a1="-o" …`. */
function auditArgument(word: Word): Word {
  return { ...word, text: word.text.replace(/^a\d{1,3}=/, '') };
}

function isRemark(word: string): boolean {
  return /^(?:rem|::.*|\/\/.*|\*+|--)$/i.test(word);
}

/** The program nearest to its pool: `nohup /tmp/xmrig -o …`, `docker run -d metal3d/xmrig -o …`, `sh -c "xmrig -o …"`. */
function programOf(words: readonly Word[]): { set: FlagSet; index: number } | undefined {
  const pool = words.findIndex(({ text }) => readPoolUrl(text.replace(/^-[\w-]+=/, ''))?.port !== undefined);
  for (let i = pool < 0 ? words.length - 1 : pool; i >= 0; i--) {
    const set = setNamedBy(words[i]?.text ?? '');
    // A login or a worker may be called as a miner is.
    if (set && !isValueFlag(words[i - 1]?.text ?? '')) return { set, index: i };
  }
  return undefined;
}

class Reader {
  readonly pools = new PoolDrafts();
  algorithm?: string;
  coin?: string;
  donateLevel?: number;
  threads?: number;
  /** Something only a miner is told was seen. */
  telling = false;

  take(flag: Flag, value: string): void {
    this.telling ||= tellsOfMining(flag.setting, value);
    if (this.pools.take(flag.setting, value, flag.slot)) return;
    if (flag.setting === 'donate' && /^\d{1,2}$/.test(value)) this.donateLevel = Number(value);
    if (flag.setting === 'threads' && /^[1-9]\d{0,3}$/.test(value)) this.threads = Number(value);
    if (hasExpansion(value)) return;
    if (flag.setting === 'algorithm') this.algorithm ??= value;
    if (flag.setting === 'coin') this.coin ??= value;
  }
}

function tellsOfMining(setting: Setting, value: string): boolean {
  return (
    setting === 'hint' ||
    setting === 'donate' ||
    setting === 'rig-id' ||
    (setting === 'algorithm' && isAlgorithm(value))
  );
}

interface ArgumentReading extends ArgumentSpan {
  readonly config: MinerArguments;
}

function readArguments(
  words: readonly Word[],
  from: number,
  set: FlagSet,
  named: boolean,
): ArgumentReading | undefined {
  let reader = new Reader();
  let [first, last] = [-1, -1];
  // `-s`, `-p` and `-l` name servers of many kinds.
  let vague = false;
  for (let i = from; i < words.length; i++) {
    const flag = readFlag(words[i]?.text ?? '', set);
    if (!flag) {
      // `sudo -u somebody ./x -o …`: what stands before the program is another's.
      if (first >= 0 && beginsProgram(words, i) && !reader.pools.isUsed()) [reader, first] = [new Reader(), -1];
      continue;
    }
    const value = flag.value ?? valueAfter(flag.setting, words[i + 1]?.text);
    if (value === undefined) continue;
    if (first < 0) first = i;
    if (flag.setting === 'pool') vague ||= /^-[^-o](?:=|$)/.test(words[i]?.text ?? '');
    reader.take(flag, clean(value));
    if (flag.value === undefined && value !== '') i++;
    last = i;
  }
  const pools = reader.pools.finish();
  const telling = named || reader.telling;
  if (!pools.some((pool) => isConvincing(pool, telling) && (telling || !vague || isMiningScheme(pool.scheme))))
    return undefined;
  return { config: configOf(reader, pools, named ? set.miner : undefined), first, last };
}

function configOf(reader: Reader, pools: Pool[], miner: string | undefined): MinerArguments {
  return {
    ...(miner === undefined ? {} : { miner }),
    ...(reader.algorithm === undefined ? {} : { algorithm: reader.algorithm }),
    ...(reader.coin === undefined ? {} : { coin: reader.coin }),
    ...(reader.donateLevel === undefined ? {} : { donateLevel: reader.donateLevel }),
    ...(reader.threads === undefined ? {} : { threads: reader.threads }),
    pools,
  };
}

/** A word that is no flag and no flag's value; of a flag that we don't know, it may be its value unless it's a path. */
function beginsProgram(words: readonly Word[], i: number): boolean {
  const text = words[i]?.text ?? '';
  if (text.startsWith('-')) return false;
  return isPath(text) || !/^-{1,2}[A-Za-z]/.test(words[i - 1]?.text ?? '');
}

/** A switch stands alone, or before on and off. */
function valueAfter(setting: Setting, following: string | undefined): string | undefined {
  if (setting === 'hint' || setting === 'tls')
    return /^(?:0|1|on|off|true|false)$/.test(following ?? '') ? following : '';
  return following === undefined || /^-[-A-Za-z]/.test(following) ? undefined : following;
}

interface Flag {
  readonly setting: Setting;
  /** From the same word. */
  readonly value?: string;
  /** Which pool it is about, where the flag says so. */
  readonly slot?: number;
}

/** `--url`, `--url=value`, `-o=value`, `-pool2`, and `-ovalue` as getopt takes it. */
function readFlag(text: string, set: FlagSet): Flag | undefined {
  if (!text.startsWith('-')) return undefined;
  const equals = text.indexOf('=');
  const name = equals > 0 ? text.slice(0, equals) : text;
  const value = equals > 0 && equals + 1 < text.length ? { value: text.slice(equals + 1) } : {};
  const setting = set.flags.get(name);
  if (setting) return { setting, ...value };
  const numbered = set.numbered ? set.flags.get(name.slice(0, -1)) : undefined;
  const slot = Number(name.slice(-1));
  if (numbered && slot >= 1) return { setting: numbered, slot, ...value };
  return text[1] === '-' ? undefined : readGlued(set.flags.get(text.slice(0, 2)), text.slice(2));
}

function readGlued(setting: Setting | undefined, value: string): Flag | undefined {
  const fits =
    (setting === 'pool' && readPoolUrl(value)?.port !== undefined) ||
    (setting === 'login' && splitLogin(value).wallet !== undefined) ||
    (setting === 'threads' && /^\d+$/.test(value));
  return setting !== undefined && fits ? { setting, value } : undefined;
}

/** No value of ours holds a backslash; what follows one belonged to the text around. */
function clean(value: string): string {
  const end = value.indexOf('\\');
  return utf8(end < 0 ? value : value.slice(0, end));
}

/** A pool that has the form of one, with a login, and something that says it is about mining. */
function isConvincing(pool: Pool, telling: boolean): boolean {
  if (pool.login === undefined) return false;
  if (pool.wallet !== undefined)
    return pool.port !== undefined || (isQualifiedHost(pool.host) && (telling || !isFileName(pool.host)));
  const scheme = isMiningScheme(pool.scheme);
  return (
    (scheme || telling) && (scheme || pool.port !== undefined) && (scheme || isQualifiedHost(pool.host) || telling)
  );
}

/** `-o qr.png -u 4…` of another program: where no port is given, a name may be a file's. */
function isFileName(host: string): boolean {
  return /\.(?:png|jpe?g|gif|svg|pdf|txt|csv|tsv|json|ya?ml|xml|html?|log|out|bin|dat|db|key|keys|pem|qr|bmp|md|tmp)$/.test(
    host,
  );
}
