/**
 * Base58 in Monero's block form: each 8 bytes become 11 characters, big-endian, and what is left over at the end
 * becomes a shorter block. Reading an address costs a fixed number of steps, unlike Bitcoin's form.
 * Source: CryptoNote Standard 007, monero src/common/base58.cpp.
 */
import { malformed, ok, type Result } from '../../model/result.ts';
import { base58Characters, base58Digit } from './alphabet.ts';

const blockBytes = 8;
const blockCharacters = 11;
/** Characters for 0 to 8 bytes. */
const charactersFor = [0, 2, 3, 5, 6, 7, 9, 10, 11] as const;
const half = 0x1_0000_0000;

/** Characters that `bytes` bytes take. */
export function moneroBase58Length(bytes: number): number {
  return Math.floor(bytes / blockBytes) * blockCharacters + (charactersFor[bytes % blockBytes] ?? 0);
}

/** Reads the whole text. `malformed` at a character (counted from 0) outside the alphabet or at a block that overflows. */
export function decodeMoneroBase58(text: string): Result<Uint8Array> {
  const blocks = Math.floor(text.length / blockCharacters);
  const rest = charactersFor.indexOf((text.length % blockCharacters) as (typeof charactersFor)[number]); // any number may be looked for
  if (rest < 0) return malformed(text.length, `${text.length} characters cannot be whole bytes in Monero's base58`);
  const bytes = new Uint8Array(blocks * blockBytes + rest);
  for (let from = 0, to = 0; from < text.length; from += blockCharacters, to += blockBytes) {
    const fault = decodeBlock(text, from, bytes.subarray(to, to + blockBytes));
    if (fault) return fault;
  }
  return ok(bytes);
}

/** Fills `block` from the characters at `from`. The number is kept in two halves, which doubles hold exactly. */
function decodeBlock(text: string, from: number, block: Uint8Array): Result<never> | undefined {
  const characters = charactersFor[block.length] ?? 0;
  let high = 0;
  let low = 0;
  for (let i = from; i < from + characters; i++) {
    const digit = base58Digit(text.charCodeAt(i));
    if (digit < 0) return malformed(i, `character ${text.charAt(i)} at offset ${i} is not base58`);
    low = low * 58 + digit;
    high = high * 58 + Math.floor(low / half);
    low %= half;
    if (high >= half) break;
  }
  const fits = block.length > 4 ? high < 256 ** (block.length - 4) : high === 0 && low < 256 ** block.length;
  if (!fits) return malformed(from, `block ${from / blockCharacters + 1} overflows`);
  for (let i = block.length - 1; i >= 0; i--) {
    block[i] = low & 0xff;
    low = Math.floor(low / 256) + (high & 0xff) * 2 ** 24;
    high = Math.floor(high / 256);
  }
  return undefined;
}

/** Writes bytes in Monero's block form. */
export function encodeMoneroBase58(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += blockBytes) {
    const block = bytes.subarray(from, from + blockBytes);
    let value = 0n;
    for (const byte of block) value = value * 256n + BigInt(byte);
    let characters = '';
    for (let i = charactersFor[block.length] ?? 0; i > 0; i--) {
      characters = base58Characters.charAt(Number(value % 58n)) + characters;
      value /= 58n;
    }
    text += characters;
  }
  return text;
}
