/** Body files: nothing throws, and times are of this calendar. */
import { BodyFile } from '../../src/codec/body-file/body-file.ts';
import type { FuzzTarget } from '../target.ts';

const seeds = [
  '0|/etc/x|131|-rw-r--r--|0|0|57|1763800000|1763800000|1763800100|1763799000\n',
  '0|/etc/mtab -> ../proc/self/mounts|12|lrwxrwxrwx|0|0|19|1|2|3|0\n0|/a|b|1|-|0|0|0|0|0|4.5|?\n',
];

export const target: FuzzTarget = {
  id: 'body-file',
  seeds: () => seeds.map((seed) => new TextEncoder().encode(seed)),
  run(bytes) {
    const file = new BodyFile(bytes);
    for (const path of ['/etc/x', '/etc/mtab', '/a|b']) {
      const { changed = 1, born = 1 } = file.find(new TextEncoder().encode(path)) ?? {};
      if (Number.isNaN(new Date(changed).getTime() + new Date(born).getTime())) throw new Error('a time that is none');
    }
  },
};
