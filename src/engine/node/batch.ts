/**
 * Examines many files in one thread. Small files share one scan: they are read side by side into the sieve's buffer,
 * and only those in which something stands are examined on their own.
 */
import { modifiedOf, type OpenFile, openFile } from '../../gather/files.ts';
import { reason } from '../../gather/reason.ts';
import type { GapCode } from '../../model/gap.ts';
import type { Found } from '../../sieve/contract.ts';
import type { SievePlan } from '../../sieve/sieve.ts';
import { examine } from '../examine.ts';
import { headBytes } from '../extraction.ts';
import type { Examined } from '../ledger.ts';
import { memorySource, ReadFailure, type SearchedAhead, type Source } from '../source.ts';
import { looksLikeText } from '../text-head.ts';
import type { Workbench } from '../workbench.ts';
import { type HashThread, startHashing } from './hash-thread.ts';
import { type PieceThread, piecesAhead } from './piece-thread.ts';
import { searchAhead } from './sieve-thread.ts';

/** Files up to this size share a scan. */
const smallBytes = 256 * 1024;
const pageBytes = 4_096;
/** From here on hashing or searching takes longer than a thread to start. */
const aheadBytes = 64 * 1024 * 1024;
/** Zeros between files, so that nothing is found across a border. */
const marginBytes = 32;

export interface BatchResult {
  /** By the order of the paths; files in which nothing stands are left out. */
  readonly examined: readonly Examined[];
  readonly gaps: readonly { readonly path: string; readonly code: GapCode; readonly what: string }[];
  readonly files: number;
  readonly bytes: number;
}

