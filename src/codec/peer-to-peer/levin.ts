/**
 * The header that begins every message between Monero nodes and between those of other CryptoNote coins (levin):
 * signature (8 bytes), payload length (8), wants an answer (1), command (4), return code (4), flags (4), version (4),
 * all little-endian.
 * Source: contrib/epee/include/net/levin_base.h and src/cryptonote_config.h (NETWORK_ID) in monero-project/monero.
 * Does not see: nodes that speak over Tor or I2P, or under TLS.
 */

export interface LevinHeader {
  /** Bytes. */
  readonly payloadLength: number;
  readonly command: number;
}

const headerLength = 33;
const signature = 0x0101010101012101n;
/** Bytes; LEVIN_DEFAULT_MAX_PACKET_SIZE. */
const largestPayload = 100_000_000n;

/** The header that begins at `at` (bytes); absent where none does. */
export function readLevinHeader(bytes: Uint8Array, at: number): LevinHeader | undefined {
  if (at + headerLength > bytes.length) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, headerLength);
  const payloadLength = view.getBigUint64(8, true);
  if (view.getBigUint64(0, true) !== signature || payloadLength > largestPayload) return undefined;
  return view.getUint32(29, true) === 1
    ? { payloadLength: Number(payloadLength), command: view.getUint32(17, true) }
    : undefined;
}

const networks: ReadonlyMap<string, string> = new Map([
  ['1230f171610441611731008216a1a110', 'monero mainnet'],
  ['1230f171610441611731008216a1a111', 'monero testnet'],
  ['1230f171610441611731008216a1a112', 'monero stagenet'],
]);

/** `network_id`, then the type of a string (0x0a) and its length, 16, shifted by two. */
const networkField = new TextEncoder().encode('network_id\n@');

/** The network that a handshake names; absent where the bytes hold none, or one that is not known. */
export function readLevinNetwork(bytes: Uint8Array): string | undefined {
  for (let at = bytes.indexOf(0x6e); at >= 0; at = bytes.indexOf(0x6e, at + 1)) {
    if (!networkField.every((byte, i) => bytes[at + i] === byte)) continue;
    const id = bytes.subarray(at + networkField.length, at + networkField.length + 16);
    return networks.get(Array.from(id, (byte) => byte.toString(16).padStart(2, '0')).join(''));
  }
  return undefined;
}
