/** `davylamp scan` without its command line: paths in, one report out. */
import { reason } from '../../gather/reason.ts';
import { inputReader } from '../../gather/standard-input.ts';
import { walk } from '../../gather/walk.ts';
import { defaultLimits, type Limits } from '../../model/limits.ts';
import type { Report } from '../../model/report.ts';
import { conclude } from '../conclude.ts';
import { examine } from '../examine.ts';
import { registry } from '../registry.ts';
import { ReadFailure, type Source } from '../source.ts';
import { version } from '../version.ts';
import type { Workbench } from '../workbench.ts';
import { type BatchResult, hasSomething } from './batch.ts';
import { Collected } from './collected.ts';
import { examineFiles } from './examine-files.ts';
import { sharedHost } from './host.ts';
import { loadUsersRules } from './users-rules.ts';
import { planSieve, workbench } from './workbench.ts';

export interface Progress {
  readonly files: number;
  readonly bytes: number;
}

export interface ScanOptions {
  /** Worker threads, 64 at most; the machine's parallelism if absent. */
  readonly jobs?: number;
  readonly limits?: Partial<Limits>;
  readonly onProgress?: (progress: Progress) => void;
  /** What the path `-` reads. */
  readonly stdin?: AsyncIterable<Uint8Array>;
  /** Files and folders of YARA rules. */
  readonly yara?: readonly string[];
  /** Files and folders of Sigma rules. */
  readonly sigma?: readonly string[];
  /** The clock of the report. */
  readonly now?: () => Date;
}

/** Scans files and folders; `-` is standard input. */
export async function scan(paths: readonly string[], options: ScanOptions = {}): Promise<Report> {
  const now = options.now ?? (() => new Date());
  const started = now();
  const limits = { ...defaultLimits, ...options.limits };
  const plan = planSieve();
  const collected = new Collected(limits);
  const take = (first: number, result: BatchResult): void => {
    collected.add(first, result);
    options.onProgress?.({ files: collected.files, bytes: collected.bytes });
  };
  const rules = await loadUsersRules(options, collected);
  // The main thread has signals and progress to see to; no other thread could end what hangs in it.
  const inPlace = (): Workbench => ({
    ...workbench(plan, limits, { yara: rules.yara, sigma: rules.sigmaSet }),
    host: sharedHost(),
  });

  if (paths.includes('-')) take(-1, await examineInput(options.stdin ?? nothing(), inPlace()));
  const gathered = walk(paths.filter((path) => path !== '-'));
  await examineFiles(gathered, { plan, limits, rules, jobs: options.jobs, inPlace }, collected, take);
  const evidence = { ...collected.evidence(), inputs: paths, started, finished: now(), version };
  return conclude({ ...evidence, ...(rules.count === undefined ? {} : { rules: rules.count }) }, registry, limits);
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

async function examineInput(input: AsyncIterable<Uint8Array>, bench: Workbench): Promise<BatchResult> {
  const reader = inputReader(input);
  let failed: ReadFailure | undefined;
  const source: Source = {
    name: 'stdin',
    size: undefined,
    waits: true,
    async read(target) {
      try {
        return await reader.read(target);
      } catch (error) {
        const { gap, what } = reason(error);
        failed = new ReadFailure(gap, what);
        throw failed;
      }
    },
    rewind: () => false,
    sha256: () => reader.sha256(),
    close() {},
  };
  const examined = await examine(source, bench);
  if (failed && examined.bytes === 0)
    return { examined: [], gaps: [{ path: 'stdin', code: failed.gap, what: failed.message }], files: 0, bytes: 0 };
  return { examined: hasSomething(examined) ? [examined] : [], gaps: [], files: 1, bytes: examined.bytes };
}
