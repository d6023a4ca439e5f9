/** Where today's observations show what it touched. */
import type { Case } from '../../model/case.ts';
import type { Sight } from '../../model/question-table.ts';
import { ofKind } from '../evidence.ts';
import { listedNames } from '../long-names.ts';
import { hostOf, machinesByAccount } from '../machines.ts';
import { counted } from '../words.ts';
import { isHiding, miningFiles, type NamedPath, pathsInPrograms, pathsOfDownloads, startsByItself } from './paths.ts';

/** One sight of all paths together: a hundred of them say no more than one. */
function* together(paths: readonly NamedPath[], says: (names: string) => string): Generator<Sight> {
  const [first, ...others] = paths;
  if (first === undefined) return;
  const names = listedNames(
    paths.map(({ path }) => path),
    3,
  );
  yield { observation: first.observation, with: others.map(({ observation }) => observation), says: says(names) };
}

export function namesPaths(evidence: Case): Iterable<Sight> {
  return together(pathsInPrograms(evidence), (names) => `A program names ${names}`);
}

export function putsWhatItFetches(evidence: Case): Iterable<Sight> {
  return together(pathsOfDownloads(evidence), (names) => `A script puts what it fetches at ${names}`);
}

export function hidingNames(evidence: Case): Iterable<Sight> {
  const paths = [...pathsInPrograms(evidence), ...pathsOfDownloads(evidence)].filter(({ path }) => isHiding(path));
  return together(paths, (names) => `It uses names that look like the system's own, or hidden ones (${names})`);
}

/** It stands where the system starts it, or a script puts it there. */
export function* startsAgain(evidence: Case): Generator<Sight> {
  const where = 'where the system starts things by itself';
  const standing = miningFiles(evidence).filter(({ path }) => startsByItself(path));
  yield* together(standing, (names) => `It stands ${where}: ${names}`);
  const put = pathsOfDownloads(evidence).filter(({ path }) => startsByItself(path));
  yield* together(put, (names) => `A script puts what it fetches ${where}: ${names}`);
}

/** A session in which shares were sent: a machine worked. */
export function* mined(evidence: Case): Generator<Sight> {
  for (const observation of ofKind(evidence, 'stratum-session')) {
    const { submits, client, end } = observation.value;
    const until = end === undefined ? '' : ` until ${end.slice(0, 16).replace('T', ' ')} UTC`;
    if (submits > 0) yield { observation, says: `Traffic shows ${hostOf(client)} mining${until}` };
  }
}

/** Several machines mining for one account. */
export function* severalMachines(evidence: Case): Generator<Sight> {
  for (const machines of machinesByAccount(evidence).values()) {
    const [first, ...others] = machines.values();
    if (first === undefined || machines.size < 2) continue;
    const says = `${counted(machines.size, 'machine')} mine for one account (${listedNames([...machines.keys()])})`;
    yield { observation: first, with: others, says };
  }
}
