/**
 * What was packed with Zstandard: a log, a package, a layer of a container.
 * Source: RFC 8878. Frames one behind the other are one file; frames of other content are passed over.
 * Does not see: frames that need a dictionary or more memory than twice the limit on what may be held (a gap says so).
 * Checksums are not verified.
 */
import { beginsLikeZstd } from '../../codec/zstd/frame-header.ts';
import { zstdPieces } from '../../codec/zstd/frames.ts';
import { defineDecoder, type SerialDecoder } from '../../model/units.ts';
import { packedName } from './packed-name.ts';
import { onlyChild, Unpacking } from './unpacking.ts';

export const zstd: SerialDecoder = defineDecoder({
  id: 'zstd',
  title: 'what was packed with Zstandard',
  mode: 'serial',
  accepts: beginsLikeZstd,
  async *decode(reader, { limits, name }) {
    const pieces = zstdPieces(reader, 2 * limits.wholeBytes);
    yield* onlyChild(packedName(name), new Unpacking(pieces, () => reader.position, limits));
  },
});
