/**
 * What was packed with gzip: a log, a tape archive, a layer of a container.
 * Source: RFC 1952. Members one behind the other are one file, as gzip itself unpacks them.
 * Does not see: what stands behind the last member.
 */
import { beginsLikeGzip, originalName } from '../../codec/gzip/header.ts';
import { defineDecoder, type SerialDecoder } from '../../model/units.ts';
import { readOn } from './read-on.ts';
import { onlyChild, Unpacking } from './unpacking.ts';

/** A name and what stands before it take less. */
const headBytes = 4_096;

export const gzip: SerialDecoder = defineDecoder({
  id: 'gzip',
  title: 'what was packed with gzip',
  mode: 'serial',
  accepts: beginsLikeGzip,
  async *decode(reader, { host, limits }) {
    const head = await reader.read(headBytes);
    const pieces = host.gunzipPieces(readOn(head, reader));
    yield* onlyChild(originalName(head) ?? 'unpacked', new Unpacking(pieces, () => reader.position, limits));
  },
});
