import { readAuthorizedKeys } from '../../src/codec/authorized-keys/authorized-keys.ts';
import { sshKeyText } from '../../tests/ssh-key-text.ts';
import type { FuzzTarget } from '../target.ts';

const seeds = [`from="a,b",command="x \\" y" ${sshKeyText(1)} c\n`, `${sshKeyText(2)}\n# x\n`];

/** Whatever the text: it is read to its end, and what is read stands in it. */
export const target: FuzzTarget = {
  id: 'authorized-keys',
  seeds: () => seeds.map((seed) => new TextEncoder().encode(seed)),
  run(bytes) {
    const text = new TextDecoder().decode(bytes);
    const lines = text.split('\n');
    for (const { line, type } of readAuthorizedKeys(text).keys)
      if (!lines[line - 1]?.includes(type)) throw new Error('a key that does not stand in its line');
  },
};
