/**
 * Coin nodes that talk to each other, by the header of a message at the start of a segment: Bitcoin and its kin, and
 * Monero's levin. A node keeps a ledger; that it mines, and for whom, does not show here.
 * Does not see: Ethereum's RLPx, which is random bytes to everybody else, and encrypted or tunnelled peers.
 */
import { readBitcoinHeader } from '../../codec/peer-to-peer/bitcoin.ts';
import { readLevinHeader, readLevinNetwork } from '../../codec/peer-to-peer/levin.ts';
import { writeEndpoint } from '../../model/endpoint.ts';
import type { CoinNode } from '../../model/payloads.ts';
import type { Segment } from '../../model/stream.ts';
import { defineExtractor, type Extractor } from '../../model/units.ts';

/** Segments whose beginning is looked at: one picked up in the middle of a block shows its next header later. */
const mostSegments = 4096;
/** Bytes of the first messages, in which a handshake names its network. */
const handshakeLength = 4096;

export const coinNode: Extractor<'coin-node'> = defineExtractor({
  id: 'coin-node',
  title: 'two coin nodes that talk to each other',
  emits: ['coin-node'],
  kinds: ['stream'],
  anchors: [
    'verack',
    'getblocks',
    'getheaders',
    'sendheaders',
    'sendcmpct',
    '/Satoshi:',
    'node_data',
    'payload_data',
  ].map((text) => ({ text })),
  *extract({ stream, bytes, base }) {
    if (stream === undefined || base > 0) return;
    for (const segment of stream.segments.slice(0, mostSegments)) {
      const seen = readHeader(bytes, segment);
      if (seen === undefined) continue;
      const value: CoinNode = {
        protocol: seen.protocol,
        client: writeEndpoint(stream.client),
        server: writeEndpoint(stream.server),
      };
      if (seen.network !== undefined) value.network = seen.network;
      const { offset, packet, time } = segment;
      yield { kind: 'coin-node', value, offset, length: seen.length, packet, ...(time !== undefined && { time }) };
      return;
    }
  },
});

function readHeader(
  bytes: Uint8Array,
  { offset }: Segment,
): { protocol: CoinNode['protocol']; network?: string; length: number } | undefined {
  const bitcoin = readBitcoinHeader(bytes, offset);
  if (bitcoin !== undefined) return { protocol: 'bitcoin', network: bitcoin.network, length: 20 };
  if (readLevinHeader(bytes, offset) === undefined) return undefined;
  const network = readLevinNetwork(bytes.subarray(offset, offset + handshakeLength));
  return { protocol: 'monero-levin', length: 33, ...(network !== undefined && { network }) };
}
