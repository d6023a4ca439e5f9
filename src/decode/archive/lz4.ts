/**
 * What was packed with LZ4, in its frames of today and in the legacy ones of Linux kernels.
 * Source: lz4_Frame_format.md and lz4_Block_format.md (github.com/lz4/lz4, doc/).
 * Does not see: frames that need a dictionary (a gap says so); bare blocks without a frame. Checksums are not verified.
 */
import { beginsLikeLz4, lz4Pieces } from '../../codec/lz4/frames.ts';
import { defineDecoder, type SerialDecoder } from '../../model/units.ts';
import { packedName } from './packed-name.ts';
import { onlyChild, Unpacking } from './unpacking.ts';

export const lz4: SerialDecoder = defineDecoder({
  id: 'lz4',
  title: 'what was packed with LZ4',
  mode: 'serial',
  accepts: beginsLikeLz4,
  async *decode(reader, { limits, name }) {
    yield* onlyChild(packedName(name), new Unpacking(lz4Pieces(reader), () => reader.position, limits));
  },
});
