/** `davylamp scan` without its command line: paths in, one report out. */
import { availableParallelism } from 'node:os';
import type { SigmaSet } from '../../codec/sigma/sigma-set.ts';
import { sizeOf } from '../../gather/files.ts';
import { reason } from '../../gather/reason.ts';
import { readRuleFiles, ruleEndings } from '../../gather/rule-files.ts';
import { inputReader } from '../../gather/standard-input.ts';
import { type Gathered, walk } from '../../gather/walk.ts';
import { defaultLimits, type Limits } from '../../model/limits.ts';
import type { Report } from '../../model/report.ts';
import { conclude } from '../conclude.ts';
import { examine } from '../examine.ts';
import { registry } from '../registry.ts';
import { ReadFailure, type Source } from '../source.ts';
import { version } from '../version.ts';
import type { Workbench } from '../workbench.ts';
import { type BatchResult, examineBatch, hasSomething } from './batch.ts';
import { Collected } from './collected.ts';
import { sharedHost } from './host.ts';
import { type Batch, examineInPool } from './pool.ts';
import { mistakeInWords, readSigma } from './sigma-rules.ts';
import { planSieve, workbench } from './workbench.ts';
import type { RuleFile } from './yara/messages.ts';
import { YaraRunner } from './yara/runner.ts';

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

/** Files that one message to a worker names. */
const batchFiles = 256;
/** So little is done in place before worker threads would have started. */
const aloneFiles = 32;
const aloneBytes = 16 * 1024 * 1024;
const mostThreads = 64;

/** A file and its place among all of them. */
interface Numbered {
  readonly place: number;
  readonly path: string;
  readonly size?: number | undefined;
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
  const yara = await loadRules(options.yara ?? [], collected);
  const sigma = await loadSigma(options.sigma ?? [], collected);
  const rules = { yara: yara.files, sigma: sigma.files };
  const count =
    yara.count === undefined && sigma.count === undefined ? undefined : (yara.count ?? 0) + (sigma.count ?? 0);
  // The main thread has signals and progress to see to; no other thread could end what hangs in it.
  const inPlace = (): Workbench => ({
    ...workbench(plan, limits, { yara: yara.files, sigma: sigma.set }),
    host: sharedHost(),
  });

  if (paths.includes('-')) take(-1, await examineInput(options.stdin ?? nothing(), inPlace()));
  const files = numbered(walk(paths.filter((path) => path !== '-')), limits.files, collected);
  const first = takeFirst(files);
  if (first.isAll) {
    const bench = first.files.length > 0 ? inPlace() : undefined;
    if (bench) for (const { place, path } of first.files) take(place, await examineBatch([path], bench));
  } else {
    const threads = Math.min(mostThreads, options.jobs ?? availableParallelism());
    const next = files.next();
    const lone = first.files.length === 1 && next.done === true && threads > 1;
    const batches = inBatches(next.done ? first.files : [...first.files, next.value], files);
    await examineInPool(batches, threads, { plan, limits, rules, lone }, (batch, result) => take(batch.first, result));
  }
  const evidence = { ...collected.evidence(), inputs: paths, started, finished: now(), version };
  return conclude({ ...evidence, ...(count === undefined ? {} : { rules: count }) }, registry, limits);
}

/**
 * Reads the rules and tries to compile them, so that a mistake is told before the scan. Files that can't be used are
 * gaps as long as others can.
 */
async function loadRules(paths: readonly string[], collected: Collected): Promise<LoadedRules> {
  if (paths.length === 0) return { files: [] };
  const { files, mistakes } = readRuleFiles(paths, ruleEndings.yara);
  const runner = new YaraRunner(files);
  const reading = files.length > 0 ? await runner.load() : { rules: 0, mistakes: [] };
  runner.close();
  if ('what' in reading) throw new RuleTrouble('yara', `${reading.what}; is the package @litko/yara-x installed?`);
  const all = [...mistakes, ...reading.mistakes];
  if (reading.rules === 0) throw new RuleTrouble('yara', noRules(paths, all, 'YARA rules (.yar, .yara)'));
  for (const { path, what } of all) collected.miss({ path, code: 'malformed', what: `rules not run: ${what}` });
  const useless = new Set(all.map(({ path }) => path));
  return { files: files.filter(({ path }) => !useless.has(path)), count: reading.rules };
}

interface LoadedRules {
  readonly files: readonly RuleFile[];
  readonly count?: number;
}

/** Reads Sigma rules; one that is wrong is a gap, and the others run. */
async function loadSigma(paths: readonly string[], collected: Collected): Promise<LoadedRules & { set?: SigmaSet }> {
  if (paths.length === 0) return { files: [] };
  const { files, mistakes } = readRuleFiles(paths, ruleEndings.sigma);
  const read = await readSigma(files, paths);
  const all = [...mistakes, ...read.mistakes.map((mistake) => ({ path: mistake.path, what: mistakeInWords(mistake) }))];
  if (read.set.size === 0) throw new RuleTrouble('sigma', noRules(paths, all, 'Sigma rules (.yml, .yaml)'));
  for (const { path, what } of all) collected.miss({ path, code: 'malformed', what });
  return { files, count: read.set.size, set: read.set };
}

function noRules(paths: readonly string[], mistakes: readonly { path: string; what: string }[], kind: string): string {
  const [first] = mistakes;
  return first ? `${first.path}: ${first.what}` : `there are no ${kind} in ${paths.join(', ')}`;
}

/** The user's rules can't be used. */
export class RuleTrouble extends Error {
  readonly flag: 'yara' | 'sigma';

  constructor(flag: 'yara' | 'sigma', message: string) {
    super(message);
    this.flag = flag;
  }
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
