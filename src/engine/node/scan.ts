/** `davylamp scan` without its command line: paths in, one report out. */
import { availableParallelism } from 'node:os';
import { type Gathered, sizeOf, walk } from '../../gather/files.ts';
import { inputReader } from '../../gather/standard-input.ts';
import { defaultLimits, type Limits } from '../../model/limits.ts';
import type { Report } from '../../model/report.ts';
import { conclude, type PathGap } from '../conclude.ts';
import { examine } from '../examine.ts';
import type { Examined } from '../ledger.ts';
import { registry } from '../registry.ts';
import type { Source } from '../source.ts';
import { version } from '../version.ts';
import { type BatchResult, examineBatch, hasSomething } from './batch.ts';
import { type Batch, examineInPool } from './pool.ts';
import { planSieve, workbench } from './workbench.ts';

export interface Progress {
  readonly files: number;
  readonly bytes: number;
}

export interface ScanOptions {
  /** Worker threads; the machine's parallelism if absent. */
  readonly jobs?: number;
  readonly limits?: Partial<Limits>;
  readonly onProgress?: (progress: Progress) => void;
  /** What the path `-` reads. */
  readonly stdin?: AsyncIterable<Uint8Array>;
  /** The clock of the report. */
  readonly now?: () => Date;
}

/** Files that one message to a worker names. */
const batchFiles = 256;
/** So little is done before worker threads would have started. */
const aloneFiles = 32;
const aloneBytes = 32 * 1024 * 1024;

/** Scans files and folders; `-` is standard input. */
export async function scan(paths: readonly string[], options: ScanOptions = {}): Promise<Report> {
  const now = options.now ?? (() => new Date());
  const limits = { ...defaultLimits, ...options.limits };
  const collected = new Collected(now(), options.onProgress);
  const setup = { plan: planSieve(), limits };
  if (paths.includes('-') && options.stdin)
    collected.add(-1, await examineInput(options.stdin, workbench(setup.plan, limits)));
  const gathered = collected.files(walk(paths.filter((path) => path !== '-')), limits.files);
  const first = takeFirst(gathered);
  if (first.alone) {
    const files = first.batches.flatMap((batch) => batch.paths);
    if (files.length > 0) {
      const bench = workbench(setup.plan, limits);
      for (const [order, path] of files.entries()) collected.add(order, await examineBatch([path], bench));
    }
  } else {
    const batches = chain(first.batches, inBatches(gathered, first.batches.length));
    const threads = Math.max(1, options.jobs ?? availableParallelism());
    await examineInPool(batches, threads, setup, (batch, result) => collected.add(batch.order, result));
  }
  return conclude(collected.evidence(paths, now()), registry, limits);
}

/** Gathers results, which come in any order, and the paths that could not be looked at. */
class Collected {
  readonly #results: { order: number; examined: readonly Examined[] }[] = [];
  readonly #gaps: PathGap[] = [];
  readonly #started: Date;
  readonly #onProgress: ScanOptions['onProgress'];
  #files = 0;
  #bytes = 0;

  constructor(started: Date, onProgress: ScanOptions['onProgress']) {
    this.#started = started;
    this.#onProgress = onProgress;
  }

  add(order: number, result: BatchResult): void {
    if (result.examined.length > 0) this.#results.push({ order, examined: result.examined });
    this.#gaps.push(...result.gaps);
    this.#files += result.files;
    this.#bytes += result.bytes;
    this.#onProgress?.({ files: this.#files, bytes: this.#bytes });
  }

  /** Passes files on and keeps the gaps. */
  *files(gathered: Iterable<Gathered>, most: number): Generator<{ path: string; size?: number }> {
    let count = 0;
    for (const item of gathered) {
      if ('gap' in item) this.#gaps.push({ path: item.path, code: item.gap, what: item.what });
      else if (++count > most) {
        this.#gaps.push({
          path: item.path,
          code: 'limit-count',
          what: `more than ${most} files: stopped before this one`,
        });
        return;
      } else yield item;
    }
  }

  evidence(inputs: readonly string[], finished: Date): Parameters<typeof conclude>[0] {
    this.#results.sort((a, b) => a.order - b.order);
    this.#gaps.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
    return {
      inputs,
      examined: this.#results.flatMap((result) => result.examined),
      pathGaps: this.#gaps,
      files: this.#files,
      bytes: this.#bytes,
      started: this.#started,
      finished,
      version,
    };
  }
}

/** Takes files until it is clear whether worker threads are worth their start. */
function takeFirst(files: Iterator<{ path: string; size?: number }>): { batches: Batch[]; alone: boolean } {
  const paths: string[] = [];
  let bytes = 0;
  for (let taken = files.next(); !taken.done; taken = files.next()) {
    paths.push(taken.value.path);
    bytes += taken.value.size ?? sizeOf(taken.value.path);
    if (paths.length > aloneFiles || (paths.length > 1 && bytes > aloneBytes))
      return { batches: paths.map((path, order) => ({ order, paths: [path] })), alone: false };
  }
  return { batches: [{ order: 0, paths }], alone: true };
}

function* inBatches(files: Iterator<{ path: string }>, firstOrder: number): Generator<Batch> {
  let order = firstOrder;
  let paths: string[] = [];
  for (let taken = files.next(); !taken.done; taken = files.next()) {
    paths.push(taken.value.path);
    if (paths.length === batchFiles) {
      yield { order: order++, paths };
      paths = [];
    }
  }
  if (paths.length > 0) yield { order, paths };
}

function* chain<T>(...parts: Iterable<T>[]): Generator<T> {
  for (const part of parts) yield* part;
}

async function examineInput(
  input: AsyncIterable<Uint8Array>,
  bench: Parameters<typeof examine>[1],
): Promise<BatchResult> {
  const reader = inputReader(input);
  const source: Source = {
    name: '-',
    size: undefined,
    read: (target) => reader.read(target),
    rewind: () => false,
    sha256: () => reader.sha256(),
    close() {},
  };
  const examined = await examine(source, bench);
  return { examined: hasSomething(examined) ? [examined] : [], gaps: [], files: 1, bytes: examined.bytes };
}
