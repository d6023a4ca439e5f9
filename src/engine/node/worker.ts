/** A worker thread: takes batches of paths, answers with what stood in them. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Limits } from '../../model/limits.ts';
import type { SievePlan } from '../../sieve/sieve.ts';
import { examineBatch } from './batch.ts';
import { workbench } from './workbench.ts';

export interface WorkerSetup {
  readonly plan: SievePlan;
  readonly limits: Limits;
}

// workerData is what pool.ts handed over, in the same process and version.
const { plan, limits } = workerData as WorkerSetup;
const bench = workbench(plan, limits);

parentPort?.on('message', async (paths: readonly string[]) => {
  parentPort?.postMessage(await examineBatch(paths, bench));
});
