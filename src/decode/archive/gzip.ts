/**
 * What was packed with gzip: a log, a tape archive, a layer of a container.
 * Source: RFC 1952. Members one behind the other are one file, as gzip itself unpacks them.
 * Does not see: what stands behind the last member.
 */
import { crc32 } from '../../codec/crc32/crc32.ts';
import { beginsLikeGzip, dataOffset, originalName } from '../../codec/gzip/header.ts';
import type { Host } from '../../model/host.ts';
import { defineDecoder, type SerialDecoder } from '../../model/units.ts';
import { packedName } from './packed-name.ts';
import { readOn } from './read-on.ts';
import { onlyChild, Unpacking } from './unpacking.ts';

/** A system has tens of thousands of short ones (manual pages): in one piece they unpack ten times as fast. */
const shortBytes = 64 * 1024;
const shortUnpackedBytes = 1024 * 1024;
const trailerBytes = 8;

export const gzip: SerialDecoder = defineDecoder({
  id: 'gzip',
  title: 'what was packed with gzip',
  mode: 'serial',
  accepts: beginsLikeGzip,
  async *decode(reader, { host, limits, name: archive }) {
    const head = await reader.read(shortBytes);
    const name = originalName(head) ?? packedName(archive);
    const most = Math.min(shortUnpackedBytes, limits.unpackedBytes);
    const whole = head.length < shortBytes ? await oneMember(head, most, host) : undefined;
    if (whole !== undefined) {
      if (whole.length > 0) yield { name, bytes: whole };
      return;
    }
    const pieces = host.gunzipPieces(readOn(head, reader));
    yield* onlyChild(name, new Unpacking(pieces, () => reader.position, limits));
  },
});

/** What a file of one sound member holds; undefined for every other, which is for the reader of streams to tell. */
async function oneMember(file: Uint8Array, most: number, host: Host): Promise<Uint8Array | undefined> {
  const at = dataOffset(file);
  const end = file.length - trailerBytes;
  if (at === undefined || end < at || mayHoldAnother(file.subarray(at, end))) return undefined;
  const unpacked = await host.inflateRaw(file.subarray(at, end), most);
  if (unpacked.status !== 'ok') return undefined;
  const trailer = new DataView(file.buffer, file.byteOffset + end, trailerBytes);
  const { value } = unpacked;
  const isSound = trailer.getUint32(4, true) === value.length && trailer.getUint32(0, true) === crc32(value);
  return isSound ? value : undefined;
}

/** A second member could end as the first one does. */
function mayHoldAnother(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(0x1f); at >= 0; at = bytes.indexOf(0x1f, at + 1))
    if (beginsLikeGzip(bytes.subarray(at, at + 4))) return true;
  return false;
}
