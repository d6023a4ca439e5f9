/**
 * What stands before the blocks of a Zstandard frame.
 * Source: RFC 8878, section 3.1.1.1.
 */
import type { ByteReader } from '../../model/units.ts';

export const frameMagic: readonly number[] = [0x28, 0xb5, 0x2f, 0xfd];

export interface FrameHeader {
  /** The header itself, without the magic number. */
  readonly bytes: Uint8Array;
  /** Memory that unpacking takes. */
  readonly windowBytes: number;
  /** 0 where it needs none. */
  readonly dictionary: number;
  readonly hasChecksum: boolean;
}

export function beginsLikeZstd(head: Uint8Array): boolean {
  return frameMagic.every((byte, i) => head[i] === byte) && ((head[4] ?? 0xff) & 0x8) === 0;
}

/** A frame of whatever its writer likes, which unpackers pass over. */
export function isSkippable(start: Uint8Array): boolean {
  return ((start[0] ?? 0) & 0xf0) === 0x50 && start[1] === 0x2a && start[2] === 0x4d && start[3] === 0x18;
}

/** The reader stands behind the magic number. Undefined where it ends too early. */
export async function readFrameHeader(reader: ByteReader): Promise<FrameHeader | undefined> {
  const first = await reader.read(1);
  const [descriptor] = first;
  if (descriptor === undefined) return undefined;
  const isSingle = (descriptor & 0x20) !== 0;
  const windowField = isSingle ? 0 : 1;
  const dictionaryField = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const sizeField = [isSingle ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0;
  const rest = await reader.read(windowField + dictionaryField + sizeField);
  if (rest.length < windowField + dictionaryField + sizeField) return undefined;
  const size = littleEndian(rest.subarray(windowField + dictionaryField)) + (sizeField === 2 ? 256 : 0);
  return {
    bytes: Uint8Array.from([descriptor, ...rest]),
    windowBytes: isSingle ? size : windowOf(rest[0] ?? 0),
    dictionary: littleEndian(rest.subarray(windowField, windowField + dictionaryField)),
    hasChecksum: (descriptor & 4) !== 0,
  };
}

function windowOf(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}

function littleEndian(bytes: Uint8Array): number {
  return bytes.reduceRight((sum, byte) => sum * 256 + byte, 0);
}
