import { readInittab } from '../../src/codec/inittab/inittab.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = {
  id: 'inittab',
  seeds: () => [
    new TextEncoder().encode('id:3:initdefault:\nx:2345:respawn:+/sbin/getty 38400 tty1\n::sysinit:/sbin/openrc\n'),
  ],
  run(bytes) {
    const text = new TextDecoder().decode(bytes);
    for (const { process } of readInittab(text).entries)
      if (!text.includes(process)) throw new Error('a command that is not there');
  },
};
