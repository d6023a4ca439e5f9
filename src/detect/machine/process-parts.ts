/** What the examination of files found in the parts of a process: its command line, program, memory, and beside them. */
import type { Observation } from '../../model/observation.ts';
import type { Held, MinerEvidence } from './miner-evidence.ts';
import { folderOf, runsOthers, settingsPaths } from './place.ts';

type ProcessValue = Observation<'process'>['value'];

/** What stands in one part, and which part that is, in words. */
export interface Part {
  readonly held: Held;
  readonly where: string;
}

export interface ProcessParts {
  /** Its own word, or the program that it is: these make it a miner. */
  readonly own: readonly Part[];
  /** What it only holds, as an editor or a scanner may: its environment, its memory. */
  readonly holds: readonly Part[];
  /** The configuration where a miner looks for its own. */
  readonly beside: readonly Part[];
  /** The script that it runs, where it is an interpreter. */
  readonly script?: Part;
}

export interface Around {
  readonly evidence: MinerEvidence;
  /** Folders of containers' own files, by the container's id. */
  readonly files: ReadonlyMap<string, string>;
  /** What programs were found to hold, by `programKey`. */
  readonly programs: ReadonlyMap<string, Held>;
}

/** A program that many processes run is examined through one of them. */
export function programsExamined(
  processes: readonly Observation<'process'>[],
  evidence: MinerEvidence,
): ReadonlyMap<string, Held> {
  const programs = new Map<string, Held>();
  for (const { value } of processes) {
    const held = evidence.at(`/proc/${value.pid}/exe`);
    if (held !== undefined && value.program !== undefined) programs.set(programKey(value), held);
  }
  return programs;
}

/** The same path in two containers is two programs. */
function programKey({ program, programState, container = '' }: ProcessValue): string {
  return [program, programState, container].join('\0');
}

export function partsOf(value: ProcessValue, { evidence, files, programs }: Around): ProcessParts {
  const within = (held: Held | undefined, where: string): Part[] => (held === undefined ? [] : [{ held, where }]);
  const part = (path: string | undefined, where: string): Part[] => within(evidence.at(path), where);
  const home = `/proc/${value.pid}`;
  const program = programPath(value, files);
  const [script] = runsOthers(value.program ?? '') ? part(scriptIn(value), 'the script that it runs') : [];
  return {
    own: [
      ...part(home, 'its command line'),
      ...part(`${home}/cmdline`, 'its command line'),
      ...within(evidence.at(`${home}/exe`) ?? programs.get(programKey(value)), 'its program'),
      ...part(program, 'its program'),
    ],
    holds: [...part(`${home}/environ`, 'its environment'), ...part(`${home}/mem`, 'its memory')],
    beside: settingsOf(value, program).flatMap((path) => part(path, 'its settings')),
    ...(script === undefined ? {} : { script }),
  };
}

/** Nothing where another file may stand at its path by now, or where only the container knows the path. */
export function programPath(
  { program, programState, container }: ProcessValue,
  files: ReadonlyMap<string, string>,
): string | undefined {
  if (program === undefined || programState !== 'present') return undefined;
  if (container === undefined) return program;
  const folder = files.get(container);
  return folder === undefined ? undefined : `${folder}${program}`;
}

/** Beside its program, or where it was started; of a container's process, also as seen through the process. */
function settingsOf(
  { pid, program: inside, folder, container, command = '' }: ProcessValue,
  program?: string,
): string[] {
  const own = program === undefined ? [] : [folderOf(program)];
  const worked = folder === undefined ? [] : [folder];
  if (container === undefined) return [...new Set(settingsPaths(command, [...own, ...worked]))];
  const within = settingsPaths(command, [...(inside === undefined ? [] : [folderOf(inside)]), ...worked]);
  return [...new Set([...settingsPaths('', own), ...within.map((path) => `/proc/${pid}/root${path}`)])];
}

/** The first word of an interpreter's command that is no option. */
function scriptIn({ command = '', folder }: ProcessValue): string | undefined {
  const word = command
    .split(/\s+/, 8)
    .slice(1)
    .find((one) => !one.startsWith('-'));
  if (word === undefined || word.startsWith('/')) return word;
  return folder === undefined ? undefined : `${folder}/${word.replace(/^\.\//, '')}`;
}
