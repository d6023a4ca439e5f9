/**
 * The files in a tape archive (tar), from front to back: ustar, pax and GNU's long names, sizes and sparse files, and
 * the oldest form without a signature.
 * Source: POSIX.1-2017 pax; GNU tar manual, "Tar Internals".
 * Does not see: links, folders and devices, which hold no bytes; times, owners and extended attributes.
 */
import { malformed, ok, type Result } from '../../model/result.ts';
import type { ByteReader } from '../../model/units.ts';
import type { SeriesMember, SparseFile } from '../series/member.ts';
import { blockBytes, isZero, readHeader, type TarHeader, text } from './header.ts';
import { noRecords, numberOf, type PaxRecords, readRecords, sparseOf } from './pax.ts';
import { mapBeforeData, oldMap } from './sparse.ts';

/** Names and records that stand before a member are shorter. */
const mostAside = 1024 * 1024;

/** What stands before a member and is about it. */
interface Ahead {
  name?: string;
  records: PaxRecords;
}

/** Types that hold no bytes, whatever size they tell: links, devices, folders, pipes. */
const bodiless = '123456';

/**
 * Members as they stand, whatever follows the end mark with them; what is no archive comes as a last member of its own.
 * Each is to be read before the next one is asked for; what was left of it is passed over.
 */
export async function* tarMembers(reader: ByteReader): AsyncGenerator<Result<SeriesMember>> {
  let ahead: Ahead = { records: noRecords };
  for (;;) {
    const at = reader.position;
    const block = await reader.read(blockBytes);
    if (block.length === 0) return;
    if (isZero(block)) continue;
    const header = readHeader(block);
    if (header.status !== 'ok') {
      if (at > 0) yield malformed(at, 'what follows is no part of the archive');
      if (at > 0) yield ok({ name: `rest@0x${at.toString(16)}`, begun: block });
      return;
    }
    const { type, size } = header.value;
    if ('LKxXg'.includes(type)) {
      const aside = await readAside(reader, size);
      if (aside === undefined) yield malformed(at, 'a name or record longer than any');
      else ahead = withAside(ahead, type, aside);
      continue;
    }
    if (!bodiless.includes(type)) yield* member(reader, block, header.value, ahead);
    ahead = { records: noRecords };
  }
}

/** The bytes of a header's own contents; undefined where they are too many, which are passed over. */
async function readAside(reader: ByteReader, size: number): Promise<Uint8Array | undefined> {
  if (size <= mostAside) {
    const bytes = await reader.read(size);
    await reader.skip(padding(size));
    return bytes;
  }
  await reader.skip(size + padding(size));
  return undefined;
}

function withAside(ahead: Ahead, type: string, bytes: Uint8Array): Ahead {
  if (type === 'L') return { ...ahead, name: text(bytes) };
  // The target of a long link, and records for all members, tell nothing about this one's bytes.
  return type === 'K' || type === 'g' ? ahead : { ...ahead, records: readRecords(bytes) };
}

async function* member(
  reader: ByteReader,
  block: Uint8Array,
  header: TarHeader,
  { name, records }: Ahead,
): AsyncGenerator<Result<SeriesMember>> {
  const headerAt = reader.position - blockBytes;
  const sparse = header.type === 'S' ? await oldMap(block, reader) : sparseOf(records);
  const size = numberOf(records, 'size') ?? header.size;
  const dataAt = reader.position;
  const mapped = await mapAhead(reader, records, size);
  if (header.type === 'S' && sparse === undefined) yield malformed(headerAt, 'a sparse file whose map is broken');
  const layout = sparse ?? mapped;
  yield ok({
    name: records.values.get('GNU.sparse.name') ?? records.values.get('path') ?? name ?? header.name,
    size: size - (reader.position - dataAt),
    ...(layout === undefined ? {} : { sparse: layout }),
  });
  await reader.skip(dataAt + size - reader.position);
  const { position } = reader;
  // What is missing of the member itself is told by whoever read it.
  if (position === dataAt + size && (await reader.skip(padding(size))) < padding(size))
    yield malformed(position, 'the archive ends within a block: what follows is cut off');
}

async function mapAhead(reader: ByteReader, records: PaxRecords, size: number): Promise<SparseFile | undefined> {
  const full = numberOf(records, 'GNU.sparse.realsize');
  if (records.values.get('GNU.sparse.major') !== '1' || full === undefined) return undefined;
  return await mapBeforeData(reader, full, size);
}

/** Members fill whole blocks. */
const padding = (size: number): number => (blockBytes - (size % blockBytes)) % blockBytes;
