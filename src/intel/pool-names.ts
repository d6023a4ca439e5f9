/**
 * What a name of a known pool is for. Pools give miners other names than browsers: nobody opens `xmr-eu1.nanopool.org`
 * in a browser, and no miner works at `www.nanopool.org`. Where a pool uses one name for both, the name says nothing.
 * Sources: the hosts that maltrail and SigmaHQ list, and the pages on which pools tell miners where to connect.
 */
import { plainName } from '../model/endpoint.ts';
import type { TlsHandshake } from '../model/network-payloads.ts';
import { type KnownPool, knownPool } from './pools.ts';

/**
 * `mining`: a name that only miners use, among them the hosts that a miner's authors are paid through and those that
 * actors ran. `web`: the pool's pages. `page-script`: serves or steers mining scripts in web pages.
 * `unclear`: may be either.
 */
type PoolNameUse = 'mining' | 'web' | 'page-script' | 'unclear';

export interface PoolName {
  readonly name: string;
  readonly pool: KnownPool;
  readonly use: PoolNameUse;
}

/** What a certificate calls its server: alternative names, or the common name of its subject. */
export function certificateNames(certificate: TlsHandshake['certificate']): string[] {
  const common = /(?:^|[,/])\s{0,4}CN\s{0,4}=\s{0,4}([^,/]{1,253})/.exec(certificate?.subject ?? '')?.[1];
  const names = [...(certificate?.names ?? []), ...(common === undefined ? [] : [common.trim()])];
  return [...new Set(names.map((name) => name.toLowerCase().replace(/^\*\./, '')))];
}

/** First labels under which a company keeps its pages, at pools as elsewhere. */
const webLabels: ReadonlySet<string> = new Set(
  'www www2 web api cdn static assets img images blog docs wiki forum help support status stats account accounts login my m mail news shop old beta explorer chat'.split(
    ' ',
  ),
);

/** First labels that say by themselves what they are for. */
const miningLabel = /^(?:pool|mine|miner|mining|stratum|stratum2|proxy|ssl-pool)\d{0,2}(?:$|[-.])/;

/** What stands before the pool's own domain in the names that it gives to miners. */
const miningNames: ReadonlyMap<string, RegExp> = new Map([
  ['2miners.com', /^(?:(?:us|asia|eu|solo)-)?[a-z]{2,6}$/],
  ['c3pool.com', /^(?:auto|mine)$/],
  ['c3pool.org', /^(?:auto|mine)$/],
  ['crypto-pool.fr', /^(?:xmr|mine)$/],
  ['dwarfpool.com', /^[a-z]{3,5}-[a-z]{2,4}\d?$/],
  ['f2pool.com', /^[a-z]{3,5}(?:-[a-z]{2,4})?$/],
  ['hashvault.pro', /^[a-z]{3,12}0\d$/],
  ['herominers.com', /^[a-z]{2,4}\d?\.[a-z]{3,16}$/],
  ['kryptex.network', /^[a-z]{3,5}(?:-[a-z]{2,4})?$/],
  ['luckypool.io', /^[a-z]{2}-[a-z]{3,16}$/],
  ['minergate.com', /(?:^|\.)pool$/],
  ['minexmr.com', /^(?:[a-z]{2}|us-west)$/],
  ['moneroocean.stream', /^(?:gulf|[a-z]{2})$/],
  ['moneroworld.com', /^drill$/],
  ['nanopool.org', /^[a-z]{3,5}-[a-z]{2,4}(?:-(?:east|west))?\d$/],
  ['unmineable.com', /^(?:rx|kp|x|ethash|etchash|autolykos|octopus|ghostrider|verushash)(?:-[a-z]{2,4})?$/],
]);

/**
 * What is known of a name, if it is a pool's.
 * @example poolName('xmr-eu1.nanopool.org')?.use // 'mining'
 */
export function poolName(host: string): PoolName | undefined {
  const pool = knownPool(host);
  if (pool === undefined) return undefined;
  const name = plainName(host);
  return { name, pool, use: useOf(name, pool) };
}

function useOf(name: string, { domain, kind }: KnownPool): PoolNameUse {
  if (kind === 'browser') return 'page-script';
  if (kind !== 'public') return 'mining';
  // Some pools are listed by the very name that miners use.
  const before = name === domain ? '' : name.slice(0, -domain.length - 1);
  if (before === '') return miningLabel.test(domain) && domain.split('.').length > 2 ? 'mining' : 'web';
  if (webLabels.has(before.split('.')[0] ?? '')) return 'web';
  return miningLabel.test(before) || miningNames.get(domain)?.test(before) === true ? 'mining' : 'unclear';
}
