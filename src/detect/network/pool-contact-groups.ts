/** Everything that ties one machine to one pool, gathered from all sensors. */

import { certificateNames, type PoolName, poolName } from '../../intel/pool-names.ts';
import type { KnownPool } from '../../intel/pools.ts';
import { addressOf } from '../../model/endpoint.ts';
import type { Observation } from '../../model/observation.ts';
import { farEndOf, HandshakeIndex, poolLookedUp } from './flow-company.ts';

export type ContactKind = 'name-lookup' | 'tls-handshake' | 'http-request' | 'flow-cadence';
export type Seen = { readonly [K in ContactKind]: readonly Observation<K>[] };

/** An observation and the name of the pool that it holds or leads to. */
export interface Named<K extends ContactKind> {
  readonly seen: Observation<K>;
  readonly name: PoolName;
  /** `address:port` or `name:port` of the far end, behind a proxy where there is one. */
  readonly farEnd?: string;
}

export interface Contact {
  /** Address of the machine; absent where the log does not say who asked. */
  readonly machine?: string | undefined;
  readonly pool: KnownPool;
  readonly lookups: Named<'name-lookup'>[];
  readonly handshakes: Named<'tls-handshake'>[];
  readonly requests: Named<'http-request'>[];
  readonly flows: Named<'flow-cadence'>[];
}

/** One contact for each machine and pool, in the order in which they were first seen. */
export function contactsOf(seen: Seen): Contact[] {
  const contacts = new Map<string, Contact>();
  const of = (client: string | undefined, { pool }: PoolName): Contact => {
    const machine = client === undefined ? undefined : addressOf(client);
    const key = `${machine ?? ''} ${pool.domain}`;
    const known = contacts.get(key);
    if (known !== undefined) return known;
    const contact: Contact = { machine, pool, lookups: [], handshakes: [], requests: [], flows: [] };
    contacts.set(key, contact);
    return contact;
  };
  const met = new Map<string, PoolName>();
  for (const one of seen['name-lookup']) {
    const name = poolLookedUp(one.value);
    if (name === undefined) continue;
    of(one.value.client, name).lookups.push({ seen: one, name });
    if (one.value.outcome !== 'blocked') remember(met, one.value.client, one.value.answers ?? [], name);
  }
  for (const one of seen['tls-handshake']) {
    const { client, server, serverName, certificate } = one.value;
    // Behind a proxy the server is whom it was asked for, by name as a rule.
    const asked = server === undefined ? undefined : addressOf(server);
    const name = firstPool([serverName, asked, ...certificateNames(certificate)]);
    if (name === undefined) continue;
    of(client, name).handshakes.push({ seen: one, name });
    if (serverName !== undefined && asked !== undefined) remember(met, client, [asked], name);
  }
  for (const one of seen['http-request']) {
    const name = firstPool([one.value.host]);
    if (name !== undefined) of(one.value.client, name).requests.push({ seen: one, name });
  }
  const handshakes = new HandshakeIndex(seen['tls-handshake']);
  for (const one of seen['flow-cadence']) {
    const { client, names = [] } = one.value;
    const farEnd = farEndOf(one, handshakes.of(one));
    const target = addressOf(farEnd);
    const name = firstPool([...names, target]) ?? met.get(`${addressOf(client)} ${target}`);
    if (name !== undefined) of(client, name).flows.push({ seen: one, name, farEnd });
  }
  return [...contacts.values()];
}

/** The first name of a pool; a certificate for `*.pool.example` names the pool, too. */
function firstPool(names: readonly (string | undefined)[]): PoolName | undefined {
  for (const name of names) {
    const known = name === undefined ? undefined : poolName(name.replace(/^\*\./, ''));
    if (known !== undefined) return known;
  }
  return undefined;
}

/**
 * Which address a machine was sent to. Only names that miners alone use are remembered: a pool's pages often lie behind
 * addresses that thousands of other sites share.
 */
function remember(
  met: Map<string, PoolName>,
  client: string | undefined,
  addresses: readonly string[],
  name: PoolName,
): void {
  if (client === undefined || name.use !== 'mining') return;
  for (const address of addresses) met.set(`${addressOf(client)} ${address}`, name);
}
