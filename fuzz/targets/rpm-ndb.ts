/** RPM's own database: nothing throws, loops end, and no more comes out than the file holds. */
import { readRpmNdb } from '../../src/codec/rpm-ndb/rpm-ndb.ts';
import { rangedBytes } from '../../src/model/ranged-bytes.ts';
import { rpmNdb } from '../../tests/rpm-stores.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = {
  id: 'rpm-ndb',
  seeds: () => [rpmNdb([Buffer.from('first'), Buffer.alloc(5000, 'second')]), rpmNdb([])],
  run: (bytes) => {
    const headers = readRpmNdb(rangedBytes(bytes));
    if (headers.status !== 'ok') return;
    let total = 0;
    for (const header of headers.value) total += header?.length ?? 0;
    if (total > bytes.length) throw new Error('more than the file holds');
  },
};
