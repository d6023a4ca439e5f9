/**
 * Files in a ZIP archive, and so in a JAR, APK, DOCX, XPI or wheel. Stored and deflated entries, ZIP64, archives
 * with something before, between or after the entries, archives one after the other, archives whose directory is lost.
 * Source: PKWARE APPNOTE.TXT 6.3.10. Bombs: D. Fifield, "A better zip bomb" (WOOT 2019), whose entries overlap.
 * Does not see: what is encrypted or packed by another method (a gap says so); programs that carry an archive behind
 * them, which are searched as they are; comments and extra fields. Checksums are not verified.
 */
import { beginsLikeZip, findArchive } from '../../codec/zip/archive.ts';
import { listedEntries, packedData, salvagedEntries, type ZipEntry } from '../../codec/zip/entries.ts';
import type { GapCode } from '../../model/gap.ts';
import type { Limits } from '../../model/limits.ts';
import type { Result } from '../../model/result.ts';
import { type Child, type DecodeContext, defineDecoder, type Miss, type WholeDecoder } from '../../model/units.ts';

/** Unpacking to less than this is no bomb, whatever the ratio: a page of zeros packs well. */
const harmlessBytes = 1024 * 1024;

/** Work that leads to nothing (bombs, broken data) may cost this many times what a good archive may unpack to. */
const wasteFactor = 4;

/** Gaps of one kind that are named one by one. */
const gapsEach = 10;

/** Padding, and the sizes that stand after an entry, are shorter than this. */
const telling = 32;

const stored = 0;
const deflated = 8;
const methodNames = new Map([
  [6, 'imploded'],
  [9, 'Deflate64'],
  [12, 'bzip2'],
  [14, 'LZMA'],
  [93, 'Zstandard'],
  [95, 'XZ'],
  [98, 'PPMd'],
]);

/** What one archive has used up. */
interface Spent {
  children: number;
  unpackedBytes: number;
  wastedBytes: number;
}

function miss(code: GapCode, what: string, offset: number): Miss {
  return { gap: { code, what, offset } };
}

export const zip: WholeDecoder = defineDecoder({
  id: 'zip',
  title: 'files in a ZIP archive (also JAR, APK, office documents)',
  mode: 'whole',
  accepts: beginsLikeZip,
  async *decode(bytes, context) {
    const archive = findArchive(bytes);
    if (archive.status === 'malformed')
      yield miss('truncated', `${archive.what}; entries taken one by one`, archive.at);
    const covered = new Map<number, number>();
    const entries = archive.status === 'ok' ? listedEntries(bytes, archive.value) : salvaged(bytes);
    const finished = yield* withFewGaps(unpackAll(bytes, entries, context, covered));
    if (archive.status === 'ok') covered.set(archive.value.directoryAt, archive.value.end);
    if (finished) yield* outside(bytes, covered);
  },
});

function* salvaged(bytes: Uint8Array): Generator<Result<ZipEntry>> {
  for (const value of salvagedEntries(bytes, 0)) yield { status: 'ok', value };
}

/** Passes everything on, but only the first gaps of one kind: an encrypted archive has one an entry. */
async function* withFewGaps(outs: AsyncGenerator<Child | Miss, boolean>): AsyncGenerator<Child | Miss, boolean> {
  const counts = new Map<GapCode, number>();
  for (;;) {
    const { value, done } = await outs.next();
    if (done) {
      for (const [code, count] of counts)
        if (count > gapsEach)
          yield { gap: { code, what: `${count - gapsEach} more entries of which the same is true` } };
      return value;
    }
    const count = 'gap' in value ? (counts.get(value.gap.code) ?? 0) + 1 : 0;
    if ('gap' in value) counts.set(value.gap.code, count);
    if (count <= gapsEach) yield value;
  }
}

/** Unpacks entries and notes in `covered` where each begins and ends; returns false where a limit stopped it. */
async function* unpackAll(
  bytes: Uint8Array,
  entries: Iterable<Result<ZipEntry>>,
  context: DecodeContext,
  covered: Map<number, number>,
): AsyncGenerator<Child | Miss, boolean> {
  const spent: Spent = { children: 0, unpackedBytes: 0, wastedBytes: 0 };
  for (const listed of entries) {
    if (listed.status === 'malformed') yield miss('malformed', listed.what, listed.at);
    if (listed.status !== 'ok') continue;
    const entry = listed.value;
    const stop = exhausted(spent, context.limits);
    if (stop) {
      yield miss(stop.code, stop.what, entry.headerAt);
      return false;
    }
    const data = packedData(bytes, entry);
    if (data.status === 'ok') covered.set(entry.headerAt, Math.max(data.value.end, covered.get(entry.headerAt) ?? 0));
    if (data.status === 'ok' && isFolder(entry)) continue;
    spent.children++;
    if (data.status === 'malformed') yield miss('malformed', `${quoted(entry)}: ${data.what}`, data.at);
    if (data.status !== 'ok') continue;
    yield* unpack(bytes.subarray(data.value.at, data.value.end), entry, context, spent);
  }
  return true;
}

