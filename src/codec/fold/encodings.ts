/**
 * The encodings that scripts undo with a call of their own. A text here is one character a byte.
 * Sources: RFC 4648 (base 64, base 16); RFC 1952, 1950 (first bytes of gzip and zlib).
 */
import { latin1 } from '../latin1/latin1.ts';

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** In either alphabet, with or without padding and line breaks; undefined where another character stands in it. */
export function fromBase64(text: string, alphabet: string = digits): Uint8Array | undefined {
  const values = new Int8Array(256).fill(-1);
  for (let value = 0; value < 64; value++) values[alphabet.charCodeAt(value)] = value;
  if (alphabet === digits) {
    values[0x2d] = 62;
    values[0x5f] = 63;
  }
  const out = new Uint8Array(Math.floor((text.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let held = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x3d) break;
    if (code === 0x0a || code === 0x0d || code === 0x20 || code === 0x09) continue;
    const value = code < 256 ? (values[code] ?? -1) : -1;
    if (value < 0) return undefined;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out[length++] = held >> bits;
  }
  return out.subarray(0, length);
}

/** Pairs of hex digits with anything but digits between them; undefined where they do not come out even. */
export function fromHex(text: string): Uint8Array | undefined {
  const plain = text.replace(/\s+|0x|\\x/gi, '');
  if (plain.length % 2 === 1 || !/^[\da-f]*$/i.test(plain)) return undefined;
  return Uint8Array.from({ length: plain.length / 2 }, (_, i) => Number.parseInt(plain.slice(2 * i, 2 * i + 2), 16));
}

export function rot13(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => {
    const first = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - first + 13) % 26) + first);
  });
}

/** One character a byte: the low eight bits of each. */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
}

/** UTF-8 where it is, else one character a byte. */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return latin1(bytes);
  }
}

export function utf16(bytes: Uint8Array, order: 'le' | 'be' = 'le'): string {
  return new TextDecoder(`utf-16${order}`).decode(bytes.subarray(0, bytes.length & ~1));
}

/** Text for a person or an interpreter: no control characters but white space and escape. */
export function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 ? code !== 9 && code !== 10 && code !== 13 && code !== 27 : code === 0x7f) return false;
  }
  return true;
}

/** Packed bytes by their first ones. */
export function packedAs(bytes: Uint8Array): 'gzip' | 'zlib' | undefined {
  const [first, second] = bytes;
  if (first === 0x1f && second === 0x8b) return 'gzip';
  if (first === 0x78 && second !== undefined && (0x7800 + second) % 31 === 0) return 'zlib';
  return undefined;
}
