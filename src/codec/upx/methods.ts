/**
 * The ways in which UPX packs bytes, by the numbers its headers give them.
 * Source: UPX, src/conf.h and src/compress, https://github.com/upx/upx (numbers and layout; the code is ours).
 * Does not see: DEFLATE, Zstandard and the CL1B formats, which its released programs do not write by themselves.
 */
import { unpackLzma } from '../lzma/lzma.ts';
import { type NrvFormat, unpackNrv } from '../nrv/nrv.ts';
import type { Unpacked } from '../unpacking/bounded-output.ts';

export interface UpxMethod {
  readonly name: string;
  /** Unpacks up to `most` bytes. */
  unpack(packed: Uint8Array, most: number): Unpacked;
}

function nrv(name: NrvFormat, wordBytes: 1 | 2 | 4): UpxMethod {
  return { name, unpack: (packed, most) => unpackNrv(packed, name, wordBytes, most) };
}

const nothing: Unpacked = { bytes: new Uint8Array(0), packedBytes: 0, end: 'broken' };

/** Two bytes come first: the sum of lc and lp with pb, then lp and lc each for itself. */
const lzma: UpxMethod = {
  name: 'LZMA',
  unpack(packed, most) {
    const [sums = 0, bits = 0] = packed;
    const literalContextBits = bits & 15;
    const literalPositionBits = bits >> 4;
    const positionBits = sums & 7;
    if (sums >> 3 !== literalContextBits + literalPositionBits || positionBits > 4) return nothing;
    if (literalContextBits > 8 || literalPositionBits > 4) return nothing;
    const properties = { literalContextBits, literalPositionBits, positionBits };
    const unpacked = unpackLzma(packed.subarray(2), properties, most);
    return { ...unpacked, packedBytes: unpacked.packedBytes + 2 };
  },
};

export const upxMethods: ReadonlyMap<number, UpxMethod> = new Map([
  [2, nrv('NRV2B', 4)],
  [3, nrv('NRV2B', 1)],
  [4, nrv('NRV2B', 2)],
  [5, nrv('NRV2D', 4)],
  [6, nrv('NRV2D', 1)],
  [7, nrv('NRV2D', 2)],
  [8, nrv('NRV2E', 4)],
  [9, nrv('NRV2E', 1)],
  [10, nrv('NRV2E', 2)],
  [14, lzma],
]);
