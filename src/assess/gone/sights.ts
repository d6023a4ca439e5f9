/** Where today's observations show whether it runs, or could again. */
import type { Case } from '../../model/case.ts';
import type { Sight } from '../../model/question-table.ts';
import { ofKind } from '../evidence.ts';
import { cut } from '../long-names.ts';
import { miningFiles } from '../reach/paths.ts';

/** A log or a list of processes with the miner's command in it. */
export function* loggedCommand(evidence: Case): Generator<Sight> {
  const logs = new Map(evidence.artifacts.filter(({ kind }) => kind === 'log').map(({ id, name }) => [id, name]));
  for (const observation of ofKind(evidence, 'mining-config')) {
    const name = logs.get(observation.at.artifact);
    if (name !== undefined)
      yield { observation, says: `A log or a list of processes shows its command (${cut(name)})` };
  }
}

/** Places where programs live on a machine, and where intruders put theirs. Samples are rarely kept there. */
const livePlaces =
  /(?:^|\/)(?:dev\/shm|var\/tmp|usr\/(?:local\/)?s?bin|etc|root|opt)\/|(?:^|\/)tmp\/\.|(?:^|[/\\])(?:Windows|ProgramData|Program Files(?: \(x86\))?|AppData)[/\\]/i;

/** It stands, unpacked, where programs live on a machine. */
export function* standsWhereProgramsLive(evidence: Case): Generator<Sight> {
  const told = new Set<string>();
  for (const { path, observation } of miningFiles(evidence)) {
    if (path.includes('!') || told.has(path) || !livePlaces.test(path)) continue;
    told.add(path);
    yield { observation, says: `It stands where programs live on a machine: ${cut(path)}` };
  }
}
