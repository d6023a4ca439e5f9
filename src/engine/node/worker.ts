/** A worker thread: takes batches of paths, answers with what stood in them. */
import { parentPort, workerData } from 'node:worker_threads';
import type { SigmaDocuments } from '../../codec/sigma/read-rules.ts';
import type { Limits } from '../../model/limits.ts';
import type { SievePlan } from '../../sieve/sieve.ts';
import { type BatchResult, examineBatch } from './batch.ts';
import { sigmaSetOf } from './sigma-rules.ts';
import { workbench } from './workbench.ts';
import type { RuleFile } from './yara/messages.ts';

/** Rules as they are sent: each thread compiles its own. */
export interface RuleTexts {
  readonly yara: readonly RuleFile[];
  readonly sigma: readonly SigmaDocuments[];
}

export interface WorkerSetup {
  readonly plan: SievePlan;
  readonly limits: Limits;
  /** The user's own rules. */
  readonly rules?: RuleTexts | undefined;
  /** One thread examines where more could: the others may help it with a large file. */
  readonly lone?: boolean | undefined;
}

export type FromWorker =
  /** The file at this place of its batch is now examined on its own; none is, where absent. */
  { readonly at?: number | undefined } | { readonly result: BatchResult };

// workerData is what pool.ts handed over, in the same process and version.
const { plan, limits, rules, lone } = workerData as WorkerSetup;
const sigma = rules?.sigma.length ? await sigmaSetOf(rules.sigma) : undefined;
const bench = workbench(plan, limits, { yara: rules?.yara, sigma });
const tell = (message: FromWorker): void => parentPort?.postMessage(message);

parentPort?.on('message', async (paths: readonly string[]) => {
  tell({ result: await examineBatch(paths, bench, (at) => tell({ at }), lone ? plan : undefined) });
});
