/** A member of a container's image that may be a layer: a tape archive, as it is or packed. */
import { beginsLikeGzip } from '../../codec/gzip/header.ts';
import { PieceReader } from '../../codec/series/piece-reader.ts';
import { beginsLikeTar, blockBytes } from '../../codec/tar/header.ts';
import { beginsLikeZstd } from '../../codec/zstd/frame-header.ts';
import { zstdPieces } from '../../codec/zstd/frames.ts';
import type { ByteReader, DecodeContext, Miss } from '../../model/units.ts';
import { readOn } from '../archive/read-on.ts';
import { Unpacking } from '../archive/unpacking.ts';

export interface OpenedMember {
  /** Its first bytes as they stand in the image. */
  readonly begun: Uint8Array;
  /** All of it, unpacked where it is packed. */
  readonly contents: ByteReader;
  readonly isPacked: boolean;
  readonly isLayer: boolean;
  /** What went wrong in unpacking, once the contents were read. */
  miss(): Miss | undefined;
}

/** @param size bytes of the member, at whose first byte the reader stands */
export async function openMember(reader: ByteReader, size: number, context: DecodeContext): Promise<OpenedMember> {
  const begun = await reader.read(Math.min(size, blockBytes));
  const stored = readOn(begun, reader, size - begun.length);
  const unpacking = unpackingOf(begun, stored, reader, context);
  const stream = new PieceReader(unpacking?.pieces() ?? stored);
  const head = await stream.read(blockBytes);
  return {
    begun,
    contents: new PieceReader(readOn(head, stream)),
    isPacked: unpacking !== undefined,
    isLayer: beginsLikeTar(head),
    miss: () => unpacking?.miss,
  };
}

function unpackingOf(
  begun: Uint8Array,
  stored: AsyncIterable<Uint8Array>,
  reader: ByteReader,
  { host, limits }: DecodeContext,
): Unpacking | undefined {
  const from = reader.position - begun.length;
  const packedBytes = (): number => reader.position - from;
  if (beginsLikeGzip(begun)) return new Unpacking(host.gunzipPieces(stored), packedBytes, limits);
  if (!beginsLikeZstd(begun)) return undefined;
  return new Unpacking(zstdPieces(new PieceReader(stored), 2 * limits.wholeBytes), packedBytes, limits);
}
