import { inflate, inflateZlib, MessageInflater } from '../../src/codec/inflate/inflate.ts';
import type { FuzzTarget } from '../target.ts';

const most = 100_000;

/** Stored, with fixed codes, and with codes of its own: `hello` and a run of its letters. */
const seeds = [
  '0105 00fa ff68 656c 6c6f',
  'cb48 cdc9 c907 00',
  '0d c0 b1 0d 00 00 00 82 30 2b e8 ff 3f 1d ec 81 01',
  '78 9c cb 48 cd c9 c9 07 00 06 2c 02 15',
].map((hex) => Uint8Array.from(hex.replaceAll(' ', '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)));

/** Never throws, never gives more than it may, and gives the same again. */
export const target: FuzzTarget = {
  id: 'inflate',
  seeds: () => seeds,
  run(bytes) {
    const kept = new MessageInflater(true);
    for (const read of [() => inflate(bytes, most), () => inflateZlib(bytes, most), () => kept.message(bytes, most)]) {
      const result = read();
      if (result.status === 'ok' && result.value.length > most) throw new Error('more than it may');
      if (result.status === 'malformed' && result.at > bytes.length + 4) throw new Error('broken outside of the bytes');
    }
    const [first, second] = [new MessageInflater(false), new MessageInflater(false)].map((one) =>
      one.message(bytes, most),
    );
    if (first?.status !== second?.status) throw new Error('twice the same is not the same');
  },
};
