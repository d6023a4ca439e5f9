/**
 * UPX's pack header, 32 bytes: method, sizes, checksums, filter.
 * Source: UPX, src/packhead.cpp, https://github.com/upx/upx (version 10 and later).
 * Does not see: big-endian formats, the shorter headers of DOS programs.
 */
import { record } from '../pe/record.ts';

export const packHeaderBytes = 32;

export interface PackHeader {
  /** Where it stands in the file. */
  readonly at: number;
  readonly method: number;
  /** Adler-32 of what comes out, still filtered. */
  readonly adler: number;
  readonly size: number;
  readonly packedSize: number;
  readonly filter: number;
  readonly filterMark: number;
  readonly magicBroken: boolean;
}

/** Numbers of the formats whose programs are Windows executables. */
const windowsFormats = new Set([9, 21, 36, 43]);
const versions = { first: 10, last: 15 } as const;

/** A header at this place, whether or not it begins with `UPX!`; undefined where the rest does not agree with itself. */
export function readPackHeader(bytes: Uint8Array, at: number): PackHeader | undefined {
  const view = record(bytes, at, packHeaderBytes);
  if (!view) return undefined;
  const version = view.getUint8(4);
  const method = view.getUint8(6);
  const size = view.getUint32(16, true);
  const packedSize = view.getUint32(20, true);
  if (version < versions.first || version > versions.last || !windowsFormats.has(view.getUint8(5))) return undefined;
  if (method === 0 || method > 16 || packedSize < 2 || packedSize > size) return undefined;
  return {
    at,
    method,
    adler: view.getUint32(8, true),
    size,
    packedSize,
    filter: view.getUint8(28),
    filterMark: view.getUint8(29),
    magicBroken: view.getUint32(0, true) !== 0x21585055,
  };
}

/** Adler-32 (RFC 1950). */
export function adler32(bytes: Uint8Array): number {
  let low = 1;
  let high = 0;
  for (let at = 0; at < bytes.length; ) {
    const end = Math.min(bytes.length, at + 3800); // sums stay below 2^32
    for (; at < end; at++) {
      low += bytes[at] ?? 0;
      high += low;
    }
    low %= 65521;
    high %= 65521;
  }
  return high * 0x10000 + low;
}
