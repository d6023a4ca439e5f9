/** The miner's files, and what came beside them. */
import type { RemovalStep } from '../../model/answer.ts';
import type { Case } from '../../model/case.ts';
import type { FileTrace } from '../../model/machine-payloads.ts';
import { ofKind, stagesBySeen } from '../evidence.ts';
import { cut } from '../long-names.ts';
import { listed } from '../words.ts';
import { containerHolding } from './container-folders.ts';
import { describingFiles } from './container-made.ts';
import { byHand, type Draft, stepsFor } from './draft.ts';
import { hashOf, type MinerFile, minerFiles, namedByScripts, pathOf, standsHidden, traceOf } from './miner-ties.ts';
import { inSystemFolder, temporaryFoldersAbove } from './places.ts';
import { cameBeside } from './same-time.ts';
import { separateTies } from './separate-ties.ts';
import { startedFiles } from './started-files.ts';

export function* fileItems(evidence: Case): Generator<Draft> {
  const entries = new Set(ofKind(evidence, 'autostart').map(({ value }) => value.place));
  const changed = new Set(ofKind(evidence, 'package-file').map(({ value }) => value.path));
  const files = minerFiles(evidence);
  for (const file of files.values()) yield item(file, evidence);
  for (const file of startedFiles(evidence)) yield item(file, evidence);
  for (const { id, value } of ofKind(evidence, 'file-trace')) {
    if (files.has(value.path) || entries.has(value.path) || changed.has(value.path)) continue;
    const file = besideOf(value, id, evidence);
    if (file !== undefined) yield item(file, evidence);
  }
}

function item({ path, because, proof, says }: MinerFile, evidence: Case): Draft {
  const trace = traceOf(path, evidence);
  const ids = trace === undefined ? because : [...because, trace.id];
  return {
    what: 'file',
    place: path,
    key: `file:${path}`,
    says: `it ${says}`,
    proof,
    because: [...new Set(ids)].slice(0, 20),
    removal: stepsFor(proof, removal(path, evidence), 'Look at it, and ask who put it there, before you take it away.'),
  };
}

function removal(path: string, evidence: Case): RemovalStep[] {
  const container = containerHolding(path, evidence);
  if (container !== undefined) return [byHand(`It stands in the container ${cut(container)} and goes with it.`)];
  if (describingFiles(evidence).has(path))
    return [
      byHand('Take the service that mines out of it with an editor; where nothing else stands in it, move it away.'),
    ];
  const trace = traceOf(path, evidence)?.value;
  if (trace?.packaged === 'yes')
    return [byHand('A package of the system brought it: remove that package, if nobody wants it.')];
  if (trace?.why.includes('deleted-but-open'))
    return [byHand('The file is deleted by now; it goes when its process ends.')];
  const sha256 = hashOf(path, evidence);
  if (sha256 === undefined)
    return [byHand('Keep a copy and take it away: its hash is not known, so no script should.')];
  const folders = temporaryFoldersAbove(path).map((folder): RemovalStep => ({ do: 'delete-folder', path: folder }));
  return [{ do: 'delete-file', path, sha256 }, ...folders];
}

/** A file that no content ties to the miner: one that its script names, or one that came with it. */
function besideOf(trace: FileTrace, id: string, evidence: Case): MinerFile | undefined {
  const { path, form, packaged } = trace;
  if (form === 'folder' || packaged === 'yes') return undefined;
  const naming = namedByScripts(evidence).get(path);
  if (naming !== undefined) {
    const proof = inSystemFolder(path) && packaged !== 'no' ? 'likely' : 'shown';
    return { path, because: [id, ...naming], proof, says: 'is what a script of the miner is written to put there' };
  }
  const fetching = fetchesMiner(trace, id, evidence);
  if (fetching !== undefined) return fetching;
  const shell = webShell(trace, id, evidence);
  if (shell !== undefined) return shell;
  if (stagesBySeen(evidence).has(id))
    return { path, because: [id], proof: 'likely', says: 'is what a finding rests on' };
  const beside = neighbour(trace, evidence);
  if (beside === undefined) return undefined;
  return {
    path,
    because: [id, ...beside.because],
    proof: 'likely',
    says: `came within minutes of ${cut(beside.path)}`,
  };
}

/** A script that lies where nobody keeps anything, and fetches what was found to be the miner's file. */
function fetchesMiner({ path }: FileTrace, id: string, evidence: Case): MinerFile | undefined {
  if (!standsHidden(path)) return undefined;
  for (const seen of ofKind(evidence, 'download')) {
    const target = seen.value.target === undefined ? undefined : minerFiles(evidence).get(seen.value.target);
    if (target?.proof !== 'shown' || pathOf(seen, evidence) !== path) continue;
    return {
      path,
      because: [id, seen.id, ...target.because],
      proof: 'shown',
      says: `fetches ${cut(target.path)}, which ${target.says}`,
    };
  }
  return undefined;
}

/** A longer script may be somebody's own page, into which a line was put: that is for its keeper to mend. */
const longestShell = 4096;

/** A script that runs what a request tells it: the miner's door, where it came with the miner from the same hand. */
function webShell(trace: FileTrace, id: string, evidence: Case): MinerFile | undefined {
  if (!trace.why.includes('runs-requests')) return undefined;
  const { path, size = Number.POSITIVE_INFINITY, changed, born, modified, owner } = trace;
  const ties = separateTies({ place: path, times: [changed, born, modified], user: owner }, evidence);
  const proof = ties.length > 1 && size <= longestShell ? 'shown' : 'likely';
  const words = ['runs what a request tells it (a web shell)', ...ties.map(({ says }) => says)];
  return { path, because: [id, ...ties.flatMap(({ because }) => because)], proof, says: listed(words, 4) };
}

/**
 * It came with the miner: by the time of its inode, in a place where nobody keeps anything, or where requests run it.
 */
function neighbour(trace: FileTrace, evidence: Case) {
  const isSuspect =
    standsHidden(trace.path) ||
    trace.why.some((why) => why === 'runs-requests' || why === 'set-uid' || why === 'named-as-system');
  if (!isSuspect) return undefined;
  const beside = cameBeside([trace.changed ?? trace.born ?? trace.modified], evidence, trace.path);
  if (beside === undefined) return undefined;
  const owner = traceOf(beside.path, evidence)?.value.owner;
  const isAlike = owner === undefined || trace.owner === undefined || owner === trace.owner || owner === 'root';
  return isAlike ? beside : undefined;
}
