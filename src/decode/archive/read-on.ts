/** Bytes that were read already, then what follows them. */
import type { ByteReader } from '../../model/units.ts';

/** @param bytes how many follow, up to the end where it is absent */
export async function* readOn(begun: Uint8Array, reader: ByteReader, bytes?: number): AsyncGenerator<Uint8Array> {
  if (begun.length > 0) yield begun;
  yield* reader.pieces(bytes);
}
