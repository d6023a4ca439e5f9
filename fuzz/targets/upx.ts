/** UPX: nothing throws, loops end, and no more comes out than is allowed. */

import { readPeImage } from '../../src/codec/pe/image.ts';
import { unpackElf } from '../../src/codec/upx/elf.ts';
import { adler32 } from '../../src/codec/upx/pack-header.ts';
import { unpackPe } from '../../src/codec/upx/pe.ts';
import { makeElf, makeWindowsProgram, packElf, packWindows } from '../../tests/make-upx.ts';
import { packNrv } from '../../tests/nrv-packer.ts';
import type { FuzzTarget } from '../target.ts';

const most = 200_000;
const words = new TextEncoder().encode('a program that does nothing at all, and does it again. '.repeat(40));
const packing = { method: 8, pack: (bytes: Uint8Array): Uint8Array => packNrv(bytes, 'NRV2E', 4) };

export const target: FuzzTarget = {
  id: 'upx',
  seeds: () => {
    const elf = makeElf(64, 62, words, words.subarray(0, 500), words.subarray(0, 90));
    const windows = makeWindowsProgram(32, words, words.subarray(0, 900));
    return [
      packElf(elf, packing),
      packElf(makeElf(32, 3, words, words, words.subarray(0, 90)), packing, { magic: true }),
      packWindows(windows, packing, adler32),
      packWindows(makeWindowsProgram(64, words, words), packing, adler32, { tail: true, magic: true }),
    ].map((bytes) => Uint8Array.from(bytes));
  },
  run: (bytes) => {
    const image = readPeImage(bytes);
    const unpacked = image.status === 'ok' ? unpackPe(bytes, image.value, most) : unpackElf(bytes, most);
    if (unpacked && unpacked.bytes.length > most) throw new Error(`${unpacked.bytes.length} bytes came out`);
  },
};
