import { readSudoers } from '../../src/codec/sudoers/sudoers.ts';
import type { FuzzTarget } from '../target.ts';

const seeds = [
  'User_Alias A = a, b\nA ALL=(root:ALL) NOPASSWD: /bin/x a\\,b, PASSWD: ALL # c\n',
  'Defaults x\n#1000 ALL = \\\n ALL\n@includedir /etc/sudoers.d\n',
];

/** Whatever the text: it is read to its end, and what is read stands in it. */
export const target: FuzzTarget = {
  id: 'sudoers',
  seeds: () => seeds.map((seed) => new TextEncoder().encode(seed)),
  run(bytes) {
    const text = new TextDecoder().decode(bytes);
    const lines = text.split('\n').length;
    for (const { line, grants } of readSudoers(text).rules)
      if (line > lines || grants.some(({ command }) => command.length > text.length))
        throw new Error('a rule that does not stand in the text');
  },
};
