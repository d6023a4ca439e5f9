/** What is known of a host that miners talk to. */
import { plainName } from '../model/endpoint.ts';
import { actorHosts, browserHosts, donationHosts } from './private-pools.ts';
import type { Provenance } from './provenance.ts';
import { type PoolRow, publicPools } from './public-pools.ts';

/** `proxy`: run by an actor or for one. `donation`: pays a miner's authors. `browser`: served mining scripts to pages. */
type PoolKind = 'public' | 'proxy' | 'donation' | 'browser';

export interface KnownPool extends Provenance {
  /** Lower case; its subdomains are meant, too. */
  readonly domain: string;
  readonly kind: PoolKind;
  readonly operator?: string;
  readonly coin?: string;
}

function describe(kind: PoolKind, lists: readonly (readonly [Provenance, readonly PoolRow[]])[]): KnownPool[] {
  return lists.flatMap(([provenance, rows]) =>
    rows.map(([domain, operator, coin]) => ({
      domain,
      kind,
      ...(operator === undefined ? {} : { operator }),
      ...(coin === undefined ? {} : { coin }),
      ...provenance,
    })),
  );
}

export const knownPools: readonly KnownPool[] = [
  ...describe('public', publicPools),
  ...describe('proxy', actorHosts),
  ...describe('donation', donationHosts),
  ...describe('browser', browserHosts),
];

const byDomain = new Map(knownPools.map((pool) => [pool.domain, pool]));

/** Longest name that DNS allows. */
const longestName = 253;

/**
 * What is known of a host, by its own name or by the domain it lies in: `xmr-eu1.nanopool.org` is Nanopool's.
 * @example knownPool('pool.supportxmr.com')?.operator // 'SupportXMR'
 */
export function knownPool(host: string): KnownPool | undefined {
  if (host.length > longestName + 1) return undefined;
  let name = plainName(host);
  while (name.includes('.')) {
    const known = byDomain.get(name);
    if (known !== undefined) return known;
    name = name.slice(name.indexOf('.') + 1);
  }
  return undefined;
}
