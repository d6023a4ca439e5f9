/** Files of an archive that is read from front to back and holds them as they are: tar, ar, cpio, asar. */
import type { SeriesMember, SparseFile } from '../../codec/series/member.ts';
import { joined } from '../../codec/series/piece-reader.ts';
import type { Limits } from '../../model/limits.ts';
import type { Result } from '../../model/result.ts';
import type { ByteReader, Child, DecodeContext, Decoded } from '../../model/units.ts';

/** A file that takes more is handed on in pieces. */
const mostHeldBytes = 32 * 1024 * 1024;

/** A sparse file of fewer bytes is no bomb, however little of it is stored. */
const harmlessBytes = 1024 * 1024;

/** Gives each member's bytes, and what is wrong with them. */
export async function* unpackSeries(
  reader: ByteReader,
  members: AsyncIterable<Result<SeriesMember>>,
  { limits }: DecodeContext,
): AsyncGenerator<Decoded> {
  let count = 0;
  for await (const listed of members) {
    if (listed.status === 'malformed') yield { gap: { code: 'malformed', what: listed.what, offset: listed.at } };
    if (listed.status !== 'ok') continue;
    if (++count > limits.children) {
      yield { gap: { code: 'limit-count', what: `more than ${limits.children} files`, offset: reader.position } };
      return;
    }
    yield* unpackMember(reader, listed.value, limits);
  }
}

/** One member, after which the reader stands behind it whatever was read of it. */
export async function* unpackMember(reader: ByteReader, member: SeriesMember, limits: Limits): AsyncGenerator<Decoded> {
  const { name, size = Number.POSITIVE_INFINITY, begun, sparse } = member;
  const offset = reader.position - (begun?.length ?? 0);
  const end = reader.position + size;
  if (size > Math.min(mostHeldBytes, limits.wholeBytes))
    yield { name, once: true, pieces: () => pieces(reader, end, begun) };
  else {
    const bytes = joined([...(begun === undefined ? [] : [begun]), await reader.read(size)]);
    const from = { offset, length: bytes.length };
    if (sparse !== undefined) yield { ...withHoles(name, bytes, sparse, limits), from };
    else if (bytes.length > 0) yield { name, bytes, from };
  }
  await reader.skip(size === Number.POSITIVE_INFINITY ? 0 : end - reader.position);
  if (reader.position >= end || size === Number.POSITIVE_INFINITY) return;
  const has = `has ${reader.position - end + size} of ${size} bytes`;
  yield { gap: { code: 'truncated', what: `${JSON.stringify(name.slice(0, 200))} ${has}`, offset } };
}

/** Once only, and not after the reader has gone on. */
async function* pieces(reader: ByteReader, end: number, begun?: Uint8Array): AsyncGenerator<Uint8Array> {
  if (begun !== undefined) yield begun;
  yield* reader.pieces(end - reader.position);
}

/** A sparse file as it was before it was packed, unless its holes are too large to be filled. */
function withHoles(name: string, stored: Uint8Array, { size, stretches }: SparseFile, limits: Limits): Child {
  const byRatio = Math.max(harmlessBytes, limits.ratio * stored.length);
  if (size > Math.min(byRatio, mostHeldBytes, limits.wholeBytes))
    return { name, bytes: stored, how: 'its holes left out' };
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const { offset, length } of stretches) {
    bytes.subarray(offset).set(stored.subarray(at, Math.min(at + length, at + Math.max(0, size - offset))));
    at += length;
  }
  return { name, bytes, how: 'its holes filled with zeros' };
}
