/**
 * Files in a ZIP archive, and so in a JAR, APK, DOCX, XPI or wheel. ZIP64, archives with something before, between or
 * after the entries, archives one after the other, archives whose directory is lost. Entries that are encrypted with a
 * password under which samples are passed around. Entries that are packed by seldom methods go to 7-Zip.
 * Source: PKWARE APPNOTE.TXT 6.3.10. Bombs: D. Fifield, "A better zip bomb" (WOOT 2019), whose entries overlap.
 * Does not see: what is encrypted otherwise (a gap says so); programs that carry an archive behind them, which are
 * searched as they are; extra fields before an entry's data. Checksums are not verified, but where they tell whether a
 * password is right.
 */
import { beginsLikeZip, findArchive, type ZipArchive } from '../../codec/zip/archive.ts';
import { listedEntries, packedData, salvagedEntries, type ZipEntry } from '../../codec/zip/entries.ts';
import { regrouped } from '../../codec/zip/regroup.ts';
import type { GapCode } from '../../model/gap.ts';
import type { Limits } from '../../model/limits.ts';
import type { Result } from '../../model/result.ts';
import {
  type Child,
  type DecodeContext,
  type Decoded,
  defineDecoder,
  type Miss,
  type WholeDecoder,
} from '../../model/units.ts';
import { openWithSevenZip } from './seven-zip-open.ts';
import { Contents, isKnownMethod, type Packed, stored } from './zip-contents.ts';
import { ZipPasswords } from './zip-passwords.ts';

/** Unpacking to less than this is no bomb, whatever the ratio: a page of zeros packs well. */
const harmlessBytes = 1024 * 1024;

/** How many times over an archive's bytes are unpacked, where entries share them: nothing may come of it, at a price. */
const mostReadings = 4;

/** Gaps of one kind that are named one by one. */
const gapsEach = 10;

/** Padding, and the sizes that stand after an entry, are shorter than this. */
const telling = 32;

/** Times, owners and ZIP64 sizes take less than this. */
const usualAside = 96;

/** What 7-Zip unpacks and we do not: shrunk, imploded, Deflate64, bzip2, LZMA, XZ, PPMd (APPNOTE.TXT 4.4.5). */
const sevenZipMethods: readonly number[] = [1, 6, 9, 12, 14, 95, 98];

/** What one archive has used up. */
interface Spent {
  children: number;
  packedBytes: number;
  unpackedBytes: number;
  readonly passwords: ZipPasswords;
  /** Entries that are left to 7-Zip. */
  readonly seldom: ZipEntry[];
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
    if (archive.status === 'ok' && hidesAside(bytes, archive.value))
      yield { name: 'directory', bytes: bytes.subarray(archive.value.directoryAt, archive.value.directoryEnd) };
    if (finished) yield* outside(bytes, covered);
  },
});

function* salvaged(bytes: Uint8Array): Generator<Result<ZipEntry>> {
  for (const value of salvagedEntries(bytes, 0)) yield { status: 'ok', value };
}

/** Passes everything on, but only the first gaps of one kind: an encrypted archive has one an entry. */
async function* withFewGaps(outs: AsyncGenerator<Decoded, boolean>): AsyncGenerator<Decoded, boolean> {
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
): AsyncGenerator<Decoded, boolean> {
  const passwords = new ZipPasswords(context.host);
  const spent: Spent = { children: 0, packedBytes: 0, unpackedBytes: 0, passwords, seldom: [] };
  for (const listed of entries) {
    if (listed.status === 'malformed') yield miss('malformed', listed.what, listed.at);
    if (listed.status !== 'ok') continue;
    const entry = listed.value;
    const stop = exhausted(spent, bytes.length, context.limits);
    if (stop) {
      yield miss(stop.code, stop.what, entry.headerAt);
      return false;
    }
    const data = packedData(bytes, entry);
    if (data.status === 'ok') covered.set(entry.headerAt, Math.max(data.value.end, covered.get(entry.headerAt) ?? 0));
    spent.children++;
    if (data.status === 'ok' && isFolder(entry)) continue;
    if (data.status === 'malformed') yield miss('malformed', `${quoted(entry)}: ${data.what}`, data.at);
    if (data.status !== 'ok') continue;
    if (entry.listedAt !== undefined && sevenZipMethods.includes(entry.method)) spent.seldom.push(entry);
    else yield* unpack(bytes.subarray(data.value.at, data.value.end), entry, context, spent);
  }
  if (spent.seldom.length > 0) yield* unpackSeldom(bytes, context, spent);
  return true;
}

/** Entries packed by methods that are too seldom for a reader of our own. */
function unpackSeldom(bytes: Uint8Array, { host, limits }: DecodeContext, spent: Spent): AsyncGenerator<Decoded> {
  const unpackedBytes = limits.unpackedBytes - spent.unpackedBytes;
  return openWithSevenZip(regrouped(bytes, spent.seldom), 'zip', { host, limits: { ...limits, unpackedBytes } });
}

function exhausted(spent: Spent, archiveBytes: number, limits: Limits): { code: GapCode; what: string } | undefined {
  if (spent.children >= limits.children) return { code: 'limit-count', what: `more than ${limits.children} entries` };
  if (spent.packedBytes > mostReadings * archiveBytes)
    return { code: 'limit-ratio', what: 'entries share too many bytes: unpacking stopped' };
  if (spent.unpackedBytes < limits.unpackedBytes) return undefined;
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

/** Whether an entry has so long a comment or so many extra fields that something else may stand there. */
function hidesAside(bytes: Uint8Array, archive: ZipArchive): boolean {
  for (const entry of listedEntries(bytes, archive))
    if (entry.status === 'ok' && entry.value.asideBytes > usualAside) return true;
  return false;
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
): AsyncGenerator<Decoded> {
  const gap = (code: GapCode, what: string): Miss => miss(code, `${quoted(entry)} ${what}`, entry.headerAt);
  if (packed.length < entry.packedSize) yield gap('truncated', `has ${packed.length} of ${entry.packedSize} bytes`);
  spent.packedBytes += packed.length;
  if (!entry.encrypted && !isKnownMethod(entry.method))
    yield gap('not-supported', `is packed by method ${entry.method}`);
  const allowed = allowance(packed.length, context.limits, spent);
  const opened = entry.encrypted ? await spent.passwords.open(packed, entry, allowed.bytes) : plain(packed, entry);
  if (opened === undefined && entry.encrypted) yield gap('encrypted', 'is encrypted');
  if (opened === undefined) return;
  const contents = new Contents(opened, allowed.bytes, context.host);
  yield await contents.child();
  spent.unpackedBytes += contents.bytes;
  if (contents.end === 'limit') yield gap(allowed.code, `would unpack to more than ${allowed.bytes} bytes`);
  else if (contents.end === 'malformed') yield gap('malformed', `does not unpack beyond ${contents.bytes} bytes`);
  else if (entry.size !== undefined && entry.size !== contents.bytes && packed.length === entry.packedSize)
    yield gap('malformed', `holds ${contents.bytes} bytes, not the ${entry.size} it says`);
}

/** Undefined where it is packed by a method that nobody knows. */
function plain(bytes: Uint8Array, { name, method, size, packedSize }: ZipEntry): Packed | undefined {
  const sized = size === undefined ? {} : { size };
  if (isKnownMethod(method)) return { name, bytes, method, ...sized };
  // Android takes what has a method that is none as stored, and programs hide behind that.
  return size === packedSize ? { name, bytes, method: stored, ...sized, how: 'taken as stored' } : undefined;
}
