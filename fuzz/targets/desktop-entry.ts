import { readDesktopEntry } from '../../src/codec/desktop-entry/desktop-entry.ts';
import type { FuzzTarget } from '../target.ts';

const seeds = ['[Desktop Entry]\nName=a\nExec="b" %U %%\\s\nHidden=false\n[Desktop Action x]\nExec=c\n'];

/** Whatever the text: it is read to its end, and what is read stands in it. */
export const target: FuzzTarget = {
  id: 'desktop-entry',
  seeds: () => seeds.map((seed) => new TextEncoder().encode(seed)),
  run(bytes) {
    const text = new TextDecoder().decode(bytes);
    const lines = text.split('\n').length;
    const line = readDesktopEntry(text)?.command?.line;
    if (line !== undefined && line > lines) throw new Error('a command that does not stand in the text');
  },
};
