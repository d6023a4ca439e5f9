/**
 * Addresses in Base58Check: version bytes, the 20-byte hash of a key or a script, a checksum.
 * Sources: each coin's src/chainparams.cpp; the coins that share a version from github.com/dan-da/coinparams
 * (coinprefixes.md), of which only the better known are named here. A version shared by many coins says little about
 * the coin: read `otherCoins`.
 */
import { malformed, notThisFormat, ok, type Result } from '../../model/result.ts';
import { base58ChecksumHolds, decodeBase58 } from '../base58/base58check.ts';
import type { AddressReading } from './address-reading.ts';

interface Version {
  readonly bytes: readonly number[];
  readonly coin: string;
  readonly network: 'mainnet' | 'testnet';
  readonly type: 'p2pkh' | 'p2sh';
  readonly otherCoins?: readonly string[];
}

const versions: readonly Version[] = [
  { bytes: [0x00], coin: 'bitcoin', network: 'mainnet', type: 'p2pkh', otherCoins: ['bitcoin-cash'] },
  // Litecoin wrote its script addresses so until it took 0x32.
  { bytes: [0x05], coin: 'bitcoin', network: 'mainnet', type: 'p2sh', otherCoins: ['bitcoin-cash', 'litecoin'] },
  { bytes: [0x6f], coin: 'bitcoin', network: 'testnet', type: 'p2pkh', otherCoins: ['bitcoin-cash', 'litecoin'] },
  {
    bytes: [0xc4],
    coin: 'bitcoin',
    network: 'testnet',
    type: 'p2sh',
    otherCoins: ['bitcoin-cash', 'litecoin', 'dogecoin'],
  },
  { bytes: [0x30], coin: 'litecoin', network: 'mainnet', type: 'p2pkh' },
  { bytes: [0x32], coin: 'litecoin', network: 'mainnet', type: 'p2sh' },
  { bytes: [0x3a], coin: 'litecoin', network: 'testnet', type: 'p2sh' },
  { bytes: [0x1e], coin: 'dogecoin', network: 'mainnet', type: 'p2pkh', otherCoins: ['digibyte', 'denarius'] },
  { bytes: [0x16], coin: 'dogecoin', network: 'mainnet', type: 'p2sh' },
  { bytes: [0x71], coin: 'dogecoin', network: 'testnet', type: 'p2pkh' },
  { bytes: [0x1c, 0xb8], coin: 'zcash', network: 'mainnet', type: 'p2pkh', otherCoins: ['bitcoinz'] },
  { bytes: [0x1c, 0xbd], coin: 'zcash', network: 'mainnet', type: 'p2sh', otherCoins: ['bitcoinz'] },
  { bytes: [0x1d, 0x25], coin: 'zcash', network: 'testnet', type: 'p2pkh' },
  { bytes: [0x1c, 0xba], coin: 'zcash', network: 'testnet', type: 'p2sh' },
  { bytes: [0x3c], coin: 'ravencoin', network: 'mainnet', type: 'p2pkh', otherCoins: ['komodo', 'chips'] },
  { bytes: [0x7a], coin: 'ravencoin', network: 'mainnet', type: 'p2sh' },
];

const hashBytes = 20;
const checksumBytes = 4;
const shortest = 26;
const longest = 35;
const firstCharacters = '123mnLMQDA9trR';

/** Reads a text that is an address as a whole: 26 to 35 letters and digits that begin as an address does. */
export function readBase58CheckAddress(text: string): Result<AddressReading> {
  if (text.length < shortest || text.length > longest || !firstCharacters.includes(text.charAt(0)))
    return notThisFormat;
  const decoded = decodeBase58(text);
  if (decoded.status !== 'ok') return decoded;
  const bytes = decoded.value;
  const length = bytes.length - hashBytes - checksumBytes;
  const version = versions.find((v) => v.bytes.length === length && v.bytes.every((byte, i) => byte === bytes[i]));
  if (!version) return malformed(0, 'its version bytes and length are not of a coin known here');
  if (!base58ChecksumHolds(bytes)) return malformed(text.length, 'bad checksum');
  const { coin, network, type, otherCoins } = version;
  return ok({
    coin,
    network,
    type,
    address: text,
    checksumValid: true,
    ...(otherCoins && { otherCoins: [...otherCoins] }),
  });
}
