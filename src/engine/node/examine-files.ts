/** Examines files: a few in place, many on worker threads. */
import { availableParallelism } from 'node:os';
import { sizeOf } from '../../gather/files.ts';
import type { Gathered } from '../../gather/walk.ts';
import type { Limits } from '../../model/limits.ts';
import type { SievePlan } from '../../sieve/sieve.ts';
import type { Workbench } from '../workbench.ts';
import { type BatchResult, examineBatch } from './batch.ts';
import type { Collected } from './collected.ts';
import { type Batch, examineInPool } from './pool.ts';
import type { RuleTexts } from './worker.ts';

/** Files that one message to a worker names. */
const batchFiles = 256;
/** So little is done in place before worker threads would have started. */
const aloneFiles = 32;
const aloneBytes = 16 * 1024 * 1024;
const mostThreads = 64;

export interface Examination {
  readonly plan: SievePlan;
  readonly limits: Limits;
  /** Threads get their texts alone. */
  readonly rules: RuleTexts;
  /** Worker threads, 64 at most; the machine's parallelism if absent. */
  readonly jobs?: number | undefined;
  /**
   * Memory counts for more than time: one thread examines, however many processors there are, and others only help it
   * with large files. What `jobs` says goes before.
   */
  readonly isThrifty?: boolean | undefined;
  /** For what is examined in this thread. */
  readonly inPlace: () => Workbench;
}

/** A file and its place among all of them. */
interface Numbered {
  readonly place: number;
  readonly path: string;
  readonly size?: number | undefined;
}

/** @param take hears of each batch, with the place of its first file */
export async function examineFiles(
  gathered: Iterable<Gathered>,
  { plan, limits, rules, jobs, isThrifty = false, inPlace }: Examination,
  collected: Collected,
  take: (first: number, result: BatchResult) => void,
): Promise<void> {
  const files = numbered(gathered, limits.files, collected);
  const first = takeFirst(files);
  if (first.isAll) {
    const bench = first.files.length > 0 ? inPlace() : undefined;
    if (bench) for (const { place, path } of first.files) take(place, await examineBatch([path], bench));
    return;
  }
  const wanted = Math.min(mostThreads, jobs ?? availableParallelism());
  const threads = isThrifty && jobs === undefined ? 1 : wanted;
  const next = files.next();
  const isOneFile = first.files.length === 1 && next.done === true;
  const lone = wanted > 1 && (isOneFile || threads === 1);
  const batches = inBatches(next.done ? first.files : [...first.files, next.value], files);
  const texts = { yara: rules.yara, sigma: rules.sigma };
  await examineInPool(batches, threads, { plan, limits, rules: texts, lone }, (batch, result) =>
    take(batch.first, result),
  );
}

/** Passes files on and keeps the gaps. */
function* numbered(gathered: Iterable<Gathered>, most: number, collected: Collected): Generator<Numbered> {
  let place = 0;
  for (const item of gathered) {
    const { path } = item;
    if ('gap' in item) collected.miss({ path, code: item.gap, what: item.what });
    else if (place < most) yield { place: place++, path, size: item.size };
    else {
      collected.miss({ path, code: 'limit-count', what: `more than ${most} files: stopped before this one` });
      return;
    }
  }
}

/** Takes files until it is clear whether worker threads are worth their start. */
function takeFirst(files: Iterator<Numbered>): { readonly files: readonly Numbered[]; readonly isAll: boolean } {
  const taken: Numbered[] = [];
  let bytes = 0;
  for (let next = files.next(); !next.done; next = files.next()) {
    taken.push(next.value);
    bytes += next.value.size ?? sizeOf(next.value.path);
    if (taken.length > aloneFiles || bytes > aloneBytes) return { files: taken, isAll: false };
  }
  return { files: taken, isAll: true };
}

/** The first ones one by one, since they may be large; the others many at a time. */
function* inBatches(first: readonly Numbered[], others: Iterator<Numbered>): Generator<Batch> {
  for (const { place, path } of first) yield { first: place, paths: [path] };
  let paths: string[] = [];
  let begin = first.length;
  for (let next = others.next(); !next.done; next = others.next()) {
    paths.push(next.value.path);
    if (paths.length < batchFiles) continue;
    yield { first: begin, paths };
    begin += paths.length;
    paths = [];
  }
  if (paths.length > 0) yield { first: begin, paths };
}
