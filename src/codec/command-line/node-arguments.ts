/**
 * Reads the arguments of programs that are told whom to pay, and no pool: P2Pool, at which miners ask for work without an
 * account of their own, and Monero's node when it mines itself. The pool that is told is the node they work for.
 * Source: P2Pool, docs/COMMAND_LINE.MD; Monero 0.18, `monerod --help`.
 * Does not see: nodes that are told so by a configuration file, over RPC or at their prompt; wallets of other networks.
 */
import type { MiningConfig, Pool } from '../../model/payloads.ts';
import { readAddress } from '../address/address.ts';
import { readPoolUrl } from '../login/pool-url.ts';
import { type ArgumentSpan, isPath } from './command-place.ts';
import { isValueFlag } from './miner-flags.ts';
import type { Word } from './words.ts';

interface NodeProgram {
  readonly name: string;
  /** Before the account. */
  readonly account: string;
  readonly host: string;
  readonly port: string;
}

const programs: readonly NodeProgram[] = [
  { name: 'p2pool', account: '--wallet', host: '--host', port: '--rpc-port' },
  { name: 'monerod', account: '--start-mining', host: '--rpc-bind-ip', port: '--rpc-bind-port' },
];

/** Where Monero's node answers when nobody says otherwise. */
const usual = { host: '127.0.0.1', port: '18081' };

interface NodeReading extends ArgumentSpan {
  readonly program: number;
  readonly config: Omit<MiningConfig, 'source' | 'damaged'>;
}

/** Reads one command; nothing where it tells no such program of an account whose check holds. */
export function readNodeArguments(words: readonly Word[]): NodeReading | undefined {
  const account = words.findIndex(({ text }) => /^--(?:wallet|start-mining)(?:=|$)/.test(text));
  const at = account < 0 ? -1 : words.findIndex(({ text }, i) => i < account && named(text) && isStart(words, i));
  const program = named(words[at]?.text ?? '');
  if (program === undefined) return undefined;
  const own = words.slice(at + 1);
  const login = wordAfter(own, program.account);
  if (login === undefined || !isMonero(login)) return undefined;
  const place = placeOf(own, program);
  if (place === undefined) return undefined;
  const pool: Pool = { ...place, login, wallet: login };
  const last = words.findLastIndex(({ text }) => text === login || text === `${program.account}=${login}`);
  return { config: { miner: program.name, coin: 'monero', pools: [pool] }, program: at, first: at + 1, last };
}

function named(word: string): NodeProgram | undefined {
  const name = /[^/\\=]*$/
    .exec(word.slice(-256))?.[0]
    .toLowerCase()
    .replace(/\.exe$/, '');
  return programs.find((program) => program.name === name);
}

/** Not what another program is handed: `systemctl restart p2pool`, `-u p2pool`. */
function isStart(words: readonly Word[], i: number): boolean {
  const [word, before] = [words[i]?.text ?? '', words[i - 1]?.text ?? ''];
  return !isValueFlag(before) && (isPath(word) || !/^--?[A-Za-z]/.test(before));
}

function isMonero(login: string): boolean {
  const reading = readAddress(login);
  return reading.status === 'ok' && reading.value.coin === 'monero';
}

function placeOf(own: readonly Word[], { host, port }: NodeProgram): Pick<Pool, 'host' | 'port'> | undefined {
  const url = readPoolUrl(`${wordAfter(own, host) ?? usual.host}:${wordAfter(own, port) ?? usual.port}`);
  return url && { host: url.host, ...(url.port === undefined ? {} : { port: url.port }) };
}

/** Of several, the first: the others are kept for when it fails. */
function wordAfter(own: readonly Word[], flag: string): string | undefined {
  const at = own.findIndex(({ text }) => text === flag || text.startsWith(`${flag}=`));
  const text = own[at]?.text ?? '';
  return text === flag ? own[at + 1]?.text : text.slice(flag.length + 1) || undefined;
}
