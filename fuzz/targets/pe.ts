/** PE headers, the debug directory and compile times: nothing throws, and what is framed lies within the file. */
import { buildImage } from '../../examples/2018-installer/image.ts';
import { readCompileTime } from '../../src/codec/pe/compile-time.ts';
import { readDebugDirectory } from '../../src/codec/pe/debug-directory.ts';
import { readPeImage } from '../../src/codec/pe/image.ts';
import type { FuzzTarget } from '../target.ts';

export const seedImage = (userStrings: readonly string[]): Uint8Array =>
  buildImage({
    compiled: new Date('2020-01-01T00:00:00Z'),
    typeLibraryId: '00000000-0000-4000-8000-000000000001',
    moduleVersionId: '00000000-0000-4000-8000-000000000002',
    symbolGuid: '00000000-0000-4000-8000-000000000003',
    symbolPath: 'C:\\x.pdb',
    userStrings,
  });

export const target: FuzzTarget = {
  id: 'pe',
  seeds: () => [seedImage([])],
  run: (bytes) => {
    const image = readPeImage(bytes);
    if (image.status !== 'ok') return;
    const debug = readDebugDirectory(bytes, image.value);
    readCompileTime(image.value.timestamp.seconds, debug.status === 'ok' && debug.value.reproducible);
    for (const { at, length } of debug.status === 'ok' ? debug.value.codeView : [])
      if (at < 0 || length <= 0 || at + length > bytes.length) throw new Error('a path beyond the end of the file');
  },
};
