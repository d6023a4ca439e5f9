/** Lock files: nothing throws, loops end, and lines are counted from the beginning. */
import { readPackageLock } from '../../src/codec/package-lock/package-lock.ts';
import type { FuzzTarget } from '../target.ts';

const files = ['package-lock.json', 'yarn.lock', 'pnpm-lock.yaml', 'requirements.txt', 'uv.lock', 'Gemfile.lock'];

export const target: FuzzTarget = {
  id: 'package-lock',
  seeds: () => [
    new TextEncoder().encode('    "node_modules/rc": {\n      "version": "1.2.9",\n'),
    new TextEncoder().encode(
      '"@a/b@^1.0.0":\n  version "1.0.1"\n  /@a/b@1.0.0(c@2):\nrc==1\nname = "x"\nversion = "1"\n',
    ),
  ],
  run: (bytes) => {
    const text = new TextDecoder().decode(bytes);
    const lines = text.split('\n').length;
    for (const file of files)
      for (const { line, name, version } of readPackageLock(file, text))
        if (line < 1 || line > lines || !text.includes(name) || !text.includes(version))
          throw new Error('a release that stands nowhere');
  },
};
