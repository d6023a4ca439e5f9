/** What ties an entry that starts something by itself to the miner. */
import { letsIn } from '../../model/autostart-kinds.ts';
import type { Case } from '../../model/case.ts';
import type { Autostart } from '../../model/machine-payloads.ts';
import type { Observation } from '../../model/observation.ts';
import { isAtLeast, stagesBySeen } from '../evidence.ts';
import { cut } from '../long-names.ts';
import { perCase } from '../per-case.ts';
import { besideMiner } from './deeds.ts';
import type { Tie } from './draft.ts';
import { tieOfKey } from './key-ties.ts';
import { minerFiles, namedByScripts, traceOf } from './miner-ties.ts';
import { cameBeside } from './same-time.ts';
import { type SeparateTie, separateTies, tiesInWords } from './separate-ties.ts';
import { startsBesideMiner, startsCopy } from './started-things.ts';
import { sureStages } from './sure-stages.ts';
import { isWholeFile } from './whole-files.ts';
import { containersWriting } from './written-by-container.ts';

type Seen = Observation<'autostart'>;

export function tieOf(seen: Seen, evidence: Case): Tie | undefined {
  return shownTie(seen, evidence) ?? likelyTie(seen, evidence);
}

export function shownTie(seen: Seen, evidence: Case): Tie | undefined {
  const { value, id } = seen;
  // A key is a line among others: whose it is, its owner has to say.
  if (value.mechanism === 'ssh-key' && value.starts === undefined) return undefined;
  const file = minersStartedBy(value, evidence);
  if (file?.proof === 'shown')
    return { proof: 'shown', says: `it starts ${cut(file.path)}, which ${file.says}`, because: file.because };
  const isFound = isAtLeast(sureStages(evidence).get(id), 'capability');
  if (isFound && (value.mines === true || value.why.includes('mines')))
    return { proof: 'shown', says: 'its command starts a miner', because: [] };
  const content = contentWithin(seen, evidence);
  if (content.length > 0)
    return { proof: 'shown', says: 'what stands in it mines or fetches a miner', because: content };
  const isFetched = value.why.includes('fetches-and-runs') || value.why.includes('decodes');
  if (isFound && isFetched) return { proof: 'shown', says: 'it fetches what mines and starts it', because: [] };
  const written = writtenByScript(seen, evidence);
  if (written !== undefined)
    return { proof: 'shown', says: 'a script of the miner is written to set it up', because: written };
  const inContainer = containersWriting(longText(value), evidence);
  if (inContainer.length > 0)
    return { proof: 'shown', says: 'a container of the miner’s is written to set it up', because: inContainer };
  const startsOther = startsCopy(value, evidence) ?? startsBesideMiner(value, evidence);
  if (startsOther !== undefined) return startsOther;
  const ties = isFetched && value.packaged !== 'yes' ? tiesOfEntry(value, evidence) : [];
  if (ties.length > 1) return { proof: 'shown', ...together(value, ties) };
  return file && { proof: 'likely', says: `it starts ${cut(file.path)}, which ${file.says}`, because: file.because };
}

function tiesOfEntry({ place, modified, user, owner, starts, entry }: Autostart, evidence: Case): SeparateTie[] {
  const times = [modified, traceOf(place, evidence)?.value.changed];
  return separateTies({ place, times, user: user ?? owner, command: starts ?? entry }, evidence);
}

/** What it does, and what ties it to the miner. */
function together(value: Autostart, ties: readonly SeparateTie[]): Omit<Tie, 'proof'> {
  const words = tiesInWords(ties);
  return {
    says: [doesInWords(value), words && `it ${words}`].filter(Boolean).join('; '),
    because: ties.flatMap(({ because }) => because),
  };
}

const reasons: ReadonlyMap<Autostart['why'][number], string> = new Map([
  ['fetches-and-runs', 'it fetches something and runs it'],
  ['decodes', 'it runs what it keeps encoded'],
  ['written-by-redis', 'it stands in a file that Redis wrote'],
  ['loads-into-everything', 'it is loaded into every program'],
  ['lets-in', 'it lets somebody in'],
  ['from-temporary-folder', 'it starts something out of a temporary folder'],
  ['from-hidden-folder', 'it starts something out of a hidden folder'],
  ['hidden-entry', 'it is written so that it is overlooked'],
  ['poses-as-system', 'it has a name as if it were the system’s'],
]);

