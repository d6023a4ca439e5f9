/**
 * Segregated-witness addresses of Bitcoin and Litecoin: a witness version and a program, in Bech32 (version 0) or
 * Bech32m (version 1 to 16).
 * Source: BIP 173, BIP 350 and BIP 141; litecoin src/chainparams.cpp for its prefixes.
 */
import { malformed, notThisFormat, ok, type Result } from '../../model/result.ts';
import { decodeBech32, encodeBech32 } from '../bech32/bech32.ts';
import type { AddressReading } from './address-reading.ts';

const networks: ReadonlyMap<string, Pick<AddressReading, 'coin' | 'network'>> = new Map([
  ['bc', { coin: 'bitcoin', network: 'mainnet' }],
  ['tb', { coin: 'bitcoin', network: 'testnet' }],
  ['bcrt', { coin: 'bitcoin', network: 'regtest' }],
  ['ltc', { coin: 'litecoin', network: 'mainnet' }],
  ['tltc', { coin: 'litecoin', network: 'testnet' }],
  ['rltc', { coin: 'litecoin', network: 'regtest' }],
]);

/** Reads a text that is an address as a whole. Other human-readable parts are `not-this-format`. */
export function readSegwitAddress(text: string): Result<AddressReading> {
  const network = networks.get(text.slice(0, Math.max(text.lastIndexOf('1'), 0)).toLowerCase());
  if (!network) return notThisFormat;
  const decoded = decodeBech32(text);
  if (decoded.status !== 'ok') return decoded;
  const { form, words } = decoded.value;
  const version = words[0];
  if (version === undefined) return malformed(text.length, 'no witness version');
  if (version > 16) return malformed(text.lastIndexOf('1') + 1, `witness version ${version} is above 16`);
  const bytes = programBytes(words.length - 1);
  if (bytes === undefined || !paddingIsZero(words)) return malformed(text.length, 'the program is not whole bytes');
  if (bytes < 2 || bytes > 40) return malformed(text.length, `a witness program of ${bytes} bytes (2 to 40 are valid)`);
  if (version === 0 && bytes !== 20 && bytes !== 32)
    return malformed(text.length, `a version 0 program of ${bytes} bytes (20 or 32 are valid)`);
  const rightForm = version === 0 ? 'bech32' : 'bech32m';
  if (form !== rightForm) return malformed(text.length, `version ${version} must be ${rightForm}, and this is ${form}`);
  return ok({ ...network, type: form, address: text, checksumValid: true });
}

/** Bytes in so many 5-bit words, if less than a whole word is left over. */
function programBytes(words: number): number | undefined {
  const bits = words * 5;
  return bits % 8 > 4 ? undefined : Math.floor(bits / 8);
}

function paddingIsZero(words: Uint8Array): boolean {
  const spare = ((words.length - 1) * 5) % 8;
  return ((words[words.length - 1] ?? 0) & ((1 << spare) - 1)) === 0;
}

/** Writes an address: `version` 0 to 16, `program` 2 to 40 bytes. */
export function encodeSegwitAddress(prefix: string, version: number, program: Uint8Array): string {
  const words = [version];
  let value = 0;
  let bits = 0;
  for (const byte of program) {
    value = ((value << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) words.push((value >>> (bits - 5)) & 31);
  }
  if (bits > 0) words.push((value << (5 - bits)) & 31);
  return encodeBech32({ form: version === 0 ? 'bech32' : 'bech32m', prefix, words: Uint8Array.from(words) });
}
