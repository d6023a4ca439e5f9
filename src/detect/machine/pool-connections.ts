/** Connections of a process that lead to a pool: to what its own configuration names, or to an address looked up as one. */
import { knownPool } from '../../intel/pools.ts';
import { addressOf, portOf } from '../../model/endpoint.ts';
import type { Connection } from '../../model/machine-payloads.ts';
import type { Observation } from '../../model/observation.ts';
import type { Pool } from '../../model/payloads.ts';
import type { Config } from './miner-evidence.ts';

/** Names of pools by the addresses that lookups gave for them. */
export function poolsByAddress(lookups: readonly Observation<'name-lookup'>[]): Map<string, string> {
  const pools = new Map<string, string>();
  for (const { value } of lookups) {
    const known = knownPool(value.name);
    if (known !== undefined && known.kind !== 'browser')
      for (const answer of value.answers ?? []) pools.set(answer, value.name);
  }
  return pools;
}

/** Where pools have their pages, too. */
const ofPages: ReadonlySet<number | undefined> = new Set([80, 443]);

export interface Meeting {
  /** In words, for a claim's tree. */
  readonly says: string;
  /** Its own configuration names it; else it is a pool's address, which a browser may visit, too. */
  readonly configured: boolean;
  /** Nothing but the port speaks for it, and half of the world is there. */
  readonly atPages: boolean;
}

/** The most telling of them. */
export function meetingOf(
  connections: readonly Connection[],
  configs: readonly Config[],
  pools: ReadonlyMap<string, string>,
): Meeting | undefined {
  const configured = configs.flatMap(({ value }) => value.pools);
  const open = connections.filter(({ state }) => state === 'established' || state === 'syn-sent');
  const own = open.find(({ remote }) => configured.some((pool) => fits(pool, remote)));
  if (own)
    return {
      says: `${verb(own)} ${own.remote}, as its configuration names it`,
      configured: true,
      atPages: isByPort(configured, own),
    };
  const met = open.find(({ remote }) => pools.has(addressOf(remote)) && !ofPages.has(portOf(remote)));
  if (met === undefined) return undefined;
  const says = `${verb(met)} ${met.remote}, which is ${pools.get(addressOf(met.remote))}`;
  return { says, configured: false, atPages: false };
}

function isByPort(pools: readonly Pool[], { remote }: Connection): boolean {
  return ofPages.has(portOf(remote)) && !pools.some(({ host }) => bareHost(host) === addressOf(remote));
}

function verb({ state }: Connection): string {
  return state === 'established' ? 'it is connected to' : 'it tries to reach';
}

/** A name's address is not known here: then its port must do, on a connection of the very process. */
function fits({ host, port }: Pool, remote: string): boolean {
  if (port !== undefined && portOf(remote) !== port) return false;
  const bare = bareHost(host);
  return /^[\d.]+$|:/.test(bare) ? bare === addressOf(remote) : port !== undefined;
}

function bareHost(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}
