/**
 * xmr-stak's pools.txt: members without an object around them, which also stand in older versions' config.txt and,
 * built in, in binaries.
 * Source: https://github.com/fireice-uk/xmr-stak, xmrstak/pools.tpl and config.tpl.
 */
import { windowsAround } from '../../codec/command-line/text-window.ts';
import { splitLogin } from '../../codec/login/login.ts';
import { isQualifiedHost, readPoolUrl } from '../../codec/login/pool-url.ts';
import { type Pair, pairsIn } from '../../codec/tolerant-json/pairs.ts';
import type { MiningConfig, Pool } from '../../model/payloads.ts';
import { defineExtractor, type Extractor } from '../../model/units.ts';
import { configSource } from './wake.ts';

const reach = { around: 8192, wholeUpTo: 64 * 1024 };
const mostPools = 64;

export const xmrStakPools: Extractor<'mining-config'> = defineExtractor({
  id: 'xmr-stak-pools',
  title: "xmr-stak's pools.txt",
  emits: ['mining-config'],
  anchors: [{ text: 'pool_address' }],
  *extract(view) {
    for (const window of windowsAround(view.bytes, view.hits, reach)) {
      const found = readPools(pairsIn(window.text, 0, window.text.length));
      if (!found) continue;
      const offset = window.offset(found.at);
      yield {
        kind: 'mining-config',
        value: { ...found.config, source: configSource(view.kind) },
        offset,
        length: Math.max(1, window.offset(found.end) - offset),
      };
    }
  },
});

interface Found {
  readonly config: Omit<MiningConfig, 'source'>;
  readonly at: number;
  readonly end: number;
}

/** Each `pool_address` begins a pool, as the template has it. */
function readPools(pairs: Iterable<Pair>): Found | undefined {
  const entries: Map<string, string>[] = [];
  let currency: string | undefined;
  let [at, end] = [-1, -1];
  for (const pair of pairs) {
    if (pair.key === 'currency') currency = pair.value;
    if (pair.key === 'pool_address' && entries.length < mostPools) entries.push(new Map());
    const entry = entries[entries.length - 1];
    if (!entry || entry.has(pair.key) || !keys.has(pair.key)) continue;
    entry.set(pair.key, pair.value);
    if (at < 0) at = pair.at;
    end = pair.end;
  }
  const pools = entries.flatMap((entry) => readPool(entry) ?? []);
  if (pools.length === 0) return undefined;
  const money = currency === undefined || currency === '' ? {} : readCurrency(currency);
  return { config: { miner: 'xmr-stak', ...money, pools }, at, end };
}

const keys: ReadonlySet<string> = new Set([
  'pool_address',
  'wallet_address',
  'rig_id',
  'pool_password',
  'use_tls',
  'use_nicehash',
  'tls_fingerprint',
  'pool_weight',
]);

/** `currency` names a coin or an algorithm. */
function readCurrency(currency: string): { coin: string } | { algorithm: string } {
  return /^(?:cryptonight|cn|randomx)/i.test(currency) ? { algorithm: currency } : { coin: currency };
}

function readPool(entry: ReadonlyMap<string, string>): Pool | undefined {
  const url = readPoolUrl(entry.get('pool_address') ?? '');
  // The company of its own members is what makes an address a pool's.
  if (!url || !entry.has('wallet_address') || !(isQualifiedHost(url.host) || url.port !== undefined)) return undefined;
  const login = entry.get('wallet_address') ?? '';
  const password = entry.get('pool_password') ?? '';
  const rigId = entry.get('rig_id') ?? '';
  return {
    ...url,
    ...(entry.get('use_tls') === 'true' ? { tls: true } : {}),
    ...(login === '' ? {} : { login, ...splitLogin(login, password) }),
    ...(password === '' ? {} : { password }),
    ...(rigId === '' ? {} : { rigId }),
  };
}
