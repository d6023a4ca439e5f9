/** From a JSON object to a mining configuration: XMRig's config.json in all its versions, and those shaped like it. */
import { utf8 } from '../../codec/command-line/text-window.ts';
import { hasExpansion, type Variables } from '../../codec/command-line/variables.ts';
import { splitLogin } from '../../codec/login/login.ts';
import { isMiningScheme, isQualifiedHost, readPoolUrl } from '../../codec/login/pool-url.ts';
import { isArray, isObject, type TolerantJson, type TolerantObject } from '../../codec/tolerant-json/tolerant-json.ts';
import type { MiningConfig, Pool } from '../../model/payloads.ts';

export type ConfigReading = Omit<MiningConfig, 'source'>;

type Members = ReadonlyMap<string, TolerantJson>;

/** Members that only XMRig's configuration has, at the top or in a pool. */
const xmrigOnly = [
  'donate-level',
  'donate-over-proxy',
  'max-threads-hint',
  'max-cpu-usage',
  'huge-pages-jit',
  'health-print-time',
  'randomx',
  'rig-id',
  'tls-fingerprint',
  'self-select',
  'daemon-poll-interval',
  'pause-on-active',
  'nicehash',
];

/** Members that XMRig shares with other programs: company for those above, and nothing by themselves. */
const xmrigToo = ['cpu-priority', 'print-time', 'retry-pause'];

/** Members by which other miners' configurations tell themselves apart. */
const otherMiners: readonly (readonly [string, readonly string[]])[] = [
  ['xmrig-proxy', ['bind', 'workers']],
  ['cgminer', ['api-listen', 'gpu-threads', 'kernel-path', 'worksize', 'shaders']],
  ['t-rex', ['gpu-report-interval', 'lhr-tune', 'api-bind-http', 'gpu-init-mode']],
  ['srbminer-multi', ['gpu_conf', 'cpu_conf', 'giveup_limit', 'min_rig_speed']],
];

/**
 * Reads an object with `pools`, or with `url` and `user` at its top (XMRig 1 and 2, cpuminer).
 * Gives nothing where no pool is named or nothing says that it is about mining.
 */
export function readConfig(object: TolerantObject, variables: Variables): ConfigReading | undefined {
  const { members } = object;
  const listed = members.get('pools');
  const entries = isArray(listed) ? listed.items.filter(isObject).map((entry) => entry.members) : [members];
  const used = entries.filter((entry) => entry.get('enabled') !== false);
  const pools = used.flatMap((entry) => readPool(entry, variables) ?? []);
  const has = (key: string): boolean => members.has(key) || entries.some((entry) => entry.has(key));
  const own = xmrigOnly.filter(has).length;
  const told = own > 0 || pools.some((pool) => pool.wallet !== undefined || isMiningScheme(pool.scheme));
  if (pools.length === 0 || !told || !(isArray(listed) || pools[0]?.login !== undefined)) return undefined;
  const miner = minerOf(members, own === 0 ? 0 : own + xmrigToo.filter(has).length);
  const algorithm = firstText('algo', used, members);
  const coin = firstText('coin', used, members);
  const donateLevel = members.get('donate-level');
  const threads = threadsOf(members);
  return {
    ...(miner === undefined ? {} : { miner }),
    ...(algorithm === undefined ? {} : { algorithm }),
    ...(coin === undefined ? {} : { coin }),
    pools,
    ...(typeof donateLevel === 'number' ? { donateLevel } : {}),
    ...(threads === undefined ? {} : { threads }),
  };
}

function readPool(entry: Members, variables: Variables): Pool | undefined {
  const textAt = (key: string, other: string): string | undefined => textOf(entry.get(key)) ?? textOf(entry.get(other));
  const urlText = variables.expand(textAt('url', 'pool') ?? '');
  const url = readPoolUrl(urlText);
  if (!url) return undefined;
  const { login: urlLogin, password: urlPassword, ...place } = url;
  const user = variables.expand(textAt('user', 'wallet') ?? urlLogin ?? '');
  const password = literal(variables.expand(textAt('pass', 'password') ?? urlPassword ?? ''));
  const parts = user === '' ? {} : splitLogin(user, password);
  const web = url.scheme !== undefined && /^(?:https?|wss?)$/.test(url.scheme);
  if (web && entry.get('daemon') !== true && !(parts.wallet !== undefined && isWebPool(url, urlText))) return undefined;
  if (url.port === undefined && !isMiningScheme(url.scheme) && parts.wallet === undefined) return undefined;
  if (!isQualifiedHost(url.host) && url.port === undefined) return undefined;
  const rigId = literal(textOf(entry.get('rig-id')));
  const worker = literal(textOf(entry.get('worker')));
  const proxy = literal(textOf(entry.get('socks5')));
  return {
    ...place,
    ...(entry.get('tls') === true ? { tls: true } : {}),
    ...(user === '' ? {} : { login: user }),
    ...(worker === undefined ? {} : { worker }),
    ...parts,
    ...(password === undefined ? {} : { password }),
    ...(rigId === undefined ? {} : { rigId }),
    ...(proxy === undefined ? {} : { proxy }),
  };
}

/** A pool asked over HTTP (getwork) stands at a port; an API and an explorer's page have a path. */
function isWebPool({ scheme = '', port }: Pick<Pool, 'scheme' | 'port'>, text: string): boolean {
  return scheme.startsWith('ws') || (port !== undefined && /^https?:\/\/[^/?#]*\/?$/i.test(text));
}

/** XMRig says `null` where nothing is set; an older one an empty string. */
function textOf(value: TolerantJson | undefined): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? utf8(value) : undefined;
}

function literal(text: string | undefined): string | undefined {
  return text === undefined || text === '' || hasExpansion(text) ? undefined : text;
}

function firstText(key: string, entries: readonly Members[], top: Members): string | undefined {
  for (const members of [...entries, top]) {
    const text = literal(textOf(members.get(key)));
    if (text !== undefined) return text;
  }
  return undefined;
}

function minerOf(members: Members, own: number): string | undefined {
  for (const [miner, keys] of otherMiners) if (keys.some((key) => members.has(key))) return miner;
  return own >= 2 ? 'xmrig' : undefined;
}

/** A number, or one entry a thread; `null` means that XMRig decides. */
function threadsOf(members: Members): number | undefined {
  const threads = members.get('threads');
  const count = isArray(threads) ? threads.items.length : threads;
  return typeof count === 'number' && Number.isInteger(count) && count > 0 ? count : undefined;
}
