/** The processes that mine, and those that hide beside them. */
import type { Case } from '../../model/case.ts';
import type { Stage } from '../../model/finding.ts';
import type { ProcessState } from '../../model/machine-payloads.ts';
import { ofKind, stagesBySeen } from '../evidence.ts';
import { cut } from '../long-names.ts';
import { byHand, type Draft, shapeOf, stepsFor } from './draft.ts';
import { machineIn, minerFiles, minersRunning } from './miner-ties.ts';

export function* processItems(evidence: Case): Generator<Draft> {
  const miners = new Set(minersRunning(evidence).map(({ id }) => id));
  const files = minerFiles(evidence);
  const users = new Set(minersRunning(evidence).map(({ value }) => value.user));
  const stages = stagesBySeen(evidence);
  const isRunning = machineIn(evidence)?.value.form === 'running';
  for (const { id, value } of ofKind(evidence, 'process')) {
    const file = value.program === undefined ? undefined : files.get(bare(value.program));
    const isMiner = miners.has(id);
    const isShown = isMiner || file?.proof === 'shown';
    const isLikely = stages.has(id) || (users.has(value.user) && hides(value));
    if (!isShown && !isLikely) continue;
    const proof = isShown ? 'shown' : 'likely';
    const says = isMiner
      ? doing[stages.get(id) ?? 'capability']
      : isShown
        ? `it runs ${cut(file?.path ?? '')}, a file of the miner’s`
        : hiding(value);
    yield {
      what: 'process',
      place: placeOf(value),
      key: processKey(value),
      says: `process ${value.pid} (${cut(value.name)})${value.user === undefined ? '' : ` of ${cut(value.user)}`}: ${says}`,
      proof,
      because: [...new Set([id, ...(file?.because ?? [])])].slice(0, 20),
      removal: stepsFor(
        proof,
        isRunning ? stop(value) : [byHand('It ran when this copy was made; a restart ends what is not started again.')],
        `Look at what process ${value.pid} is (its program, what it has open, who started it) before you end it.`,
      ),
    };
  }
}

const doing: Readonly<Record<Stage, string>> = {
  active: 'it mines',
  configured: 'it is set to mine',
  capability: 'it can mine',
  mention: 'it can mine',
};

function placeOf({ program, name }: ProcessState): string {
  return program ?? name;
}

/** By its program and the shape of its command: a process has another number each time. */
export function processKey({ program, name, command }: ProcessState): string {
  return `process:${bare(program ?? name)}:${shapeOf(command ?? name)}`;
}

/** The kernel adds a word to the name of a file that was deleted. */
function bare(program: string): string {
  return program.replace(/ \(deleted\)$/, '');
}

const telling: ReadonlyMap<ProcessState['why'][number], string> = new Map([
  ['hidden-from-list', 'it is hidden from the list of processes'],
  ['posing-as-kernel', 'it poses as a part of the kernel'],
  ['program-in-memory', 'its program stands in memory alone'],
  ['from-temporary-folder', 'its program stands in a temporary folder'],
  ['from-hidden-folder', 'its program stands in a hidden folder'],
]);

function hides({ why }: ProcessState): boolean {
  return why.some((one) => telling.has(one));
}

function hiding({ why }: ProcessState): string {
  const words = why.flatMap((one) => telling.get(one) ?? []);
  return words.length === 0 ? 'a finding rests on it' : words.join(', ');
}

function stop({ pid, program, start, programState }: ProcessState): Draft['removal'] {
  if (program === undefined || start === undefined || programState === 'none')
    return [
      byHand(`End process ${pid} once you have seen that it is the one: its program or its start could not be read.`),
    ];
  return [{ do: 'stop-process', pid, program, start }];
}
