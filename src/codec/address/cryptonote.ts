/**
 * Addresses of Monero and its kin: tag (varint), public spend key 32, public view key 32, [payment id 8], checksum 4,
 * in Monero's base58. The checksum is the start of Keccak-256 (padding 0x01: not SHA3-256).
 * Source: CryptoNote Standard 007; monero src/cryptonote_basic/cryptonote_basic_impl.cpp.
 * Does not see: whether the keys are points of the curve, hence whether anyone can spend.
 */
import { keccak_256 } from '@noble/hashes/sha3.js';
import { malformed, notThisFormat, ok, type Result } from '../../model/result.ts';
import { decodeMoneroBase58, encodeMoneroBase58, moneroBase58Length } from '../base58/monero-base58.ts';
import type { AddressReading } from './address.ts';
import { type CryptoNoteTag, cryptoNoteTag, cryptoNoteTags } from './cryptonote-tags.ts';

const keyBytes = 32;
const paymentIdBytes = 8;
const checksumBytes = 4;

/** Bytes before the checksum, without the tag. */
const bodyBytes = (type: CryptoNoteTag['type']): number => 2 * keyBytes + (type === 'integrated' ? paymentIdBytes : 0);

/** Characters of an address with this tag. */
export function cryptoNoteLength(tag: CryptoNoteTag): number {
  return moneroBase58Length(varint(tag.tag).length + bodyBytes(tag.type) + checksumBytes);
}

const lengths: ReadonlySet<number> = new Set(cryptoNoteTags.map(cryptoNoteLength));

/** Reads a text that is an address as a whole. What is not as long as one is `not-this-format`. */
export function readCryptoNoteAddress(text: string): Result<AddressReading> {
  if (!lengths.has(text.length)) return notThisFormat;
  const decoded = decodeMoneroBase58(text);
  if (decoded.status !== 'ok') return decoded;
  const bytes = decoded.value;
  const { value, length } = readVarint(bytes);
  const tag = cryptoNoteTag(value);
  if (!tag) return malformed(0, `tag ${value} is not of a coin known here`);
  const body = bytes.subarray(length, -checksumBytes);
  if (body.length !== bodyBytes(tag.type))
    return malformed(
      text.length,
      `${text.length} characters where ${tag.coin} ${tag.type} has ${cryptoNoteLength(tag)}`,
    );
  if (!checksumHolds(bytes)) return malformed(text.length, 'bad checksum');
  return ok({
    address: text,
    coin: tag.coin,
    network: tag.network,
    type: tag.type,
    checksumValid: true,
    ...(tag.otherCoins ? { otherCoins: [...tag.otherCoins] } : {}),
    ...(tag.type === 'integrated' ? fold(tag, body) : {}),
  });
}

function checksumHolds(bytes: Uint8Array): boolean {
  const end = bytes.length - checksumBytes;
  const sum = keccak_256(bytes.subarray(0, end));
  for (let i = 0; i < checksumBytes; i++) if (sum[i] !== bytes[end + i]) return false;
  return true;
}

/** An integrated address is a standard one with a payment id: the keys are the account, the id is the customer. */
function fold(tag: CryptoNoteTag, body: Uint8Array): { base?: string; paymentId: string } {
  const paymentId = [...body.subarray(2 * keyBytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const standard = cryptoNoteTags.find(
    (t) => t.coin === tag.coin && t.network === tag.network && t.type === 'standard',
  );
  if (!standard) return { paymentId };
  return { base: encodeCryptoNoteAddress(standard.tag, body.subarray(0, 2 * keyBytes)), paymentId };
}

/** Writes an address: `body` is both public keys and, for an integrated one, the payment id. */
export function encodeCryptoNoteAddress(tag: number, body: Uint8Array): string {
  const prefix = varint(tag);
  const bytes = new Uint8Array(prefix.length + body.length + checksumBytes);
  bytes.set(prefix);
  bytes.set(body, prefix.length);
  const end = bytes.length - checksumBytes;
  bytes.set(keccak_256(bytes.subarray(0, end)).subarray(0, checksumBytes), end);
  return encodeMoneroBase58(bytes);
}

/** Little-endian groups of seven bits; the high bit says that more follow. */
function varint(value: number): number[] {
  const bytes: number[] = [];
  for (; value >= 0x80; value = Math.floor(value / 0x80)) bytes.push((value & 0x7f) | 0x80);
  return [...bytes, value];
}

/** Bytes past the fifth belong to no tag. */
function readVarint(bytes: Uint8Array): { value: number; length: number } {
  let value = 0;
  let length = 0;
  for (let scale = 1; length < 5; scale *= 0x80) {
    const byte = bytes[length++] ?? 0;
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) break;
  }
  return { value, length };
}
