/** Everything that ties one machine to one pool, gathered from all sensors. */

import { certificateNames, type PoolName, poolName } from '../../intel/pool-names.ts';
import type { KnownPool } from '../../intel/pools.ts';
import { addressOf } from '../../model/endpoint.ts';
import type { Observation } from '../../model/observation.ts';
import { CertificateIndex, farEndOf, HandshakeIndex, poolLookedUp } from './flow-company.ts';

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
  const met = new Map<string, Met>();
  for (const one of seen['name-lookup']) {
    const name = poolLookedUp(one.value);
    if (name === undefined) continue;
    of(one.value.client, name).lookups.push({ seen: one, name });
    if (one.value.outcome !== 'blocked') remember(met, one.value, one.value.answers ?? [], name);
  }
  const certificates = new CertificateIndex(seen['tls-handshake']);
  const nameShown = (one: Observation<'tls-handshake'>): PoolName | undefined =>
    [one, ...certificates.shownBy(one)].map(nameIn).find((name) => name !== undefined);
  for (const one of seen['tls-handshake']) {
    const { client, server, serverName } = one.value;
    const name = nameShown(one);
    if (name === undefined || certificates.isShown(one)) continue;
    const { handshakes } = of(client, name);
    handshakes.push(
      { seen: one, name },
      ...certificates.shownBy(one).map((certificate) => ({ seen: certificate, name })),
    );
    if (serverName !== undefined && server !== undefined) remember(met, one.value, [addressOf(server)], name);
  }
  for (const one of seen['http-request']) {
    const name = firstPool([one.value.host]);
    if (name !== undefined) of(one.value.client, name).requests.push({ seen: one, name });
  }
  const handshakes = new HandshakeIndex(seen['tls-handshake']);
  for (const one of seen['flow-cadence']) {
    const { client, names = [] } = one.value;
    const handshake = handshakes.of(one);
    const farEnd = farEndOf(one, handshake);
    const target = addressOf(farEnd);
    const named = firstPool(names) ?? (handshake && nameShown(handshake)) ?? firstPool([target]);
    const name = named ?? metBy(one, met.get(`${addressOf(client)} ${target}`));
    if (name !== undefined) of(client, name).flows.push({ seen: one, name, farEnd });
  }
  return [...contacts.values()];
}

/** What a handshake calls its server; behind a proxy the server is whom that was asked for, by name as a rule. */
function nameIn({ value: { server, serverName, certificate } }: Observation<'tls-handshake'>): PoolName | undefined {
  return firstPool([serverName, server && addressOf(server), ...certificateNames(certificate)]);
}

/** The first name of a pool; a certificate for `*.pool.example` names the pool, too. */
function firstPool(names: readonly (string | undefined)[]): PoolName | undefined {
  for (const name of names) {
    const known = name === undefined ? undefined : poolName(name.replace(/^\*\./, ''));
    if (known !== undefined) return known;
  }
  return undefined;
}

/** The pool's name under which a machine came to an address, and since when. */
interface Met {
  readonly name: PoolName;
  /** Milliseconds since 1970; absent where the log told no time. */
  readonly since: number | undefined;
}

/**
 * Which address a machine was sent to. Only names that miners alone use are remembered: a pool's pages often lie behind
 * addresses that thousands of other sites share.
 */
function remember(
  met: Map<string, Met>,
  { client, start }: { readonly client?: string | undefined; readonly start?: string | undefined },
  addresses: readonly string[],
  name: PoolName,
): void {
  if (client === undefined || name.use !== 'mining') return;
  const since = start === undefined ? undefined : Date.parse(start);
  for (const address of addresses) {
    const key = `${addressOf(client)} ${address}`;
    const known = met.get(key);
    const isEarlier = known?.since !== undefined && (since === undefined || since < known.since);
    if (known === undefined || isEarlier) met.set(key, { name, since });
  }
}

/** Whoever had left an address before anybody was sent there was with somebody else: addresses change hands. */
function metBy({ value }: Observation<'flow-cadence'>, met: Met | undefined): PoolName | undefined {
  if (met?.since === undefined || value.start === undefined) return met?.name;
  const end = Date.parse(value.start) + 1000 * (value.seconds ?? 0);
  return end < met.since ? undefined : met.name;
}
