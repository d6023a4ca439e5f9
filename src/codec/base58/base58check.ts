/**
 * Base58Check, Bitcoin's form: the whole text is one big-endian number, each leading 1 a zero byte, and the last four
 * bytes are the start of SHA-256 of SHA-256 of the rest.
 * Source: https://en.bitcoin.it/wiki/Base58Check_encoding; Bitcoin Core src/base58.cpp.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { limit, malformed, ok, type Result } from '../../model/result.ts';
import { base58Characters, base58Digit } from './alphabet.ts';

/** Reading takes time that grows with the square of the length; no address is longer. */
const longest = 128;
const checksumBytes = 4;

/** Reads the whole text, the checksum still at its end. `malformed` at a character (from 0) outside the alphabet. */
export function decodeBase58(text: string): Result<Uint8Array> {
  if (text.length > longest) return limit(longest, `base58 of more than ${longest} characters`);
  const littleEndian: number[] = [];
  let zeros = 0;
  for (let i = 0; i < text.length; i++) {
    let carry = base58Digit(text.charCodeAt(i));
    if (carry < 0) return malformed(i, `character ${text.charAt(i)} at offset ${i} is not base58`);
    if (carry === 0 && zeros === i) zeros++;
    for (let j = 0; j < littleEndian.length || carry > 0; j++) {
      carry += (littleEndian[j] ?? 0) * 58;
      littleEndian[j] = carry & 0xff;
      carry >>= 8;
    }
  }
  const bytes = new Uint8Array(zeros + littleEndian.length);
  bytes.set(littleEndian.reverse(), zeros);
  return ok(bytes);
}

/** True where the last four bytes are the checksum of the others. */
export function base58ChecksumHolds(bytes: Uint8Array): boolean {
  const end = bytes.length - checksumBytes;
  if (end < 0) return false;
  const sum = sha256(sha256(bytes.subarray(0, end)));
  for (let i = 0; i < checksumBytes; i++) if (sum[i] !== bytes[end + i]) return false;
  return true;
}

/** Writes bytes with their checksum. */
export function encodeBase58Check(payload: Uint8Array): string {
  const bytes = new Uint8Array(payload.length + checksumBytes);
  bytes.set(payload);
  bytes.set(sha256(sha256(payload)).subarray(0, checksumBytes), payload.length);
  let value = 0n;
  for (const byte of bytes) value = value * 256n + BigInt(byte);
  let text = '';
  for (; value > 0n; value /= 58n) text = base58Characters.charAt(Number(value % 58n)) + text;
  const significant = bytes.findIndex((byte) => byte !== 0);
  return '1'.repeat(significant < 0 ? bytes.length : significant) + text;
}
