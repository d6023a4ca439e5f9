/** Lists of installed packages (dpkg, apk): nothing throws, loops end, and paths are no longer than paths can be. */
import { readInstalled } from '../../src/codec/apk/installed.ts';
import { digestIn, readDiversions, readStatus } from '../../src/codec/dpkg/status.ts';
import type { FuzzTarget } from '../target.ts';

const texts = [
  'Package: a\nStatus: install ok installed\nVersion: 1\nConffiles:\n /etc/a 0123456789abcdef0123456789abcdef\n\n',
  'C:Q1x=\nP:musl\nV:1\nF:lib\nR:a\nZ:Q1qUqP5cyxm6YcTAhz05Hph5gvu9M=\n\n',
  '/bin/sh\n/bin/sh.distrib\ndash\n',
];

export const target: FuzzTarget = {
  id: 'package-lists',
  seeds: () => texts.map((text) => new TextEncoder().encode(text)),
  run: (bytes) => {
    const text = new TextDecoder().decode(bytes);
    readStatus(text);
    readDiversions(text);
    digestIn(text, '/etc/a');
    for (const { files } of readInstalled(text))
      if (files.some(({ path }) => path.length > 4097)) throw new Error('a path that is too long');
  },
};
