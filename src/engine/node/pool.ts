/**
 * Worker threads over batches of paths. A batch that kills its worker, by time, by memory or by a defect, is taken
 * apart, so that the file at fault becomes a gap and the rest is still examined.
 */
import { Worker } from 'node:worker_threads';
import type { GapCode } from '../../model/gap.ts';
import type { Limits } from '../../model/limits.ts';
import type { BatchResult } from './batch.ts';
import type { FromWorker, WorkerSetup } from './worker.ts';

export interface Batch {
  /** Place of its first path among all paths: results come in any order. */
  readonly first: number;
  readonly paths: readonly string[];
}

export type OnResult = (batch: Batch, result: BatchResult) => void;

const workerHeapMegabytes = 256;
/**
 * Room for what extractors make and drop, events above all: with half of it, a log of events takes a third longer, since
 * more of it is still held when room runs out; with more, two threads on two such logs need 400 MB.
 */
const workerYoungMegabytes = 48;
const longestTimer = 2 ** 31 - 1;
const graceMs = 10_000;

// From TypeScript, as tests run, the worker is the compiled one.
const workerFile = import.meta.url.endsWith('.ts') ? '../../../dist/src/engine/node/worker.js' : './worker.js';

export interface PoolSetup extends WorkerSetup {
  /** What the threads run; for tests. */
  readonly worker?: URL;
  /** Beyond the limit of a source, before its thread is given up. */
  readonly graceMs?: number;
}

/** Examines every batch on at most `threads` worker threads; `onResult` hears of each in the order of completion. */
export async function examineInPool(
  batches: Iterator<Batch>,
  threads: number,
  setup: PoolSetup,
  onResult: OnResult,
): Promise<void> {
  const retries: Batch[] = [];
  const live = new Set<Worker>();
  const next = (): Batch | undefined => {
    const retry = retries.pop();
    if (retry) return retry;
    const taken = batches.next();
    return taken.done ? undefined : taken.value;
  };
  const lane = async (): Promise<void> => {
    let worker: Worker | undefined;
    for (let batch = next(); batch !== undefined; batch = next()) {
      worker ??= startWorker(setup, live);
      const outcome = await ask(worker, batch, setup);
      if (outcome.status === 'ok') onResult(batch, outcome.result);
      else {
        giveUp(worker, live);
        worker = undefined;
        for (const part of takenApart(batch, outcome))
          if ('paths' in part) retries.push(part);
          else onResult(part.batch, part.result);
      }
    }
    if (worker) giveUp(worker, live);
  };
  try {
    await Promise.all(Array.from({ length: threads }, lane));
  } finally {
    for (const worker of live) giveUp(worker, live);
  }
}

function startWorker({ plan, limits, rules, lone, worker: file }: PoolSetup, live: Set<Worker>): Worker {
  const worker = new Worker(file ?? new URL(workerFile, import.meta.url), {
    workerData: { plan, limits, rules, lone } satisfies WorkerSetup,
    resourceLimits: { maxOldGenerationSizeMb: workerHeapMegabytes, maxYoungGenerationSizeMb: workerYoungMegabytes },
  });
  // One that dies between two batches is noticed when it is asked next.
  worker.on('error', () => {});
  live.add(worker);
  return worker;
}

/** Not waited for: a thread that hangs in a dead network drive ends when the drive answers. */
function giveUp(worker: Worker, live: Set<Worker>): void {
  live.delete(worker);
  worker.unref();
  void worker.terminate();
}

interface Lost {
  readonly status: 'lost';
  readonly gap: { readonly code: GapCode; readonly what: string };
  /** Place in the batch of the file that was being examined on its own; absent where there was none. */
  readonly at?: number | undefined;
}
type Outcome = { readonly status: 'ok'; readonly result: BatchResult } | Lost;

/** What is to be tried again, and what is lost for good. */
function takenApart(batch: Batch, { gap, at }: Lost): (Batch | { batch: Batch; result: BatchResult })[] {
  const { first, paths } = batch;
  const part = (from: number, to: number): Batch => ({ first: first + from, paths: paths.slice(from, to) });
  const lost = (culprit: Batch): { batch: Batch; result: BatchResult } => ({
    batch: culprit,
    result: { examined: [], gaps: culprit.paths.map((path) => ({ path, ...gap })), files: 1, bytes: 0 },
  });
  if (paths.length === 1) return [lost(batch)];
  if (at === undefined) return paths.map((_, i) => part(i, i + 1));
  const culprit = part(at, at + 1);
  // Time was its own; memory may have been taken by those before it, so it is given another try.
  return [
    gap.code === 'limit-time' ? lost(culprit) : culprit,
    ...[part(0, at), part(at + 1, paths.length)].filter((rest) => rest.paths.length > 0),
  ];
}

/** Sends a batch and waits for its answer, its death or its time. */
function ask(worker: Worker, batch: Batch, setup: PoolSetup): Promise<Outcome> {
  return new Promise((resolve) => {
    let at: number | undefined;
    const settle = (outcome: Outcome): void => {
      clearTimeout(timer);
      // One by one: removing all listeners of a Worker also removes Node's own.
      worker.off('message', told);
      worker.off('error', failed);
      worker.off('exit', exited);
      resolve(outcome);
    };
    const lost = (code: GapCode, what: string): void => settle({ status: 'lost', gap: { code, what }, at });
    const told = (message: FromWorker): void => {
      if ('result' in message) settle({ status: 'ok', result: message.result });
      else {
        at = message.at;
        timer.refresh();
      }
    };
    const failed = (error: Error & { code?: string }): void => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') lost('limit-memory', 'needed too much memory: given up');
      else lost('crashed', `a defect in Davylamp: ${error.message}`);
    };
    const exited = (): void => lost('crashed', 'a defect in Davylamp: its thread ended');
    const overdue = (): void => lost('limit-time', 'took too long: given up');
    // The examination watches its own time; this catches a unit that never comes back.
    const timer = setTimeout(overdue, timeOf(setup.limits, setup.graceMs ?? graceMs));
    worker.on('message', told);
    worker.on('error', failed);
    worker.on('exit', exited);
    worker.postMessage(batch.paths);
  });
}

function timeOf({ sourceMs }: Limits, grace: number): number {
  return Math.min(longestTimer, sourceMs + grace);
}