/** A small file in the shared buffer. */
interface Packed {
  readonly order: number;
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Examines the files at `paths`. Never throws for what stands at them.
 *
 * @param spare what the sieve looks for, where another thread has nothing to do
 * @param onTurn hears the place among `paths` of each file before it is examined on its own, and nothing after it
 */
export async function examineBatch(
  paths: readonly string[],
  bench: Workbench,
  onTurn: (place?: number) => void = () => {},
  spare?: SievePlan,
): Promise<BatchResult> {
  const { input } = bench.sieve;
  const results: { order: number; examined: Examined }[] = [];
  const gaps: { path: string; code: GapCode; what: string }[] = [];
  const large: { order: number; path: string }[] = [];
  let packed: Packed[] = [];
  let filled = 0;
  let bytes = 0;
  let files = 0;

  const flush = async (): Promise<void> => {
    for (const { order, path, content } of suspects(packed, filled, bench)) {
      onTurn(order);
      const source = { ...memorySource(path, content, bench.host.sha256), modified: () => modifiedOf(path) };
      results.push({ order, examined: await examine(source, bench) });
      onTurn();
    }
    packed = [];
    filled = 0;
  };

  for (const [order, path] of paths.entries()) {
    if (filled + smallBytes + 1 + marginBytes > input.length) await flush();
    const read = readInto(path, bench.sieve.input.subarray(filled, filled + smallBytes + 1));
    if (typeof read !== 'number') {
      gaps.push({ path, code: read.gap, what: read.what });
      continue;
    }
    files++;
    if (read > smallBytes) large.push({ order, path });
    else if (read > 0) {
      packed.push({ order, path, start: filled, end: filled + read });
      bytes += read;
      bench.sieve.input.fill(0, filled + read, filled + read + marginBytes);
      filled = (filled + read + marginBytes) & ~15;
    }
  }
  await flush();
  for (const { order, path } of large) {
    onTurn(order);
    const examined = await examineFile(path, bench, spare);
    onTurn();
    if ('gap' in examined) gaps.push({ path, code: examined.gap, what: examined.what });
    else {
      bytes += examined.bytes;
      results.push({ order, examined });
    }
  }
  results.sort((a, b) => a.order - b.order);
  return { examined: results.map((result) => result.examined).filter(hasSomething), gaps, files, bytes };
}

/** Examines one file on its own. */
async function examineFile(
  path: string,
  bench: Workbench,
  spare: SievePlan | undefined,
): Promise<Examined | ReturnType<typeof reason>> {
  let file: OpenFile;
  try {
    file = openFile(path);
  } catch (error) {
    return reason(error);
  }
  const size = file.size();
  if (size === undefined) {
    file.close();
    // Whoever owns the folder may have put a device in the file's place since it was found.
    return { gap: 'special-file', what: 'no longer a regular file: skipped' };
  }
  const source = fileSource(path, file, size, spare);
  try {
    return await examine(source, bench);
  } finally {
    await source.close();
  }
}

/** True where a source left anything for the report. */
export function hasSomething(examined: Examined): boolean {
  return examined.seen.length > 0 || examined.gaps.length > 0 || examined.asides !== undefined;
}

/** A file as the engine reads it; `spare`: what a thread that has nothing else to do would search for. */
function fileSource(path: string, file: OpenFile, size: number, spare: SievePlan | undefined): Source {
  const guarded = <T>(read: () => T): T => {
    try {
      return read();
    } catch (error) {
      throw failureOf(error);
    }
  };
  const helper = size < aheadBytes ? undefined : spare;
  let hashing: HashThread | undefined;
  let searching: SearchedAhead | undefined;
  let reading: PieceThread | undefined;
  return {
    name: path,
    size: size === 0 ? undefined : size,
    searchAhead(stretches) {
      if (!helper) return undefined;
      searching = searchAhead({ ...stretches, descriptor: file.descriptor, end: size, plan: helper });
      return searching;
    },
    piecesAhead() {
      if (!helper) return undefined;
      reading = piecesAhead(file.descriptor, size, helper);
      const { pieces } = reading;
      return {
        ...pieces,
        async next(left) {
          try {
            return await pieces.next(left);
          } catch (error) {
            throw failureOf(error);
          }
        },
      };
    },
    hashAhead() {
      if (!helper) return;
      if (reading) reading.hash();
      hashing ??= reading ?? startHashing({ descriptor: file.descriptor, end: size });
    },
    read: (target) => guarded(() => file.read(target)),
    rewind() {
      file.rewind();
      return true;
    },
    async sha256(stop) {
      const hashed = await hashing?.result(stop);
      // A file that grew meanwhile is hashed anew: a hash of its beginning would be nobody's.
      if (hashed?.end === guarded(() => file.end())) return hashed.sha256;
      return stop() ? undefined : guarded(() => file.sha256(stop));
    },
    close() {
      hashing?.abandon();
      reading?.abandon();
      searching?.stop();
      file.close();
    },
  };
}

function failureOf(error: unknown): ReadFailure {
  const { gap, what } = reason(error);
  return new ReadFailure(gap, what);
}

/** Bytes read, as many as fit, or why none could be. */
function readInto(path: string, target: Uint8Array): number | ReturnType<typeof reason> {
  let file: OpenFile | undefined;
  try {
    file = openFile(path);
    let filled = file.read(target);
    // A short read is a file's end; asking again would double the calls on a tree of small files. Only the kernel's
    // own files come in pieces of their liking.
    const isKernels = path.startsWith('/proc/') || path.startsWith('/sys/');
    const mayHaveMore = (count: number): boolean => count > 0 && (isKernels || count % pageBytes === 0);
    for (let count = filled; mayHaveMore(count) && filled < target.length; filled += count)
      count = file.read(target.subarray(filled));
    return filled;
  } catch (error) {
    return reason(error);
  } finally {
    file?.close();
  }
}

/** The packed files in which something stands, copied out of the buffer. */
function suspects(
  packed: readonly Packed[],
  filled: number,
  bench: Workbench,
): { order: number; path: string; content: Uint8Array }[] {
  if (packed.length === 0) return [];
  const isText = (file: Packed): boolean => looksLikeText(headOf(file, bench));
  const found = bench.sieve.scan(filled, { xor: !packed.every(isText) });
  // One hostile file may have used up its neighbours' share of hits: then each is looked at on its own.
  const marked = found.dropped > 0 ? new Set(packed) : within(packed, found);
  const { input } = bench.sieve;
  return packed
    .filter((file) => marked.has(file) || isDecodable(file, bench))
    .map(({ order, path, start, end }) => ({ order, path, content: input.slice(start, end) }));
}

/** The packed files that a hit or a run lies in. */
function within(packed: readonly Packed[], found: Found): Set<Packed> {
  const marked = new Set<Packed>();
  for (const items of [found.hits, found.runs]) {
    let at = 0;
    for (const item of items) {
      while (at < packed.length && (packed[at]?.end ?? 0) <= item.offset) at++;
      const file = packed[at];
      if (file && item.offset >= file.start) marked.add(file);
    }
  }
  return marked;
}

function headOf({ start, end }: Packed, bench: Workbench): Uint8Array {
  return bench.sieve.input.subarray(start, Math.min(end, start + headBytes));
}

function isDecodable(file: Packed, bench: Workbench): boolean {
  return bench.rules !== undefined || bench.dispatcher.opens(headOf(file, bench), file.path, file.end - file.start);
}
