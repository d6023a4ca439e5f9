/** Programs packed with UPX, through the decoder: what it accepts and gives keeps within the limits. */
import { fixture } from '../../src/decode/executable/upx.fixture.ts';
import { upx } from '../../src/decode/executable/upx.ts';
import { unpack } from '../../tests/unpacked.ts';
import type { FuzzTarget } from '../target.ts';

const most = 200_000;

export const target: FuzzTarget = {
  id: 'upx-program',
  seeds: () => [fixture.opens, fixture.leaves],
  run: async (bytes) => {
    upx.accepts?.(bytes.subarray(0, 4096), 'x', bytes.length);
    const { parts } = await unpack(upx, bytes, { unpackedBytes: most });
    for (const part of parts) if (part.bytes.length > most) throw new Error(`${part.bytes.length} bytes came out`);
  },
};
