/**
 * Addresses of Monero and its kin: tag (varint), public spend key 32, public view key 32, [payment id 8], checksum 4,
 * in Monero's base58. The checksum is the start of Keccak-256 (padding 0x01: not SHA3-256).
 * Source: CryptoNote Standard 007; monero src/cryptonote_basic/cryptonote_basic_impl.cpp.
 * Does not see: whether the keys are points of the curve, hence whether anyone can spend.
 */
import { keccak_256 } from '@noble/hashes/sha3.js';
import { malformed, notThisFormat, ok, type Result } from '../../model/result.ts';
import { decodeMoneroBase58, encodeMoneroBase58, moneroBase58Length } from '../base58/monero-base58.ts';
import type { AddressReading } from './address-reading.ts';
import { type CryptoNoteTag, cryptoNoteTag, cryptoNoteTags } from './cryptonote-tags.ts';
import { readVarint, varint } from './varint.ts';

const keyBytes = 32;
const paymentIdBytes = 8;
const checksumBytes = 4;

/** An address taken apart, its checksum not yet looked at: hashing costs ten times what the rest does. */
interface CryptoNoteParts {
  readonly text: string;
  readonly tag: CryptoNoteTag;
  /** Both public keys and, where there is one, the payment id. */
  readonly body: Uint8Array;
  readonly bytes: Uint8Array;
}

/** Bytes between the tag and the checksum. */
const bodyBytes = (type: CryptoNoteTag['type']): number => 2 * keyBytes + (type === 'integrated' ? paymentIdBytes : 0);

/** Characters of an address with this tag. */
export function cryptoNoteLength(tag: CryptoNoteTag): number {
  return moneroBase58Length(varint(tag.tag).length + bodyBytes(tag.type) + checksumBytes);
}

const lengths: ReadonlySet<number> = new Set(cryptoNoteTags.map(cryptoNoteLength));

/** Characters of the shortest and the longest address of any tag. */
export const cryptoNoteShortest: number = Math.min(...lengths);
export const cryptoNoteLongest: number = Math.max(...lengths);

/** Reads a text that is an address as a whole. What is not as long as one is `not-this-format`. */
export function readCryptoNoteAddress(text: string): Result<AddressReading> {
  const parts = splitCryptoNoteAddress(text);
  return parts.status === 'ok' ? checkCryptoNoteAddress(parts.value) : parts;
}

/** Everything but the checksum. */
function splitCryptoNoteAddress(text: string): Result<CryptoNoteParts> {
  if (!lengths.has(text.length)) return mistypedMonero(text) ?? notThisFormat;
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
      `${text.length} characters where ${tag.coin} (${tag.type}) has ${cryptoNoteLength(tag)}`,
    );
  return ok({ text, tag, body, bytes });
}

/** A person who lost or doubled a character should hear that, not that it is no address. */
function mistypedMonero(text: string): Result<never> | undefined {
  const near = text.length >= cryptoNoteShortest - 5 && text.length <= cryptoNoteLongest + 5;
  if (!near || !/^[48][0-9A-Za-z]+$/.test(text)) return undefined;
  return malformed(text.length, `${text.length} characters where monero has 95, or 106 with a payment id`);
}

/** Looks at the checksum, then says what the address says. */
function checkCryptoNoteAddress({ text, tag, body, bytes }: CryptoNoteParts): Result<AddressReading> {
  if (!checksumHolds(bytes)) return malformed(text.length, 'bad checksum');
  return ok({
    coin: tag.coin,
    network: tag.network,
    type: tag.type,
    address: text,
    checksumValid: true,
    ...(tag.otherCoins && { otherCoins: [...tag.otherCoins] }),
    ...(tag.type === 'integrated' && fold(tag, body)),
  });
}

function checksumHolds(bytes: Uint8Array): boolean {
  const end = bytes.length - checksumBytes;
  const sum = keccak_256(bytes.subarray(0, end));
  for (let i = 0; i < checksumBytes; i++) if (sum[i] !== bytes[end + i]) return false;
  return true;
}

/** An integrated address is a standard one with a payment id: the keys are the account, the id is the customer. */
function fold(tag: CryptoNoteTag, body: Uint8Array): Pick<AddressReading, 'base' | 'paymentId'> {
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
