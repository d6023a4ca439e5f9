/** What pacman keeps of a package: nothing throws, unpacking keeps its bound, and every path is absolute. */
import { gzipSync } from 'node:zlib';
import { readDescription, readFiles } from '../../src/codec/pacman/description.ts';
import { readMtree, unpackMtree } from '../../src/codec/pacman/mtree.ts';
import type { FuzzTarget } from '../target.ts';

const most = 64 * 1024;
const list = `#mtree\n/set type=file uid=0\n./usr/bin/a\\040b time=1.5 size=1 md5digest=${'ab'.repeat(16)} sha256digest=${'cd'.repeat(32)}\n`;

export const target: FuzzTarget = {
  id: 'pacman-mtree',
  seeds: () => [
    Buffer.from(list),
    gzipSync(list),
    Buffer.from('%NAME%\na\n\n%VERSION%\n1\n\n%INSTALLDATE%\n1\n\n%FILES%\nusr/\nusr/a\n\n%BACKUP%\netc/a\tabc\n'),
  ],
  run: (bytes) => {
    const unpacked = unpackMtree(bytes, most);
    if (unpacked.status === 'ok' && unpacked.value.length > most) throw new Error('more than was allowed');
    const text = new TextDecoder().decode(unpacked.status === 'ok' ? unpacked.value : bytes);
    readDescription(text);
    const paths = [...readFiles(text).paths, ...Array.from(readMtree(text), ({ path }) => path)];
    if (paths.some((path) => !path.startsWith('/'))) throw new Error('a path that is not absolute');
  },
};
