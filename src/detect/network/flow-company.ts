/** What stands beside a conversation: its handshake, and the names that were asked for and led to its server. */
import { certificateNames, type PoolName, poolName } from '../../intel/pool-names.ts';
import { addressOf } from '../../model/endpoint.ts';
import type { Observation } from '../../model/observation.ts';

type Flow = Observation<'flow-cadence'>;
type Handshake = Observation<'tls-handshake'>;
type Lookup = Observation<'name-lookup'>;

/** A pool's name and where it was seen. */
export interface Named {
  readonly name: PoolName;
  readonly seen: Observation;
  readonly why: string;
}

export interface Company {
  readonly handshakes: HandshakeIndex;
  /** By `client server`, as addresses: pools' names only. */
  readonly lookups: ReadonlyMap<string, Named>;
}

export function companyOf(handshakes: readonly Handshake[], lookups: readonly Lookup[]): Company {
  const names = new Map<string, Named>();
  for (const seen of lookups) {
    const { client, answers = [], name } = seen.value;
    const known = poolLookedUp(seen.value);
    if (known === undefined || client === undefined) continue;
    const alias = known.name === name ? '' : `, another name of ${known.name},`;
    const named: Named = { name: known, seen, why: `${name}${alias} was looked up, and the answer led to this server` };
    for (const answer of answers) names.set(`${addressOf(client)} ${answer}`, named);
  }
  return { handshakes: new HandshakeIndex(handshakes), lookups: names };
}

/** The pool's name that somebody looked up, or that the answer led to by way of other names. */
export function poolLookedUp({ name, answers = [] }: Lookup['value']): PoolName | undefined {
  const led = answers.flatMap((answer) => poolName(answer) ?? []);
  return poolName(name) ?? led.find(({ use }) => use === 'mining') ?? led[0];
}

/**
 * Which handshake a conversation began with. Behind a proxy the handshake names whom the proxy was asked for, the
 * conversation the proxy; in a capture both stand in one artifact, which is the conversation. A sensor that writes the
 * two into files of their own calls the conversation the same in both.
 */
export class HandshakeIndex {
  readonly #byConnection = new Map<string, Handshake>();
  readonly #byEnds = new Map<string, Handshake>();
  readonly #byStream = new Map<string, Handshake>();

  constructor(handshakes: readonly Handshake[]) {
    for (const seen of handshakes) {
      const { client, server } = seen.value;
      if (client === undefined || server === undefined) continue;
      this.#byEnds.set(`${client} ${server}`, seen);
      const connection = connectionOf(seen.value);
      if (connection !== undefined) this.#byConnection.set(connection, seen);
      if (seen.value.sensor === 'capture') this.#byStream.set(seen.at.artifact, seen);
    }
  }

  of({ value, at }: Flow): Handshake | undefined {
    const inStream = value.sensor === 'capture' ? this.#byStream.get(at.artifact) : undefined;
    const connection = connectionOf(value);
    const called = connection === undefined ? undefined : this.#byConnection.get(connection);
    return inStream ?? called ?? this.#byEnds.get(`${value.client} ${value.server}`);
  }
}

/** A sensor's own name of a connection, with who it was between: two sensors may use one name. */
function connectionOf({ sensor, client = '', connection }: Flow['value'] | Handshake['value']): string | undefined {
  return connection === undefined ? undefined : `${sensor} ${addressOf(client)} ${connection}`;
}

/** Certificates of a log that names nobody beside them, and the handshakes of another log that showed them. */
export class CertificateIndex {
  readonly #byId = new Map<string, Handshake>();
  readonly #shown = new Set<Handshake>();

  constructor(handshakes: readonly Handshake[]) {
    for (const seen of handshakes.filter(isCertificateAlone))
      for (const id of seen.value.certificateIds ?? []) this.#byId.set(id, seen);
    for (const seen of handshakes) for (const certificate of this.shownBy(seen)) this.#shown.add(certificate);
  }

  shownBy(handshake: Handshake): Handshake[] {
    if (isCertificateAlone(handshake)) return [];
    return [...new Set((handshake.value.certificateIds ?? []).flatMap((id) => this.#byId.get(id) ?? []))];
  }

  /** True of a certificate that a handshake showed. */
  isShown(certificate: Handshake): boolean {
    return this.#shown.has(certificate);
  }
}

function isCertificateAlone({ value }: Handshake): boolean {
  return value.client === undefined && value.server === undefined;
}

/** The far end of a conversation as an endpoint: behind a proxy whom it was asked for, which may be a name. */
export function farEndOf(flow: Flow, handshake: Handshake | undefined): string {
  const { client, server } = handshake?.value ?? {};
  return server !== undefined && client === flow.value.client ? server : flow.value.server;
}

/**
 * The pool's name that a conversation's server bears, by the handshake, the conversation's own names or a lookup; one
 * that miners use before one of a web site.
 */
export function nameBeside(flow: Flow, company: Company): Named | undefined {
  const { client, names = [] } = flow.value;
  const handshake = company.handshakes.of(flow);
  const lookup = company.lookups.get(`${addressOf(client)} ${addressOf(farEndOf(flow, handshake))}`);
  const found = [
    ...(handshake === undefined ? [] : namesOf(handshake)),
    ...names.flatMap((name) =>
      named(flow, name, 'the server’s address was given under it, or a proxy was asked for it'),
    ),
    ...(lookup === undefined ? [] : [lookup]),
  ];
  return found.find(({ name }) => name.use !== 'web') ?? found[0];
}

function namesOf(handshake: Handshake): Named[] {
  const { server, serverName, certificate } = handshake.value;
  return [
    ...named(handshake, serverName, 'the client asked for this name when it opened the connection'),
    ...named(handshake, server && addressOf(server), 'a proxy was asked for it'),
    ...certificateNames(certificate).flatMap((name) =>
      named(handshake, name, 'the server’s certificate bears this name'),
    ),
  ];
}

function named(seen: Observation, name: string | undefined, how: string): Named[] {
  const known = name === undefined ? undefined : poolName(name.replace(/^\*\./, ''));
  if (known === undefined) return [];
  const whose = known.pool.operator ?? known.pool.domain;
  return [{ name: known, seen, why: `${known.name} belongs to the pool ${whose}: ${how}` }];
}
