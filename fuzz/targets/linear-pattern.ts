import { linearPattern } from '../../src/codec/linear-pattern/linear-pattern.ts';
import type { FuzzTarget } from '../target.ts';

const seeds = [
  ['^C:\\\\Users\\\\[^\\\\]+\\\\NTUSER\\.DAT$', 'C:\\Users\\alice\\NTUSER.DAT'],
  ['://[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}', 'http://192.0.2.10/'],
  ['(?i)(a|b)*?\\b\\w+(?:\\s|$)', 'ab aB\n'],
  ['(a+)+$', 'aaaaaaaaaaaaaaaaaaaaaaaa!'],
];

/** The first line is an expression, the rest a text: it ends, and the needed text is in every text that matches. */
export const target: FuzzTarget = {
  id: 'linear-pattern',
  seeds: () => seeds.map((seed) => new TextEncoder().encode(seed.join('\n'))),
  run(bytes) {
    const [source = '', ...rest] = new TextDecoder('latin1').decode(bytes.subarray(0, 20_000)).split('\n');
    const read = linearPattern(source, { i: bytes.length % 2 === 0, m: bytes.length % 3 === 0 });
    if (read.status !== 'ok') return;
    const text = rest.join('\n');
    if (read.value.test(text) && !text.toLowerCase().includes(read.value.neededText))
      throw new Error('a match without the text that every match holds');
  },
};
