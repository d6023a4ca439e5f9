import { readGroup, readPasswd } from '../../src/codec/passwd/passwd.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = {
  id: 'passwd',
  seeds: () =>
    ['root:x:0:0:root:/root:/bin/bash\nann:x:1000:1000:Ann,,,:/home/ann:\n# c\n+::::::\n', 'adm:x:4:syslog,ann\n'].map(
      (seed) => new TextEncoder().encode(seed),
    ),
  run(bytes) {
    const text = new TextDecoder().decode(bytes);
    for (const { uid, gid } of readPasswd(text).entries)
      if (!(uid >= 0 && uid < 2 ** 32 && gid >= 0 && gid < 2 ** 32)) throw new Error('an id beyond 32 bits');
    readGroup(text);
  },
};
