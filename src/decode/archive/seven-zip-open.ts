/** An archive of a known type, opened by 7-Zip: its files as children, and what could not be unpacked as gaps. */
import { isOneStream, listIsEncrypted, mayBeEncrypted, type SevenZipType } from '../../codec/seven-zip/format.ts';
import {
  listedMembers,
  printedErrors,
  saysWrongPassword,
  tailBytes,
  writtenNames,
} from '../../codec/seven-zip/printed.ts';
import type { Child, DecodeContext, Decoded, LongChild, Miss } from '../../model/units.ts';
import { packedName } from './packed-name.ts';
import { samplePasswords } from './sample-passwords.ts';
import { Budget, Portion, type Unpacked } from './seven-zip-intake.ts';
import { missesOf } from './seven-zip-misses.ts';
import { type Printed, runSevenZip } from './seven-zip-module.ts';

const noPassword = `none of the usual passwords (${samplePasswords.join(', ')}) opens it`;

/** A file that unpacks to more is handed on in pieces. */
const heldBytes = 8 * 1024 * 1024;

/** Streams that are unpacked one after the other; each takes some milliseconds, however short it is. */
const mostStreams = 1000;

/** The longest that one call may take. */
const callMs = 60_000;

/** An archive that is worked on. */
interface Job {
  readonly archive: Uint8Array;
  readonly type: SevenZipType;
  readonly context: DecodeContext;
  readonly budget: Budget;
  /** Empty where the format knows none. */
  readonly password: string;
  /** Names of the members that are encrypted, as 7-Zip prints them. */
  readonly encrypted: ReadonlySet<string>;
}

/** What one call unpacked. */
interface Pass {
  readonly files: readonly NamedFile[];
  /** Number of the file that the next call begins with. */
  readonly next: number | undefined;
  readonly printed: Printed;
}
interface NamedFile extends Unpacked {
  readonly name: string;
  /** As 7-Zip prints it. */
  readonly printedName: string;
}

/** Everything in an archive, as children, and what could not be unpacked. */
export async function* openWithSevenZip(
  archive: Uint8Array,
  type: SevenZipType,
  context: DecodeContext,
): AsyncGenerator<Decoded> {
  const budget = new Budget(archive.length, context.limits);
  const job: Job = { archive, type, context, budget, password: '', encrypted: new Set() };
  if (!mayBeEncrypted(type)) return yield* unpackFrom(job, await unpack(job, 0));
  const unlocked = await unlock(job);
  if (unlocked) yield* unpackFrom(unlocked.job, unlocked.first);
  else yield { gap: { code: 'encrypted', what: `the list of its files is encrypted, and ${noPassword}` } };
}

/** Streams that follow each other, as one child. */
export async function* openStreams(
  streams: readonly Uint8Array[],
  type: SevenZipType,
  context: DecodeContext,
): AsyncGenerator<Decoded> {
  const packedBytes = streams.reduce((sum, { length }) => sum + length, 0);
  const budget = new Budget(packedBytes, context.limits);
  const chunks: Uint8Array[] = [];
  const misses: Miss[] = [];
  for (const archive of streams.slice(0, mostStreams)) {
    const pass = await unpack({ archive, type, context, budget, password: '', encrypted: new Set() }, 0);
    for (const file of pass.files) for (const chunk of file.chunks) chunks.push(chunk);
    misses.push(...missesOf(pass.printed, budget));
    if (misses.length > 0) break;
  }
  if (chunks.length > 0) yield childOf(packedName(context.name), chunks);
  yield* misses;
  if (streams.length > mostStreams)
    yield { gap: { code: 'limit-count', what: `more than ${mostStreams} streams follow each other` } };
}

/** Finds the password, where one is needed; undefined where not even the list of files opens. */
async function unlock(job: Job): Promise<{ readonly job: Job; readonly first: Pass } | undefined> {
  let last: { job: Job; first: Pass } | undefined;
  for (const password of samplePasswords) {
    const listing = await call({ ...job, password }, ['l', '-slt', '-ba']);
    if (saysWrongPassword(listing.errors) || (listing.end === 'threw' && listIsEncrypted(job.archive, job.type)))
      continue;
    const members = listedMembers(listing.output).filter(({ encrypted, folder }) => encrypted && !folder);
    const encrypted = new Set(members.map(({ name }) => name));
    // What a wrong password gave counts against no limit.
    const budget = new Budget(job.archive.length, job.context.limits);
    last = { job: { ...job, password, encrypted, budget }, first: await unpack({ ...job, password, budget }, 0) };
    if (encrypted.size === 0 || last.first.files.some(({ printedName }) => encrypted.has(printedName))) return last;
  }
  return last;
}

async function* unpackFrom(job: Job, first: Pass): AsyncGenerator<Decoded> {
  let pass = first;
  for (;;) {
    for (const file of pass.files) {
      if (file.bytes === 0 && isOneStream(job.type)) continue;
      const how = job.encrypted.has(file.printedName) ? `password ${job.password}` : undefined;
      yield childOf(isOneStream(job.type) ? packedName(job.context.name) : file.name, file.chunks, how);
    }
    if (pass.next === undefined) break;
    pass = await unpack(job, pass.next);
  }
  yield* missesOf(pass.printed, job.budget);
  const restAt = job.archive.length - tailBytes(pass.printed.output);
  if (restAt > 0 && restAt < job.archive.length)
    yield { name: `rest@0x${restAt.toString(16)}`, bytes: job.archive.subarray(restAt) };
}

/** Calls 7-Zip for the files from number `from` on. */
async function unpack(job: Job, from: number): Promise<Pass> {
  const portion = new Portion(from, job.budget);
  const printed = await call(job, ['x', '-y', '-o/out', '-bd', '-bb1', '-aoa'], portion);
  const names = writtenNames(printed.output);
  const locked = new Set(
    printedErrors(printed.errors).flatMap(({ what, name }) =>
      name !== undefined && saysWrongPassword(what) ? [name] : [],
    ),
  );
  const files = portion.files
    .map((file): NamedFile => {
      // Printed are the files that were opened, unless the archive plays tricks with its own comment.
      const printedName = names.length === portion.opened ? (names[file.index] ?? file.path) : file.path;
      return { ...file, printedName, name: truest(printedName, file.path) };
    })
    .filter(({ printedName }) => !locked.has(printedName));
  return { files, next: portion.next, printed };
}

/**
 * 7-Zip prints a name as the archive has it, but for control characters; the path it unpacks to has these, but no
 * longer climbs out of its folder.
 */
function truest(printed: string, path: string): string {
  return path.replace(/\p{Cc}/gu, '_') === printed.replace(/\p{Cc}/gu, '_') ? path : printed;
}

function call(job: Job, command: readonly string[], portion?: Portion): Promise<Printed> {
  const ms = Math.min(callMs, job.context.limits.sourceMs);
  return runSevenZip(job.archive, [...command, `-t${job.type}`, `-p${job.password}`], job.context.host, ms, portion);
}

function childOf(name: string, chunks: readonly Uint8Array[], how?: string): Child | LongChild {
  const told = how === undefined ? {} : { how };
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  if (length > heldBytes) return { name, pieces: () => piecesOf(chunks), ...told };
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return { name, bytes, ...told };
}

async function* piecesOf(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}
