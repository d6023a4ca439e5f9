/**
 * Machines that traffic ties to a pool though nothing that they said to it was read: a name that was asked for, a
 * handshake, a conversation that behaves as a miner's, another tool's alarm. Only what findings rest on counts.
 */
import type { Case } from '../model/case.ts';
import { addressOf, portOf, writeEndpoint } from '../model/endpoint.ts';
import type { Because, Stage } from '../model/finding.ts';
import type { Observation, ObservationKind } from '../model/observation.ts';
import { type ContactKind, contactKinds } from '../model/traffic-kinds.ts';
import { isAtLeast, stagesBySeen } from './evidence.ts';
import { perCase } from './per-case.ts';

export interface Contact {
  readonly seen: Observation<ContactKind>;
  /** The highest stage of the findings that rest on it. */
  readonly stage: Stage;
  /** The detectors whose findings rest on it. */
  readonly claimedBy: ReadonlySet<string>;
  /** Address of the machine, where it is told. */
  readonly machine?: string | undefined;
  /** The far end: its name, or else its address. */
  readonly host?: string | undefined;
  readonly port?: number | undefined;
}

/** All that a finding rests on, in the order in which it was seen. */
export const contactsIn: (evidence: Case) => readonly Contact[] = perCase((evidence) => {
  const stages = stagesBySeen(evidence);
  const detectors = detectorsBySeen(evidence);
  const names = namesByAddress(evidence);
  return evidence.observations.flatMap((seen): Contact[] => {
    const stage = stages.get(seen.id);
    if (stage === undefined || !isContact(seen)) return [];
    const claimedBy = detectors.get(seen.id) ?? new Set<string>();
    const { host, port } = farEnd(seen);
    const name = names.get(host ?? '') ?? host;
    return [{ seen, stage, claimedBy, machine: addressIn(seen.value.client), host: name, port }];
  });
});

/** What a server was called when it was asked for or looked up, so that it is not told twice, by name and by address. */
function namesByAddress({ observations }: Case): Map<string, string> {
  const names = new Map<string, string>();
  for (const { kind, value } of observations) {
    if (kind === 'name-lookup') for (const answer of value.answers ?? []) names.set(answer, value.name);
    if (kind === 'tls-handshake' && value.serverName !== undefined && value.server !== undefined)
      names.set(addressOf(value.server), value.serverName);
  }
  return names;
}

/** Those that findings of this stage or a higher one rest on. */
export function contactsAt(evidence: Case, least: Stage): Contact[] {
  return contactsIn(evidence).filter(({ stage }) => isAtLeast(stage, least));
}

/** `pool.example:3333` of each far end that findings at `configured` or higher rest on. */
export function farEnds(evidence: Case): string[] {
  const met = contactsAt(evidence, 'configured').flatMap(({ host, port }) =>
    host === undefined ? [] : [{ host, port }],
  );
  const withPort = new Set(met.filter(({ port }) => port !== undefined).map(({ host }) => host));
  const told = met.filter(({ host, port }) => port !== undefined || !withPort.has(host));
  return [
    ...new Set(told.map(({ host, port }) => (port === undefined ? host : writeEndpoint({ address: host, port })))),
  ];
}

function detectorsBySeen({ findings }: Case): Map<string, Set<string>> {
  const detectors = new Map<string, Set<string>>();
  const walk = (because: Because, detector: string): void => {
    if ('saw' in because) detectors.set(because.saw, (detectors.get(because.saw) ?? new Set()).add(detector));
    else for (const part of 'all' in because ? because.all : because.any) walk(part, detector);
  };
  for (const { because, detector } of findings) walk(because, detector);
  return detectors;
}

function isContact(seen: Observation): seen is Observation<ContactKind> {
  const kinds: readonly ObservationKind[] = contactKinds;
  return kinds.includes(seen.kind);
}

function farEnd(seen: Observation<ContactKind>): Pick<Contact, 'host' | 'port'> {
  switch (seen.kind) {
    case 'name-lookup':
      return { host: seen.value.name };
    case 'flow-cadence':
      return named(seen.value.names?.[0], seen.value.server);
    case 'tls-handshake':
      return named(seen.value.serverName, seen.value.server);
    case 'sensor-alert':
      return named(seen.value.name, seen.value.server);
    case 'http-request': {
      const { host, port, server } = seen.value;
      return { ...named(host, server), ...(port === undefined ? {} : { port }) };
    }
  }
}

function named(name: string | undefined, server: string | undefined): Pick<Contact, 'host' | 'port'> {
  return { host: name ?? addressIn(server), port: server === undefined ? undefined : portOf(server) };
}

function addressIn(endpoint: string | undefined): string | undefined {
  return endpoint === undefined ? undefined : addressOf(endpoint);
}
