/**
 * Worker threads over batches of paths. A batch that kills its worker, by time or by memory, is taken apart file by
 * file, so that the one at fault becomes a gap and the rest is still examined.
 */
import { Worker } from 'node:worker_threads';
import type { Limits } from '../../model/limits.ts';
import type { BatchResult } from './batch.ts';
import type { WorkerSetup } from './worker.ts';

export interface Batch {
  /** Place among all batches. */
  readonly order: number;
  readonly paths: readonly string[];
}

export type OnResult = (batch: Batch, result: BatchResult) => void;

const workerHeapMegabytes = 256;
const longestTimer = 2 ** 31 - 1;
const graceMs = 10_000;

/** Examines every batch on `threads` worker threads; `onResult` hears of each in the order of completion. */
export async function examineInPool(
  batches: Iterator<Batch>,
  threads: number,
  setup: WorkerSetup,
  onResult: OnResult,
): Promise<void> {
  const retries: Batch[] = [];
  const next = (): Batch | undefined => {
    const retry = retries.pop();
    if (retry) return retry;
    const taken = batches.next();
    return taken.done ? undefined : taken.value;
  };
  const lane = async (): Promise<void> => {
    let worker: Worker | undefined;
    for (let batch = next(); batch !== undefined; batch = next()) {
      worker ??= startWorker(setup);
      const outcome = await ask(worker, batch, setup.limits);
      if (outcome.status === 'ok') {
        onResult(batch, outcome.result);
        continue;
      }
      await worker.terminate();
      worker = undefined;
      const { order, paths } = batch;
      if (paths.length > 1) for (const path of [...paths].reverse()) retries.push({ order, paths: [path] });
      else onResult(batch, { examined: [], gaps: paths.map((path) => ({ path, ...outcome.gap })), files: 1, bytes: 0 });
    }
    await worker?.terminate();
  };
  await Promise.all(Array.from({ length: threads }, lane));
}

function startWorker(setup: WorkerSetup): Worker {
  return new Worker(new URL('./worker.js', import.meta.url), {
    workerData: setup,
    resourceLimits: { maxOldGenerationSizeMb: workerHeapMegabytes },
  });
}

type Outcome =
  | { readonly status: 'ok'; readonly result: BatchResult }
  | {
      readonly status: 'lost';
      readonly gap: { readonly code: 'limit-time' | 'limit-memory' | 'crashed'; readonly what: string };
    };

/** Sends a batch and waits for its answer, its death or its time. */
function ask(worker: Worker, batch: Batch, limits: Limits): Promise<Outcome> {
  return new Promise((resolve) => {
    const settle = (outcome: Outcome): void => {
      clearTimeout(timer);
      // One by one: removing all listeners of a Worker also removes Node's own.
      worker.off('message', answered);
      worker.off('error', died);
      resolve(outcome);
    };
    const answered = (result: BatchResult): void => settle({ status: 'ok', result });
    const died = (error: Error & { code?: string }): void => {
      const memory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      const what = memory ? 'needed too much memory: given up' : `a defect in Davylamp: ${error.message}`;
      settle({ status: 'lost', gap: { code: memory ? 'limit-memory' : 'crashed', what } });
    };
    const overdue = (): void =>
      settle({ status: 'lost', gap: { code: 'limit-time', what: 'took too long: given up' } });
    // The examination watches its own time; this catches a unit that never comes back.
    const timer = setTimeout(overdue, Math.min(longestTimer, limits.sourceMs * batch.paths.length + graceMs));
    worker.on('message', answered);
    worker.on('error', died);
    worker.postMessage(batch.paths);
  });
}
