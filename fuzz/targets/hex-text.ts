/** Files written out in hex: two digits make a byte at most, and what follows is the rest. */
import { fixture } from '../../src/decode/encoding/hex-text.fixture.ts';
import { hexText } from '../../src/decode/encoding/hex-text.ts';
import { unpack } from '../../tests/unpacked.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = {
  id: 'hex-text',
  seeds: () => [fixture.opens, fixture.leaves],
  run: async (bytes) => {
    hexText.accepts(bytes.subarray(0, 4096), 'x', bytes.length);
    const { parts } = await unpack(hexText, bytes);
    const [hex, rest] = parts;
    if (2 * (hex?.bytes.length ?? 0) + (rest?.bytes.length ?? 0) > bytes.length)
      throw new Error('bytes out of nothing');
  },
};
