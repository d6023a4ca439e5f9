/**
 * When what stands on a machine was put there and started, as far as findings rest on it. How much a date is worth is
 * said with it: the date of a file can be set by anyone, that of its inode only with the clock, and a copy that a
 * collector made has neither its own.
 */
import type { Case } from '../../model/case.ts';
import type { Autostart, ContainerState, FileTrace, ProcessState } from '../../model/machine-payloads.ts';
import type { Observation } from '../../model/observation.ts';
import { spokenPlace } from '../container-places.ts';
import { isAtLeast, ofKind, stagesBySeen } from '../evidence.ts';
import { cut } from '../long-names.ts';
import { besideMiner } from '../reach/deeds.ts';

/** A moment of the machine, before it joins the others. */
export interface Stood {
  readonly id: string;
  readonly time: string;
  readonly role: 'deed' | 'mining';
  readonly says: string;
  readonly machine?: string | undefined;
  /** Of something that a miner's finding rests on, at a time that nobody sets by ordinary means. */
  readonly placed?: true;
  /** Where a finding says that somebody came in by it, this is when. */
  readonly bringing?: true;
  /** By a date that anyone can set, and that archives bring along. */
  readonly soft?: true;
  /** Something that may have been so for years. */
  readonly everyday?: true;
}

type When = Omit<Stood, 'id' | 'machine'>;

const minuteMs = 60_000;

/** Enough of a command to know it again; the end of the sentence is as important, and the evidence has the whole. */
const longestCommand = 60;

export function* standing(evidence: Case): Generator<Stood> {
  const stages = stagesBySeen(evidence);
  const machine = ofKind(evidence, 'machine')[0]?.value.name;
  const isMiners = ({ id }: Observation): boolean => isAtLeast(stages.get(id), 'capability');
  const joined = (seen: Observation, moments: readonly When[]): Stood[] =>
    moments.map((moment) => ({ id: seen.id, ...moment, machine }));
  for (const seen of ofKind(evidence, 'process'))
    if (stages.has(seen.id)) yield* joined(seen, ofProcess(seen.value, isMiners(seen)));
  for (const seen of ofKind(evidence, 'autostart'))
    if (stages.has(seen.id)) yield* joined(seen, ofEntry(seen.value, spokenPlace(seen.value.place, evidence)));
  for (const seen of ofKind(evidence, 'container'))
    if (stages.has(seen.id)) yield* joined(seen, ofContainer(seen.value, isMiners(seen)));
  for (const seen of ofKind(evidence, 'package-file'))
    if (stages.has(seen.id)) {
      const { path, modified, changed } = seen.value;
      const dates = { path, modified, changed };
      yield* joined(
        seen,
        ofFile(dates, false).map(({ placed, ...moment }) => ({ ...moment, everyday: true })),
      );
    }
  const beside = new Set(besideMiner(evidence, 'file-trace'));
  for (const seen of ofKind(evidence, 'file-trace'))
    if (stages.has(seen.id) || beside.has(seen))
      yield* joined(seen, ofFile(seen.value, beside.has(seen) || isMiners(seen) || runsRequests(seen.value)));
}

function runsRequests({ why }: FileTrace): boolean {
  return why.includes('runs-requests');
}

function ofProcess({ pid, name, command, program, start, user }: ProcessState, mines: boolean): When[] {
  if (start === undefined) return [];
  const what = cut((command ?? program ?? '').replace(/\s+/g, ' '), longestCommand);
  const says = `process ${pid} (${cut(name, 40)}) was started${user === undefined ? '' : ` as ${user}`}${what === '' ? '' : `: ${what}`}`;
  return [{ time: start, role: mines ? 'mining' : 'deed', says }];
}

function ofEntry({ mechanism, starts, modified }: Autostart, place: string): When[] {
  if (modified === undefined) return [];
  const what = starts === undefined ? '' : `, which starts ${cut(starts.replace(/\s+/g, ' '), longestCommand)}`;
  const kind = mechanism.replaceAll('-', ' ');
  return [{ time: modified, role: 'deed', says: `${cut(place)} (${kind})${what}, was last written, by its date` }];
}

function ofContainer({ name, id, image, command, created, started }: ContainerState, mines: boolean): When[] {
  const called = `the container ${cut(name ?? id.slice(0, 12))}`;
  const from = image === undefined ? '' : ` from ${cut(image)}`;
  return [
    ...(created === undefined
      ? []
      : [
          {
            time: created,
            role: 'deed' as const,
            says: `${called} was made${from}${doing(command)}`,
            bringing: true as const,
            ...(mines ? isPlaced : {}),
          },
        ]),
    ...(started === undefined ? [] : [{ time: started, role: mining(mines), says: `${called} was started${from}` }]),
  ];
}

function doing(command: string | undefined): string {
  return command === undefined ? '' : `, to run: ${cut(command.replace(/\s+/g, ' '), longestCommand)}`;
}

function mining(mines: boolean): When['role'] {
  return mines ? 'mining' : 'deed';
}

const isPlaced: Pick<When, 'placed'> = { placed: true };

type Dates = Pick<FileTrace, 'path' | 'modified' | 'changed' | 'born'>;

/** When it was made here, or else when its inode was changed last; its own date where that says something else. */
function ofFile({ path, modified, changed, born }: Dates, mines: boolean): When[] {
  const hard = born ?? changed;
  const named = cut(path);
  const moments: When[] = [];
  if (hard !== undefined) {
    const says =
      born === undefined ? `${named} was put there or changed last, by its inode` : `${named} was made there`;
    moments.push({ time: hard, role: 'deed', says, ...(mines ? isPlaced : {}) });
  }
  if (modified !== undefined && (hard === undefined || !isNear(modified, hard))) {
    const earlier = hard !== undefined && Date.parse(modified) < Date.parse(hard);
    const why = earlier ? 'a date that came with it or was set back' : 'which anyone can set';
    moments.push({ time: modified, role: 'deed', says: `${named} was last written, by its date, ${why}`, soft: true });
  }
  return moments;
}

function isNear(a: string, b: string): boolean {
  return Math.abs(Date.parse(a) - Date.parse(b)) <= minuteMs;
}
