/**
 * What the miner's entries start, where no content shows it to mine (it is packed, or fetches the miner later), and what its
 * scripts put somewhere: else the entry would go, and its program stay.
 */
import { letsIn } from '../../model/autostart-kinds.ts';
import type { Case } from '../../model/case.ts';
import type { Autostart } from '../../model/machine-payloads.ts';
import { ofKind } from '../evidence.ts';
import { cut } from '../long-names.ts';
import { shownTie } from './autostart-ties.ts';
import { artifactsByPath, type MinerFile, minerFiles, namedByScripts, traceOf } from './miner-ties.ts';
import { inSystemFolder, isSharedProgram } from './places.ts';
import { cameBeside } from './same-time.ts';
import { cameIntoMinersFolder, onlyProgramOf } from './started-things.ts';

/** Only what stands there: a trace or the examined file shows it. */
export function* startedFiles(evidence: Case): Generator<MinerFile> {
  const changed = new Set(ofKind(evidence, 'package-file').map(({ value }) => value.path));
  const places = new Set(ofKind(evidence, 'autostart').map(({ value }) => value.place));
  const isOpen = (path: string): boolean =>
    !minerFiles(evidence).has(path) && !changed.has(path) && !places.has(path) && stands(path, evidence);
  for (const seen of ofKind(evidence, 'autostart')) {
    const paths = letsIn.has(seen.value.mechanism) ? [] : minersPrograms(seen.value, evidence).filter(isOpen);
    if (paths.length === 0 || shownTie(seen, evidence)?.proof !== 'shown') continue;
    for (const path of paths) {
      const named = namedByScripts(evidence).get(path);
      const says = `is what ${cut(seen.value.place)} starts${named ? ', and what a script of the miner puts there' : ''}`;
      yield { path, because: [seen.id, ...(named ?? [])], proof: proofOf(path, named !== undefined, evidence), says };
    }
  }
}

/** Of a unit with a line of the miner's, or of several programs, some may be somebody else's: more has to show it. */
function minersPrograms(value: Autostart, evidence: Case): string[] {
  const only = onlyProgramOf(value);
  const mines = value.mines === true || value.why.includes('mines');
  const own = only !== undefined && (mines || namedByScripts(evidence).has(only)) ? [only] : [];
  const beside = (value.programs ?? []).filter(
    (path) => cameIntoMinersFolder(path, evidence) !== undefined || startsItsNeighbour(path, value, evidence),
  );
  return [...new Set([...own, ...beside])].filter((path) => !isSharedProgram(path));
}

/** A script that came with a program of the miner's into one folder, both of them started by this entry. */
function startsItsNeighbour(path: string, { programs = [] }: Autostart, evidence: Case): boolean {
  const trace = traceOf(path, evidence)?.value;
  if (trace?.form !== 'script' || inSystemFolder(path)) return false;
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const isBeside = (other: string): boolean =>
    other.startsWith(folder) &&
    !other.slice(folder.length).includes('/') &&
    minerFiles(evidence).get(other)?.proof === 'shown';
  if (!programs.some(isBeside)) return false;
  return cameBeside([trace.changed ?? trace.born ?? trace.modified], evidence, path) !== undefined;
}

/** A program of the system may have been there before, unless a script of the miner says that it put it there. */
function proofOf(path: string, isNamed: boolean, evidence: Case): MinerFile['proof'] {
  const packaged = traceOf(path, evidence)?.value.packaged;
  return inSystemFolder(path) && packaged !== 'no' && !isNamed ? 'likely' : 'shown';
}

function stands(path: string, evidence: Case): boolean {
  const packaged = traceOf(path, evidence)?.value.packaged;
  if (packaged === 'yes' || packaged === 'changed') return false;
  return traceOf(path, evidence) !== undefined || artifactsByPath(evidence).has(path);
}
