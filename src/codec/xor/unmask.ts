/**
 * Bytes that were combined with one key byte by exclusive or: how far text reaches around a place, and where a program
 * begins and ends under the key.
 * Sources: PE format (Microsoft), System V ABI, chapter 4 (ELF). Does not see: keys of several bytes, keys that move on.
 */
import { isTextByte } from '../plain-content/text.ts';

/** A copy under the key. */
export function unmask(bytes: Uint8Array, key: number): Uint8Array {
  return bytes.map((byte) => byte ^ key);
}

export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Strings in a table are set apart by a byte or two. */
const widestBreak = 2;
/** Padding: the key itself, over and over, where zeros were. */
const fewestPadding = 4;
/** Texts repeat some characters themselves: a port such as 3333 is no padding under the key `3`. */
const fewestRepeated = 16;
const repeated = new Set([...' 0123456789=-_*#./+~\n'].map((character) => character.charCodeAt(0)));

/** How far text reaches under the key, to both sides of what was found. */
export function textAround(bytes: Uint8Array, { start, end }: Stretch, key: number, most: number): Stretch {
  return {
    start: reach(bytes, start - 1, -1, key, most) + 1,
    end: reach(bytes, end, 1, key, most),
  };
}

/** The first place, walking on from `from`, that is beyond the text. */
function reach(bytes: Uint8Array, from: number, step: 1 | -1, key: number, most: number): number {
  const padding = repeated.has(key) ? fewestRepeated : fewestPadding;
  let [beyond, odd, zeros] = [from, 0, 0];
  for (let walked = 0, at = from; walked < most && at >= 0 && at < bytes.length; walked++, at += step) {
    const byte = bytes[at] ?? 0;
    zeros = byte === 0 ? zeros + 1 : 0;
    odd = isTextByte(byte ^ key) || (byte ^ key) >= 0xc2 ? 0 : odd + 1;
    if (odd > widestBreak || zeros >= padding) return beyond;
    if (odd === 0 && byte !== 0) beyond = at + step;
  }
  return beyond;
}

/** Where programs stand under the key, from their first byte to where their headers say that they end; ascending. */
export function programsUnder(bytes: Uint8Array, key: number): Stretch[] {
  return [...found(bytes, 0x4d ^ key, key, windowsBytes), ...found(bytes, 0x7f ^ key, key, elfBytes)].sort(
    (a, b) => a.start - b.start,
  );
}

function* found(
  bytes: Uint8Array,
  first: number,
  key: number,
  bytesOf: (bytes: Uint8Array, at: number, key: number) => number | undefined,
): Generator<Stretch> {
  for (let at = bytes.indexOf(first); at >= 0; ) {
    const length = bytesOf(bytes, at, key);
    const end = Math.min(bytes.length, at + (length ?? 1));
    if (length !== undefined) yield { start: at, end };
    at = bytes.indexOf(first, end);
  }
}

/** Where DOS's header points; further on, nobody's program has its own. */
const furthestHeader = 4096;

/** Bytes of a PE file up to the end of its last section; undefined where none begins here. */
function windowsBytes(bytes: Uint8Array, at: number, key: number): number | undefined {
  const uint16 = (offset: number): number => byte(offset) | (byte(offset + 1) << 8);
  const uint32 = (offset: number): number => uint16(offset) + uint16(offset + 2) * 65_536;
  const byte = (offset: number): number => (at + offset < bytes.length ? (bytes[at + offset] ?? 0) ^ key : 0);
  if (byte(1) !== 0x5a) return undefined;
  const header = uint32(60);
  if (header > furthestHeader || uint32(header) !== 0x4550) return undefined;
  const sections = Math.min(uint16(header + 6), 96);
  const table = header + 24 + uint16(header + 20);
  let end = table + 40 * sections;
  for (let section = table; section < table + 40 * sections; section += 40)
    end = Math.max(end, uint32(section + 16) + uint32(section + 20));
  return end;
}

const elfMagic = [0x7f, 0x45, 0x4c, 0x46];

/** Bytes of an ELF file up to the end of its section headers, which mostly come last; all that follows without them. */
function elfBytes(bytes: Uint8Array, at: number, key: number): number | undefined {
  if (!elfMagic.every((byte, i) => ((bytes[at + i] ?? 0) ^ key) === byte)) return undefined;
  const head = unmask(bytes.subarray(at, at + 64), key);
  if (head.length < 64 || (head[4] !== 1 && head[4] !== 2) || (head[5] !== 1 && head[5] !== 2)) return undefined;
  const view = new DataView(head.buffer);
  const little = head[5] === 1;
  const [table, size, count] =
    head[4] === 2
      ? [Number(view.getBigUint64(40, little)), view.getUint16(58, little), view.getUint16(60, little)]
      : [view.getUint32(32, little), view.getUint16(46, little), view.getUint16(48, little)];
  return table > 0 ? Math.max(head.length, table + size * count) : bytes.length;
}
