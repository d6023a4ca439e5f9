/** One datagram as a part of its capture. */
import { formatAddress } from '../../codec/network/addresses.ts';
import type { Packet } from '../../codec/network/packet.ts';
import { writeEndpoint } from '../../model/endpoint.ts';
import type { Endpoint, Stream } from '../../model/stream.ts';
import type { Child } from '../../model/units.ts';

/**
 * `headers` holds the packet's addresses, `payload` is the child's to keep. The lower port is taken for the server's, and
 * of two equal ports the target's.
 */
export function datagramChild(
  headers: Uint8Array,
  packet: Packet,
  payload: Uint8Array,
  number: number,
  time: number,
): Child {
  const source = endpoint(headers, packet.sourceAt, packet.addressLength, packet.sourcePort);
  const target = endpoint(headers, packet.targetAt, packet.addressLength, packet.targetPort);
  const side = packet.sourcePort < packet.targetPort ? 'server' : 'client';
  const [client, server] = side === 'client' ? [source, target] : [target, source];
  const timed = Number.isNaN(time) ? {} : { time };
  const stream: Stream = {
    client,
    server,
    clientBytes: side === 'client' ? payload.length : 0,
    segments: payload.length > 0 ? [{ from: side, offset: 0, length: payload.length, packet: number, ...timed }] : [],
    complete: false,
    handshake: false,
  };
  const way = `${writeEndpoint(source)} > ${writeEndpoint(target)}`;
  return { name: `udp ${way} packet ${number}`, kind: 'packet', bytes: payload, stream };
}

function endpoint(headers: Uint8Array, at: number, length: number, port: number): Endpoint {
  return { address: formatAddress(headers, at, length), port };
}
