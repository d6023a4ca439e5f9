/**
 * The header that begins every message between Bitcoin nodes and between those of the coins that descend from it:
 * magic (4 bytes), command (12, padded with NUL), payload length (4, little-endian), checksum (4).
 * Sources: en.bitcoin.it/wiki/Protocol_documentation; `pchMessageStart` in each coin's chainparams.cpp.
 * Does not see: the encrypted transport of BIP 324; nor does it check the payload's checksum, which the oldest
 * `version` messages lack.
 */

export interface BitcoinHeader {
  readonly network: string;
  readonly command: string;
  /** Bytes. */
  readonly payloadLength: number;
}

/** Bytes up to the payload's length; the checksum that follows is younger than the protocol. */
const headerLength = 20;
/** Bytes; MAX_PROTOCOL_MESSAGE_LENGTH and the block sizes of the coins below stay under it. */
const largestPayload = 32 * 1024 * 1024;

const networks: ReadonlyMap<number, string> = new Map([
  [0xf9beb4d9, 'bitcoin mainnet'],
  [0x0b110907, 'bitcoin testnet3'],
  [0x1c163f28, 'bitcoin testnet4'],
  [0x0a03cf40, 'bitcoin signet'],
  [0xfabfb5da, 'bitcoin regtest'],
  [0xe3e1f3e8, 'bitcoin-cash mainnet'],
  [0xfbc0b6db, 'litecoin mainnet'],
  [0xc0c0c0c0, 'dogecoin mainnet'],
  [0x24e92764, 'zcash mainnet'],
  [0xbf0c6bbd, 'dash mainnet'],
  [0x5241564e, 'ravencoin mainnet'],
]);

/** Commands of the protocol and of its BIPs: a magic of printable letters proves nothing without one. */
const commands = new Set(
  (
    'addr addrv2 alert block blocktxn cfcheckpt cfheaders cfilter cmpctblock feefilter filteradd filterclear ' +
    'filterload getaddr getblocks getblocktxn getcfcheckpt getcfheaders getcfilters getdata getheaders headers inv ' +
    'mempool merkleblock notfound ping pong reject sendaddrv2 sendcmpct sendheaders sendtxrcncl tx verack version ' +
    'wtxidrelay'
  ).split(' '),
);

const latin1 = new TextDecoder('latin1');

/** The header that begins at `at` (bytes); absent where none does. */
export function readBitcoinHeader(bytes: Uint8Array, at: number): BitcoinHeader | undefined {
  if (at + headerLength > bytes.length) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, headerLength);
  const network = networks.get(view.getUint32(0));
  if (network === undefined) return undefined;
  const padded = latin1.decode(bytes.subarray(at + 4, at + 16));
  const command = padded.replace(/\0+$/, '');
  const payloadLength = view.getUint32(16, true);
  return commands.has(command) && payloadLength <= largestPayload ? { network, command, payloadLength } : undefined;
}
