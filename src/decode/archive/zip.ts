/**
 * Files in a ZIP archive, and so in a JAR, APK, DOCX, XPI or wheel. Stored and deflated entries, ZIP64, archives
 * with something before, between or after the entries, archives one after the other, archives whose directory is lost.
 * Source: PKWARE APPNOTE.TXT 6.3.10. Bombs: D. Fifield, "A better zip bomb" (WOOT 2019), whose entries overlap.
 * Does not see: what is encrypted or packed by another method (a gap says so); programs that carry an archive behind
 * them, which are searched as they are; extra fields before an entry's data. Checksums are not verified.
 */
import { beginsLikeZip, findArchive, type ZipArchive } from '../../codec/zip/archive.ts';
import { listedEntries, packedData, salvagedEntries, type ZipEntry } from '../../codec/zip/entries.ts';
import type { GapCode } from '../../model/gap.ts';
import type { Host } from '../../model/host.ts';
import type { Limits } from '../../model/limits.ts';
import type { Result } from '../../model/result.ts';
import {
  type Child,
  type DecodeContext,
  type Decoded,
  defineDecoder,
  type LongChild,
  type Miss,
  type WholeDecoder,
} from '../../model/units.ts';

/** Unpacking to less than this is no bomb, whatever the ratio: a page of zeros packs well. */
const harmlessBytes = 1024 * 1024;

/** How many times over an archive's bytes are unpacked, where entries share them: nothing may come of it, at a price. */
const mostReadings = 4;

/** An entry that unpacks to more is handed on in pieces. */
const heldBytes = 8 * 1024 * 1024;

/** Gaps of one kind that are named one by one. */
const gapsEach = 10;

/** Padding, and the sizes that stand after an entry, are shorter than this. */
const telling = 32;

/** Times, owners and ZIP64 sizes take less than this. */
const usualAside = 96;

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
  packedBytes: number;
  unpackedBytes: number;
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
  const spent: Spent = { children: 0, packedBytes: 0, unpackedBytes: 0 };
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
    yield* unpack(bytes.subarray(data.value.at, data.value.end), entry, context, spent);
  }
  return true;
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
  if (entry.encrypted) return yield gap('encrypted', 'is encrypted');
  if (entry.method !== stored && entry.method !== deflated)
    return yield gap('not-supported', `is packed by method ${methodNames.get(entry.method) ?? entry.method}`);
  if (packed.length < entry.packedSize) yield gap('truncated', `has ${packed.length} of ${entry.packedSize} bytes`);
  spent.packedBytes += packed.length;
  const allowed = allowance(packed.length, context.limits, spent);
  const contents = new Contents(packed, entry, allowed.bytes, context.host);
  yield await contents.child();
  spent.unpackedBytes += contents.bytes;
  if (contents.end === 'limit') yield gap(allowed.code, `would unpack to more than ${allowed.bytes} bytes`);
  else if (contents.end === 'malformed') yield gap('malformed', `does not unpack beyond ${contents.bytes} bytes`);
  else if (entry.size !== undefined && entry.size !== contents.bytes && packed.length === entry.packedSize)
    yield gap('malformed', `holds ${contents.bytes} bytes, not the ${entry.size} it says`);
}

/** What an entry holds: at once where it is short and sound, in pieces otherwise, up to what is allowed or damaged. */
class Contents {
  /** Bytes so far. */
  bytes = 0;
  end: 'ok' | 'limit' | 'malformed' = 'ok';
  readonly #packed: Uint8Array;
  readonly #entry: ZipEntry;
  readonly #most: number;
  readonly #host: Host;

  constructor(packed: Uint8Array, entry: ZipEntry, most: number, host: Host) {
    this.#packed = packed;
    this.#entry = entry;
    this.#most = most;
    this.#host = host;
  }

  async child(): Promise<Child | LongChild> {
    const { name, method, size } = this.#entry;
    if (method === stored) return { name, bytes: this.#upToMost(this.#packed) };
    const most = Math.min(heldBytes, this.#most);
    const unpacked = (size ?? 0) <= most ? await this.#host.inflateRaw(this.#packed, most) : undefined;
    if (unpacked?.status === 'ok') return { name, bytes: this.#upToMost(unpacked.value) };
    return { name, pieces: () => this.#pieces() };
  }

  async *#pieces(): AsyncGenerator<Uint8Array> {
    let at = 0;
    for await (const piece of this.#host.inflateRawPieces(this.#packed)) {
      if (piece.status === 'ok') yield this.#upToMost(piece.value, at);
      else this.end = 'malformed';
      if (piece.status !== 'ok' || this.end !== 'ok') return;
      at += piece.value.length;
    }
  }

  #upToMost(bytes: Uint8Array, at = 0): Uint8Array {
    const left = this.#most - at;
    if (bytes.length > left) this.end = 'limit';
    this.bytes = Math.max(this.bytes, at + Math.min(left, bytes.length));
    return bytes.subarray(0, left);
  }
}
