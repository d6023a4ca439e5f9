/** What single traces of a pool say, from a name that somebody looked up to a connection that was kept for hours. */
import { isLongAndSlow, keptSeconds, longSeconds } from '../../intel/long-and-slow.ts';
import type { PoolName } from '../../intel/pool-names.ts';
import { portOf } from '../../model/endpoint.ts';
import type { Observation } from '../../model/observation.ts';
import type { Contact, ContactKind, Named } from './pool-contact-groups.ts';

/**
 * `named`: somebody came across the pool. `sought`: something looks for the pool as a miner does. `reached`: something
 * is connected to it as a miner is. `kept`: and stays so for an hour or longer.
 */
export const strengths = ['named', 'sought', 'reached', 'kept'] as const;
export type Strength = (typeof strengths)[number];

export interface Sign {
  readonly strength: Strength;
  /** What the machine does: follows its address in a title. */
  readonly does: string;
  readonly seen: Observation<ContactKind>;
  readonly why: string;
}

/**
 * Lookups of one name and type that are more than a look. One run of `dig` or of a scanner asks once or twice; a miner
 * asks each time it connects.
 */
const lookupsOfMiner = 3;

/**
 * Ports above the system's own that pages are served at, too: the usual ones, and those that Cloudflare passes on, behind
 * which many pools' pages lie. Source: https://developers.cloudflare.com/fundamentals/reference/network-ports/.
 */
const webPorts: ReadonlySet<number> = new Set([8080, 8443, 8880, 2052, 2053, 2082, 2083, 2086, 2087, 2095, 2096]);

export function signsOf(contact: Contact): Sign[] {
  return [
    ...lookupSigns(contact.lookups),
    ...contact.handshakes.map(handshakeSign),
    ...contact.requests.map(requestSign),
    ...contact.flows.map(flowSign),
  ];
}

// --- names that were looked up --------------------------------------------------------------------------------

function lookupSigns(lookups: readonly Named<'name-lookup'>[]): Sign[] {
  const counts = new Map<string, number>();
  const keyOf = ({ seen, name }: Named<'name-lookup'>): string => `${name.name} ${seen.value.type ?? ''}`;
  for (const one of lookups) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + (one.seen.value.times ?? 1));
  return lookups.map((one) => lookupSign(one, counts.get(keyOf(one)) ?? 1));
}

function lookupSign({ seen, name }: Named<'name-lookup'>, times: number): Sign {
  const blocked = seen.value.outcome === 'blocked';
  const alias = seen.value.name === name.name ? '' : `${seen.value.name}, another name of `;
  const asks = `${times === 1 ? 'asked once' : `asked ${times} times`} for ${alias}${name.name}`;
  const cannot = blocked ? ', which the resolver blocks' : '';
  const why = `${meaningOf(name)}${blocked ? '; the resolver blocked it, so that this pool is not reached by this name' : ''}`;
  const strength = name.use === 'mining' && times >= lookupsOfMiner ? 'sought' : 'named';
  return { strength, does: `${asks}${cannot}`, seen, why };
}

// --- connections ----------------------------------------------------------------------------------------------

function handshakeSign({ seen, name }: Named<'tls-handshake'>): Sign {
  if (seen.value.server === undefined) {
    const why = `${meaningOf(name)}; the log of certificates does not say who met it, nor where`;
    return { strength: 'named', does: `was shown a certificate of ${name.name}`, seen, why };
  }
  const port = portOf(seen.value.server);
  const does = `opened an encrypted connection to ${name.name}${port === undefined ? '' : ` on port ${port}`}`;
  return { strength: connectionStrength(name, port), does, seen, why: `${meaningOf(name)}; ${meaningOfPort(port)}` };
}

/** Of a connection of which no more is known than its name and its port. */
function connectionStrength(name: PoolName, port: number | undefined): Strength {
  if (name.use === 'page-script') return 'named';
  if (isForMiners(port)) return 'reached';
  return name.use === 'mining' ? 'sought' : 'named';
}

function requestSign(one: Named<'http-request'>): Sign {
  const { seen, name } = one;
  const { tunnel, outcome, port, agent } = seen.value;
  const where = `${name.name}${port === undefined ? '' : `:${port}`}`;
  if (!tunnel) {
    const does = `asked ${where} for a page${agent === undefined ? '' : ` as ${agent.slice(0, 60)}`}`;
    return { strength: name.use === 'mining' ? 'sought' : 'named', does, seen, why: meaningOf(name) };
  }
  if (outcome === 'denied') {
    const strength = connectionStrength(name, port) === 'named' ? 'named' : 'sought';
    const does = `tried to pass the proxy to ${where}, and was denied`;
    return { strength, does, seen, why: `${meaningOf(name)}; the proxy denied it, so that this pool is not reached` };
  }
  return lastingSign(seen, name, port, `passed the proxy to ${where}`);
}

function flowSign({ seen, name, farEnd = seen.value.server }: Named<'flow-cadence'>): Sign {
  const port = portOf(farEnd);
  return lastingSign(seen, name, port, `was connected to ${name.name}${port === undefined ? '' : `:${port}`}`);
}

function lastingSign(
  seen: Observation<'flow-cadence'> | Observation<'http-request'>,
  name: PoolName,
  port: number | undefined,
  does: string,
): Sign {
  const { seconds = 0 } = seen.value;
  const slow = isLongAndSlow(seen.value);
  const why = `${meaningOf(name)}; ${meaningOfPort(port)}${slow ? '; long and slow, as jobs and shares are' : ''}`;
  const lasted = seconds >= longSeconds ? `${does} for ${inWords(seconds)}` : does;
  return { strength: lastingStrength(name, port, slow ? seconds : 0), does: lasted, seen, why };
}

/** `seconds`: how long it went on at a miner's pace; 0 where it did not. */
function lastingStrength(name: PoolName, port: number | undefined, seconds: number): Strength {
  if (name.use === 'page-script') return seconds > 0 ? 'sought' : 'named';
  if (seconds === 0) return name.use === 'mining' || isForMiners(port) ? 'sought' : 'named';
  if (name.use === 'mining') return seconds >= keptSeconds ? 'kept' : 'reached';
  return isForMiners(port) ? 'reached' : 'named';
}

// --- words ----------------------------------------------------------------------------------------------------

/** Below 1024 live web, mail and names, of a pool as of others. */
function isForMiners(port: number | undefined): boolean {
  return port !== undefined && port >= 1024 && !webPorts.has(port);
}

function meaningOf(name: PoolName): string {
  const { pool, use } = name;
  if (pool.kind === 'donation')
    return `${name.name} is where ${pool.operator ?? 'a miner'} mines a share for its authors`;
  if (pool.kind === 'proxy') return `${name.name} was run by or for an intruder, after a public report`;
  const whose = pool.operator ?? pool.domain;
  if (use === 'page-script') return `${name.name} belongs to ${whose}, whose scripts mine in web pages`;
  if (use === 'mining') return `${name.name} is a name that the pool ${whose} gives to miners`;
  if (use === 'web') return `${name.name} is the web site of the pool ${whose}`;
  return `${name.name} belongs to the pool ${whose}`;
}

function meaningOfPort(port: number | undefined): string {
  if (port === undefined) return 'its port is not known';
  return isForMiners(port) ? `port ${port} is no web site's` : `port ${port} may be a web site's as well`;
}

export function inWords(seconds: number): string {
  return seconds < 7200 ? `${Math.round(seconds / 60)} minutes` : `${Math.round(seconds / 3600)} hours`;
}