/** The most telling reason; undefined where none shows. */
function doesInWords({ why }: Autostart): string | undefined {
  return [...reasons].find(([reason]) => why.includes(reason))?.[1];
}

/** A file of the miner's among what it starts. */
function minersStartedBy({ programs = [] }: Autostart, evidence: Case) {
  const files = minerFiles(evidence);
  const found = programs.flatMap((path) => files.get(path) ?? []);
  return found.find(({ proof }) => proof === 'shown') ?? found[0];
}

const contentByArtifact = perCase((evidence: Case) => {
  const content = new Map<string, Observation[]>();
  const sure = sureStages(evidence);
  for (const seen of evidence.observations)
    if (isAtLeast(sure.get(seen.id), 'capability') && seen.kind !== 'autostart' && seen.kind !== 'file-trace')
      content.set(seen.at.artifact, [...(content.get(seen.at.artifact) ?? []), seen]);
  return content;
});

/** What a finding rests on within the entry itself: in its line, or anywhere in a file that is all one entry. */
function contentWithin({ at, value }: Seen, evidence: Case): string[] {
  const beside = contentByArtifact(evidence).get(at.artifact) ?? [];
  const own = isWholeFile(value) ? beside : beside.filter((seen) => at.line !== undefined && seen.at.line === at.line);
  return own.map(({ id }) => id);
}

/**
 * A script of the miner names the file that holds nothing else, or the very text of the line; a file is no witness for
 * its own.
 */
function writtenByScript({ value, at }: Seen, evidence: Case): readonly string[] | undefined {
  if (isWholeFile(value)) return namedByScripts(evidence).get(value.place);
  const text = longText(value);
  const elsewhere = besideMiner(evidence, 'persistence').filter((seen) => seen.at.artifact !== at.artifact);
  const ids = elsewhere.flatMap(({ id, value: { command, starts } }) =>
    command?.includes(text) || starts?.includes(text) ? [id] : [],
  );
  return ids.length > 0 ? ids : undefined;
}

/** The entry as it is written. A short text stands in any script: what stands in none takes its place. */
function longText({ entry, starts }: Autostart): string {
  const text = (entry ?? starts ?? '').trim();
  return text.length < 16 ? '\0' : text;
}

function likelyTie(seen: Seen, evidence: Case): Tie | undefined {
  const { value, id } = seen;
  if (value.packaged === 'yes') return undefined;
  if (value.mechanism === 'ssh-key') return tieOfKey(seen, evidence);
  const ties = tiesOfEntry(value, evidence);
  if (stagesBySeen(evidence).has(id)) {
    const { says, because } = together(value, ties);
    return { proof: 'likely', says: says || 'a finding rests on it', because };
  }
  if (ties.some(({ says }) => says.startsWith('fetches from'))) return { proof: 'likely', ...together(value, ties) };
  const isSuspect = value.why.some((why) => !isOrdinary(why, value.mechanism));
  const beside = cameBeside([value.modified, traceOf(value.place, evidence)?.value.changed], evidence, value.place);
  if (beside === undefined || !(isSuspect || letsIn.has(value.mechanism))) return undefined;
  // Every project's tree has settings of web servers: that one of another tree changed then, too, says nothing.
  const isAlike = ties.some(({ says }) => says.startsWith('belongs to'));
  if (value.mechanism === 'web-server-hook' && !isAlike && !isInOneTree(value.place, beside.path)) return undefined;
  const says = letsIn.has(value.mechanism)
    ? `its file was changed within minutes of ${cut(beside.path)}; who put it there?`
    : `it came within minutes of ${cut(beside.path)}`;
  return { proof: 'likely', says, because: beside.because };
}

/** A process manager writes its whole list anew when one program is added: the others in it are as they were. */
function isOrdinary(why: Autostart['why'][number], mechanism: Autostart['mechanism']): boolean {
  if (why === 'recent' || why === 'not-packaged' || why === 'lets-in') return true;
  return mechanism === 'process-manager' && (why === 'program-missing' || why === 'outlives-removal');
}

/** The folder of one stands within that of the other. */
function isInOneTree(one: string, other: string): boolean {
  const [a, b] = [one, other].map((path) => path.slice(0, path.lastIndexOf('/') + 1));
  return a !== undefined && b !== undefined && (a.startsWith(b) || b.startsWith(a));
}
