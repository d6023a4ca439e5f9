/** Hash tables of Berkeley DB: nothing throws, loops end, and no more comes out than the file holds. */
import { readBerkeleyHash } from '../../src/codec/berkeley-hash/berkeley-hash.ts';
import { rangedBytes } from '../../src/model/ranged-bytes.ts';
import { berkeleyHash } from '../../tests/rpm-stores.ts';
import type { FuzzTarget } from '../target.ts';

const values = [Buffer.from('short'), Buffer.alloc(3000, 'long'), Buffer.alloc(400, 'x')];

export const target: FuzzTarget = {
  id: 'berkeley-hash',
  seeds: () => [
    berkeleyHash(values, { pageBytes: 512 }),
    berkeleyHash(values, { pageBytes: 1024, littleEndian: false }),
    berkeleyHash([], { pageBytes: 512 }),
  ],
  run: (bytes) => {
    const pairs = readBerkeleyHash(rangedBytes(bytes));
    if (pairs.status !== 'ok') return;
    let total = 0;
    for (const pair of pairs.value) total += pair ? pair.key.length + pair.value.length : 0;
    // Each byte once in its page, and once more in the values that stand on pages of their own.
    if (total > 2 * bytes.length) throw new Error('more than the file holds');
  },
};
