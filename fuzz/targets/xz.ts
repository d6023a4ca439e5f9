/** Short xz files and LZMA2 data: nothing throws, loops end, and no more comes out than is asked for. */
import { unpackLzma2 } from '../../src/codec/lzma/lzma2.ts';
import { unpackShortXz } from '../../src/codec/xz/short-stream.ts';
import { streams } from '../../src/decode/archive/seven-zip.fixture.ts';
import type { FuzzTarget } from '../target.ts';

const most = 100_000;
const headerBytes = 24; // of the file and of its block
const chunks = streams.xz.subarray(headerBytes);
const stored = Uint8Array.of(1, 0, 2, 0x61, 0x62, 0x63, 2, 0, 0, 0x64, 0);

export const target: FuzzTarget = {
  id: 'xz',
  seeds: () => [streams.xz, chunks, stored],
  run: (bytes) => {
    const short = unpackShortXz(bytes, most);
    const { bytes: out, packedBytes } = unpackLzma2(bytes, most);
    if (out.length > most || (short?.length ?? 0) > most) throw new Error(`${out.length} bytes came out`);
    if (packedBytes > bytes.length) throw new Error(`${packedBytes} bytes were read`);
  },
};
