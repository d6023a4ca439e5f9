/** What `scan` and `host` have in common: flags, how a report goes out, what the exit code says. */
import type { ScanOptions } from '../engine/node/scan.ts';
import type { Limits } from '../model/limits.ts';
import type { Report, VerdictStage } from '../model/report.ts';
import { isNotGone } from '../report/verdict-meaning.ts';
import { rung } from '../report/words.ts';
import { type Door, exit, Mistake } from './door.ts';
import { type Flags, type Given, oneOf, wholeNumber } from './flags.ts';
import { formats, openOutput, type WrittenFormat, writtenFormats } from './output.ts';
import { startProgress } from './progress.ts';

/** Flags that set a limit, and the limit that each sets. */
const limitFlags: Readonly<Record<string, { limit: keyof Limits; factor: number; says: string; takes: string }>> = {
  'max-depth': { limit: 'depth', factor: 1, takes: 'N', says: 'how deep things may nest in each other' },
  'max-children': { limit: 'children', factor: 1, takes: 'N', says: 'parts one archive or capture may have' },
  'max-bytes': { limit: 'unpackedBytes', factor: 1, takes: 'SIZE', says: 'what one part may unpack to' },
  'max-whole': { limit: 'wholeBytes', factor: 1, takes: 'SIZE', says: 'what a decoder may hold in memory at once' },
  'max-ratio': { limit: 'ratio', factor: 1, takes: 'N', says: 'unpacked bytes a packed byte may give' },
  'max-observations': { limit: 'observations', factor: 1, takes: 'N', says: 'facts in one report' },
  'max-per-kind': { limit: 'observationsPerKind', factor: 1, takes: 'N', says: 'facts of one kind in one part' },
  'max-files': { limit: 'files', factor: 1, takes: 'N', says: 'files in one scan' },
  'max-seconds': { limit: 'sourceMs', factor: 1000, takes: 'N', says: 'time for one file' },
};

const stages = ['mention', 'capability', 'configured', 'active', 'never'] as const;

export const examinationFlags: Flags = {
  format: { takes: 'FORMAT', short: 'f', says: `${formats.join(', ')} (default text)` },
  out: { takes: 'FILE', short: 'o', says: 'write the report there' },
  'fail-on': {
    takes: 'STAGE',
    says: `exit 1 from this stage on: ${stages.join(', ')};\n${' '.repeat(33)}default configured`,
  },
  jobs: {
    takes: 'N',
    short: 'j',
    says: 'worker threads (default: one for each processor; of host one, to spare memory)',
  },
  quiet: { short: 'q', says: 'no progress, and of the text report the verdict alone' },
  yara: { takes: 'PATH', says: 'also run these YARA rules: a file, or a folder of them' },
  sigma: { takes: 'PATH', says: 'also hold these Sigma rules against the events of logs: a file, or a folder' },
  strict: { says: 'exit 3 where something could not be examined' },
  ...Object.fromEntries(Object.entries(limitFlags).map(([name, { takes, says }]) => [name, { takes, says }])),
};

export interface ExaminationWish {
  readonly format: WrittenFormat;
  readonly out?: string | undefined;
  readonly failOn: (typeof stages)[number];
  readonly jobs?: number | undefined;
  readonly quiet: boolean;
  readonly strict: boolean;
  readonly yara?: string | undefined;
  readonly sigma?: string | undefined;
  readonly limits: Partial<Limits>;
}

export function readExaminationWish({ values, switches }: Given): ExaminationWish {
  const format = oneOf('format', values.get('format') ?? 'text', formats);
  const written = writtenFormats.find((candidate) => candidate === format);
  if (!written)
    throw new Mistake(`--format ${format} is planned and not built yet; now there are ${writtenFormats.join(', ')}`);
  const jobs = values.get('jobs');
  return {
    format: written,
    out: values.get('out'),
    failOn: oneOf('fail-on', values.get('fail-on') ?? 'configured', stages),
    jobs: jobs === undefined ? undefined : wholeNumber('jobs', jobs),
    quiet: switches.has('quiet'),
    strict: switches.has('strict'),
    yara: values.get('yara'),
    sigma: values.get('sigma'),
    limits: limitsOf(values),
  };
}

function limitsOf(values: ReadonlyMap<string, string>): Partial<Limits> {
  const limits: { -readonly [L in keyof Limits]?: number } = {};
  for (const [name, { limit, factor }] of Object.entries(limitFlags)) {
    const value = values.get(name);
    if (value !== undefined) limits[limit] = wholeNumber(name, value) * factor;
  }
  return limits;
}

/** What the engine is told, whatever it examines. */
export function engineOptions(wish: ExaminationWish): Omit<ScanOptions, 'stdin' | 'onProgress' | 'now'> {
  return {
    limits: wish.limits,
    ...(wish.jobs === undefined ? {} : { jobs: wish.jobs }),
    ...(wish.yara === undefined ? {} : { yara: [wish.yara] }),
    ...(wish.sigma === undefined ? {} : { sigma: [wish.sigma] }),
  };
}

/** Has the report made and written; the exit code that it stands for. */
export async function reportOut(
  wish: ExaminationWish,
  door: Door,
  make: (onProgress: NonNullable<ScanOptions['onProgress']>) => Promise<Report>,
): Promise<number> {
  const output = await openOutput(wish, door);
  const progress = wish.quiet ? undefined : startProgress(door);
  let report: Report;
  try {
    report = await make(progress?.update ?? (() => {}));
  } catch (error) {
    throw (await mistakeIn(error)) ?? error;
  } finally {
    progress?.stop();
  }
  if (readNothing(report)) throw new Mistake(unread(report));
  await output.write(report);
  return verdict(report, wish);
}

/** What the user can set right, in one line. */
async function mistakeIn(error: unknown): Promise<Mistake | undefined> {
  const { RuleTrouble } = await import('../engine/node/users-rules.ts');
  return error instanceof RuleTrouble ? new Mistake(`--${error.flag}: ${error.message}`) : undefined;
}

/**
 * An empty folder was read and is empty; a path that could not be opened was not. A collection may be of tables alone.
 */
function readNothing({ stats, gaps, observations }: Report): boolean {
  const looked = observations.flatMap((seen) => (seen.kind === 'machine' ? seen.value.looked : []));
  return stats.files === 0 && gaps.length > 0 && looked.every(({ count }) => count === 0);
}

function unread({ gaps }: Report): string {
  const [first] = gaps;
  const more = gaps.length > 1 ? `, and ${gaps.length - 1} more like it` : '';
  return `nothing could be read: ${first?.artifact}: ${first?.what}${more}; check the path and the permissions`;
}

/**
 * What was found weighs more than what could not be looked at. Of an earlier report that was checked again, what stands
 * there counts, whatever it does by now.
 */
function verdict(report: Report, { failOn, strict }: ExaminationWish): number {
  if (failOn !== 'never' && (isAtLeast(report.verdict.stage, failOn) || isNotGone(report))) return exit.found;
  return strict && report.gaps.length > 0 ? exit.gaps : exit.clear;
}

function isAtLeast(stage: VerdictStage, least: VerdictStage): boolean {
  return rung[stage] >= rung[least];
}
