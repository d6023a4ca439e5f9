/**
 * Which of the conversations that nobody can read are told of. A busy network holds thousands that go on for long with
 * few words; a report that named each would be no help. So one is told of only where a miner may be behind it: its
 * rhythm is near a miner's, or it is long and slow at a port of pools, or a pool's name stands beside it.
 * Does not see: names that another part of the evidence ties to the server (a lookup over TCP, a sensor's log).
 */
import { readClientPrelude } from '../../codec/stratum/prelude.ts';
import { type Handshake, readHandshake } from '../../codec/tls/handshake.ts';
import type { CertificateIdentity } from '../../codec/x509/identity.ts';
import { cadenceMarks, scoreCadence } from '../../intel/cadence-model.ts';
import { hasTotalsOfMiner } from '../../intel/long-and-slow.ts';
import { poolPort } from '../../intel/pool-ports.ts';
import { knownPool } from '../../intel/pools.ts';
import type { FlowCadence } from '../../model/network-payloads.ts';
import type { Endpoint, Stream } from '../../model/stream.ts';
import { describeFlow } from './flow-description.ts';
import { type Sides, sidesOf } from './tls-sides.ts';

type ReadIdentity = typeof import('../../codec/x509/identity.ts').readIdentity;

/** Few conversations show a certificate, so what reads it is loaded with the first one. */
let readIdentity: ReadIdentity | undefined;

export async function loadCertificates(): Promise<void> {
  readIdentity ??= (await import('../../codec/x509/identity.ts')).readIdentity;
}

/** A conversation and what stands beside it. */
interface Company {
  readonly sides: Sides;
  readonly handshake: ReturnType<typeof readHandshake>;
  readonly identity: CertificateIdentity | undefined;
  /** Whom a proxy was asked for; the server itself where there is no proxy. */
  readonly target: Partial<Endpoint>;
  /** What the far end is called: to a proxy, by DNS, under TLS, in its certificate. */
  readonly names: readonly string[];
  /** How it goes on; absent where its times and sizes are not known. */
  readonly flow: FlowCadence | undefined;
  /** It is told of. */
  readonly isOfInterest: boolean;
}

/** The engine hands the same view of a conversation to each unit in turn: it is read once for all of them. */
const known = new WeakMap<Uint8Array, { readonly stream: Stream; readonly company: Company }>();

/** `bytes` are the stream's, or their beginning. Certificates are read once `loadCertificates` is done. */
export function companyOf(bytes: Uint8Array, stream: Stream): Company {
  const before = known.get(bytes);
  if (before?.stream === stream) return before.company;
  const company = readCompany(bytes, stream);
  known.set(bytes, { stream, company });
  return company;
}

function readCompany(bytes: Uint8Array, stream: Stream): Company {
  const sides = sidesOf(bytes, stream);
  const handshake = readHandshake(sides.client.bytes, sides.server.bytes);
  const { client, certificate }: Partial<Handshake> = handshake.status === 'ok' ? handshake.value : {};
  const identity = certificate && readIdentity?.(certificate);
  const { host, port } = readClientPrelude(bytes.subarray(0, stream.clientBytes));
  const target = host === undefined ? stream.server : { address: host, ...(port !== undefined && { port }) };
  const names = [
    ...(host === undefined ? (stream.serverNames ?? []) : [host]),
    ...(client?.serverName === undefined ? [] : [client.serverName]),
    ...(identity?.names ?? []).map((name) => name.replace(/^\*\./, '')),
  ];
  const flow = describeFlow(bytes, stream);
  const isOfInterest =
    names.some((name) => knownPool(name) !== undefined) || (flow !== undefined && isLikeMiner(flow, target.port));
  return { sides, handshake, identity, target, names, flow, isOfInterest };
}

/**
 * From the lower mark on, what stands beside a conversation may fill up what is missing to a claim. A port of pools counts
 * where the rhythm does not speak against a miner.
 */
function isLikeMiner(flow: FlowCadence, port: number | undefined): boolean {
  const bits = scoreCadence(flow)?.bits ?? 0;
  if (bits >= cadenceMarks.halfway) return true;
  return bits >= 0 && port !== undefined && poolPort(port) !== undefined && hasTotalsOfMiner(flow);
}
