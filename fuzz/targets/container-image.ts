/** Images of containers: nothing throws, loops end. */
import { dockerImage, ociImage } from '../../src/decode/image/container-image.fixture.ts';
import { containerImage } from '../../src/decode/image/container-image.ts';
import { unpack } from '../../tests/unpacked.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = {
  id: 'container-image',
  seeds: () => [dockerImage, ociImage],
  run: async (bytes) => {
    const { parts } = await unpack(containerImage, bytes, { unpackedBytes: 4_000_000 }, 1 + (bytes[0] ?? 0));
    const layered = parts.filter(({ name, how }) => how?.startsWith('removed') && !name.startsWith('layer '));
    if (layered.length > 0) throw new Error('a file in no layer is said to be removed by one');
  },
};
