/**
 * What stands behind a Mach-O program: bytes after its last segment, or after the last part of a file for several
 * processors. Signed programs have none: the signature covers, and ends, the file.
 * Source: Apple, mach-o/loader.h and mach-o/fat.h (XNU).
 * Does not see: what stands between the parts of a fat file.
 */
import { record } from '../pe/record.ts';
import { fatParts, readMachImages } from './image.ts';

const telling = 16;
/** Object files keep their symbols behind their only segment. */
const objectFile = 1;

/**
 * The stretch behind the program; undefined where there is none, or where the load commands go on beyond `bytes`.
 * @param bytes the file, or its beginning
 * @param size bytes of the file
 */
export function machOverlay(bytes: Uint8Array, size: number): { at: number; end: number } | undefined {
  const magic = record(bytes, 0, 4)?.getUint32(0, false);
  const end = magic === 0xcafebabe || magic === 0xcafebabf ? endOfParts(bytes, magic) : endOfSegments(bytes);
  return end !== undefined && size - end >= telling ? { at: end, end: size } : undefined;
}

function endOfParts(bytes: Uint8Array, magic: number): number | undefined {
  const parts = fatParts(bytes, magic === 0xcafebabf);
  return parts.length === 0 ? undefined : Math.max(...parts.map(({ end }) => end));
}

/** The last segment, __LINKEDIT, holds symbols and signature; where it was not met yet, more commands follow. */
function endOfSegments(bytes: Uint8Array): number | undefined {
  const images = readMachImages(bytes);
  const [image] = images.status === 'ok' ? images.value : [];
  if (
    !image ||
    image.fileType === objectFile ||
    (!image.complete && !image.segments.some(({ name }) => name === '__LINKEDIT'))
  )
    return undefined;
  return Math.max(...image.segments.map(({ offset, size }) => offset + size), image.signature?.end ?? 0);
}
