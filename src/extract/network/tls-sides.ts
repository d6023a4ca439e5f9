/** Where the two sides of a conversation under TLS begin: behind what a proxy was told, each up to its first hole. */
import { type Prelude, readClientPrelude, readServerPrelude } from '../../codec/stratum/prelude.ts';
import { greetingAt } from '../../codec/tls/records.ts';
import { writeEndpoint } from '../../model/endpoint.ts';
import type { Endpoint, Stream } from '../../model/stream.ts';

interface Side {
  readonly bytes: Uint8Array;
  /** Offset of its first byte in the artifact. */
  readonly at: number;
  /** `address:port`, or the name that a proxy was asked for. */
  readonly endpoint: string;
}

export interface Sides {
  /** Who greets first. */
  readonly client: Side;
  readonly server: Side;
}

/** `bytes` are the stream's, or their beginning. */
export function sidesOf(bytes: Uint8Array, stream: Stream): Sides {
  const client = sideOf(bytes, stream, 'client');
  const server = sideOf(bytes, stream, 'server');
  // Without the TCP handshake the decoder can only guess who called whom; the greeting knows.
  if (greetingAt(client.bytes, 0) === 'server' || greetingAt(server.bytes, 0) === 'client')
    return { client: server, server: client };
  const asked = readClientPrelude(client.bytes);
  const answered = readServerPrelude(server.bytes, asked);
  return { client: behind(client, asked.end), server: { ...behind(server, answered.end), ...targetOf(asked) } };
}

function sideOf(bytes: Uint8Array, stream: Stream, from: 'client' | 'server'): Side {
  const { clientBytes, segments } = stream;
  const at = from === 'client' ? 0 : clientBytes;
  const hole = segments.find((segment) => segment.from === from && segment.afterHole && segment.offset > at);
  const end = hole?.offset ?? (from === 'client' ? clientBytes : bytes.length);
  return { bytes: bytes.subarray(at, end), at, endpoint: writeEndpoint(stream[from]) };
}

function behind({ bytes, at, endpoint }: Side, end: number): Side {
  return { bytes: bytes.subarray(end), at: at + end, endpoint };
}

/** Whom a proxy was asked for, in place of the proxy. */
function targetOf({ host, port }: Prelude): { endpoint?: string } {
  if (host === undefined) return {};
  const target: Endpoint | undefined = port === undefined ? undefined : { address: host, port };
  return { endpoint: target ? writeEndpoint(target) : host };
}