function exhausted(spent: Spent, limits: Limits): { code: GapCode; what: string } | undefined {
  if (spent.children >= limits.children) return { code: 'limit-count', what: `more than ${limits.children} entries` };
  if (spent.unpackedBytes < limits.unpackedBytes && spent.wastedBytes < wasteFactor * limits.unpackedBytes)
    return undefined;
  return { code: 'limit-bytes', what: `unpacking stopped after ${spent.unpackedBytes} bytes` };
}

/**
 * What no entry holds: something before the archive, between its entries or after it, where things hide from tools
 * that trust the directory. An archive there is unpacked in its turn.
 */
function* outside(bytes: Uint8Array, covered: ReadonlyMap<number, number>): Generator<Child | Miss> {
  if (covered.size === 0) return; // nothing was unpacked, so the engine searches the bytes as they are
  let furthest = 0;
  let shares = false;
  for (const [at, end] of [...covered, [bytes.length, bytes.length] as const].sort(([a], [b]) => a - b)) {
    if (at < furthest && !shares) yield miss('malformed', 'entries share bytes, as in a bomb', at);
    shares ||= at < furthest;
    if (at - furthest >= telling)
      yield { name: `outside@0x${furthest.toString(16)}`, bytes: bytes.subarray(furthest, at) };
    furthest = Math.max(furthest, end);
  }
}

/** Nothing deflates to two bytes. */
const isFolder = (entry: ZipEntry): boolean => entry.name.endsWith('/') && entry.packedSize <= 2;
const quoted = (entry: ZipEntry): string => JSON.stringify(entry.name.slice(0, 200));

/** The most bytes an entry may unpack to, and which limit says so. */
function allowance(packedBytes: number, limits: Limits, spent: Spent): { bytes: number; code: GapCode } {
  const left = limits.unpackedBytes - spent.unpackedBytes;
  const byRatio = Math.max(harmlessBytes, limits.ratio * packedBytes);
  return byRatio < left ? { bytes: byRatio, code: 'limit-ratio' } : { bytes: left, code: 'limit-bytes' };
}

/** One entry's bytes, and what is wrong with them. */
async function* unpack(
  packed: Uint8Array,
  entry: ZipEntry,
  context: DecodeContext,
  spent: Spent,
): AsyncGenerator<Child | Miss> {
  const gap = (code: GapCode, what: string): Miss => miss(code, `${quoted(entry)} ${what}`, entry.headerAt);
  if (entry.encrypted) return yield gap('encrypted', 'is encrypted');
  if (entry.method !== stored && entry.method !== deflated)
    return yield gap('not-supported', `is packed by method ${methodNames.get(entry.method) ?? entry.method}`);
  if (packed.length < entry.packedSize) yield gap('truncated', `has ${packed.length} of ${entry.packedSize} bytes`);
  const allowed = allowance(packed.length, context.limits, spent);
  const unpacked = await contents(packed, entry.method, allowed.bytes, context);
  if (unpacked.status !== 'ok') {
    spent.wastedBytes += allowed.bytes;
    if (unpacked.status === 'limit') yield gap(allowed.code, `would unpack to more than ${allowed.bytes} bytes`);
    else yield gap('malformed', 'does not unpack');
    return;
  }
  spent.unpackedBytes += unpacked.value.length;
  if (entry.size !== undefined && entry.size !== unpacked.value.length && packed.length === entry.packedSize)
    yield gap('malformed', `holds ${unpacked.value.length} bytes, not the ${entry.size} it says`);
  yield { name: entry.name, bytes: unpacked.value };
}

function contents(
  packed: Uint8Array,
  method: number,
  allowedBytes: number,
  { host }: DecodeContext,
): Result<Uint8Array> | Promise<Result<Uint8Array>> {
  if (method === deflated) return host.inflateRaw(packed, allowedBytes);
  if (packed.length > allowedBytes) return { status: 'limit', at: allowedBytes, what: 'stored bytes' };
  return { status: 'ok', value: packed };
}
