/** What an analyst added, with where it comes from and how far it can be trusted; contradictions first, both sides. */
import type { Observation } from '../../model/observation.ts';
import type { Provenance } from '../../model/provenance.ts';
import { describe } from '../describe.ts';
import { artifactPiece, type EvidenceIndex } from '../evidence-index.ts';
import { forgeabilityBrief, gradeOf } from '../meaning.ts';
import type { Sheet } from '../sheet.ts';
import { counted } from '../words.ts';
import { type Disagreement, disagreements } from './disagreements.ts';
import { writeMore } from './more.ts';

/** Facts of one file, evidence files, and subjects that sources disagree on; the JSON has all. */
const factsShown = 12;
const filesShown = 8;
const disagreementsShown = 8;
const gutter = 6;

export function writeFacts(sheet: Sheet, index: EvidenceIndex): void {
  const files = factsByFile(index);
  if (files.size === 0) return;
  sheet.section('What the analyst adds', 'facts from evidence files, each as good as its source');
  const disputed = disagreements(index.report.observations);
  for (const disagreement of disputed.slice(0, disagreementsShown)) writeDisagreement(sheet, disagreement);
  writeMore(sheet, disputed.length - disagreementsShown, 'subject that sources disagree on', 'such subjects');
  const told = new Set<Observation>(
    disputed.slice(0, disagreementsShown).flatMap(({ facts }) => facts.slice(0, factsShown)),
  );
  const weighed = weighedIds(index);
  // What an answer rests on comes first; what pools recorded stands in the money trail, too.
  const rank = ({ id, kind }: Observation): number => (!weighed.has(id) ? 2 : kind === 'pool-record' ? 1 : 0);
  for (const [artifact, { facts, rejected }] of [...files].slice(0, filesShown)) {
    sheet.gap();
    sheet.line([artifactPiece(artifact, index), `: ${countInWords(facts.length, rejected)}`]);
    writeHeading(sheet, artifact, index);
    const rest = facts.filter((fact) => !told.has(fact)).sort((a, b) => rank(a) - rank(b));
    for (const fact of rest.slice(0, factsShown)) writeFact(sheet, fact);
    writeMore(sheet, rest.length - factsShown, 'fact');
  }
  writeMore(sheet, files.size - filesShown, 'evidence file');
}

/** What the analyst says of the case as a whole. */
function writeHeading(sheet: Sheet, artifact: string, index: EvidenceIndex): void {
  for (const { kind, value, at } of index.report.observations) {
    if (kind !== 'evidence-file' || at.artifact !== artifact) continue;
    const words = [value.title, value.about].filter((text) => text !== undefined);
    if (words.length > 0) sheet.line(words.map((text) => text.replace(/[.]?\s*$/, '.')).join(' '));
  }
}

/** Both sides stand, and nobody has to guess. */
function writeDisagreement(sheet: Sheet, { subject, facts }: Disagreement): void {
  sheet.gap();
  sheet.entry({ text: '!', tone: 'caution' }, 2, `Sources disagree on ${subject}. All of them stand:`, () => {
    for (const fact of facts.slice(0, factsShown)) writeFact(sheet, fact);
    writeMore(sheet, facts.length - factsShown, 'fact');
  });
}

function writeFact(sheet: Sheet, fact: Observation): void {
  sheet.entry({ text: fact.id, tone: 'quiet' }, gutter, describe(fact), () => {
    if ('provenance' in fact.value) sheet.line({ text: provenanceInWords(fact.value.provenance), tone: 'quiet' });
  });
}

/** `Unit 42, 2018-06-11 · graded B2 · TLP:CLEAR · from pool-records · hard to plant`. */
function provenanceInWords(provenance: Provenance): string {
  const { source, date, tlp, origin, forgeability } = provenance;
  return [
    date === undefined ? source : `${source}, ${date}`,
    `graded ${gradeOf(provenance)}`,
    `TLP:${tlp.toUpperCase()}`,
    `from ${origin}`,
    forgeabilityBrief[forgeability],
  ].join(' · ');
}

interface EvidenceFile {
  readonly facts: Observation[];
  rejected: number;
}

/** What evidence files hold, by artifact; a file that holds nothing is told, too. */
function factsByFile({ report }: EvidenceIndex): Map<string, EvidenceFile> {
  const files = new Map<string, EvidenceFile>();
  for (const seen of report.observations) {
    const isFact = 'provenance' in seen.value || seen.kind === 'override';
    if (!isFact && seen.kind !== 'evidence-file') continue;
    const file = files.get(seen.at.artifact) ?? { facts: [], rejected: 0 };
    files.set(seen.at.artifact, file);
    if (isFact) file.facts.push(seen);
    if (seen.kind === 'evidence-file') file.rejected += seen.value.rejected;
  }
  return files;
}

/** `39 facts`, and how many could not be read. */
function countInWords(facts: number, rejected: number): string {
  const count = counted(facts, 'fact');
  return rejected === 0 ? count : `${count}; ${rejected} more had a mistake and could not be read (see Not examined)`;
}

/** Observations that some answer was weighed by. */
function weighedIds({ report }: EvidenceIndex): ReadonlySet<string> {
  return new Set(
    report.answers.flatMap(({ weighing }) => weighing?.items.flatMap(({ observations }) => observations) ?? []),
  );
}
