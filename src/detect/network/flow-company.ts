/** What stands beside a conversation: its handshake, and the names that were asked for and led to its server. */
import { type PoolName, poolName } from '../../intel/pool-names.ts';
import type { Observation } from '../../model/observation.ts';
import { addressOf } from './endpoints.ts';

type Handshake = Observation<'tls-handshake'>;
type Lookup = Observation<'name-lookup'>;

/** A pool's name and where it was seen. */
export interface Named {
  readonly name: PoolName;
  readonly seen: Observation;
  readonly why: string;
}

export interface Company {
  /** By `client server`, as endpoints. */
  readonly handshakes: ReadonlyMap<string, Handshake>;
  /** By `client server`, as addresses: pools' names only. */
  readonly lookups: ReadonlyMap<string, Named>;
}

export function companyOf(handshakes: readonly Handshake[], lookups: readonly Lookup[]): Company {
  const names = new Map<string, Named>();
  for (const seen of lookups) {
    const { client, answers = [], name } = seen.value;
    const known = poolName(name);
    if (known === undefined || client === undefined) continue;
    const named: Named = { name: known, seen, why: `${name} was looked up, and the answer led to this server` };
    for (const answer of answers) names.set(`${addressOf(client)} ${answer}`, named);
  }
  return {
    handshakes: new Map(handshakes.map((seen) => [`${seen.value.client} ${seen.value.server}`, seen])),
    lookups: names,
  };
}

/**
 * The pool's name that a conversation's server bears, by the handshake, the conversation's own names or a lookup; one
 * that miners use before one of a web site.
 */
export function nameBeside(flow: Observation<'flow-cadence'>, company: Company): Named | undefined {
  const { client, server, names = [] } = flow.value;
  const handshake = company.handshakes.get(`${client} ${server}`);
  const lookup = company.lookups.get(`${addressOf(client)} ${addressOf(server)}`);
  const found = [
    ...(handshake === undefined ? [] : namesOf(handshake)),
    ...names.flatMap((name) => named(flow, name, 'the server’s address was given under this name')),
    ...(lookup === undefined ? [] : [lookup]),
  ];
  return found.find(({ name }) => name.use !== 'web') ?? found[0];
}

function namesOf(handshake: Handshake): Named[] {
  const { serverName, certificate } = handshake.value;
  return [
    ...named(handshake, serverName, 'the client asked for this name when it opened the connection'),
    ...(certificate?.names ?? []).flatMap((name) => named(handshake, name, 'the server’s certificate bears this name')),
  ];
}

function named(seen: Observation, name: string | undefined, how: string): Named[] {
  const known = name === undefined ? undefined : poolName(name.replace(/^\*\./, ''));
  if (known === undefined) return [];
  const whose = known.pool.operator ?? known.pool.domain;
  return [{ name: known, seen, why: `${known.name} belongs to the pool ${whose}: ${how}` }];
}
