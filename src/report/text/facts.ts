/** What an analyst added, with where it comes from and how far it can be trusted; contradictions first, both sides. */
import type { Observation } from '../../model/observation.ts';
import type { Provenance } from '../../model/provenance.ts';
import { describe } from '../describe.ts';
import { artifactPiece, type EvidenceIndex } from '../evidence-index.ts';
import { forgeabilityMeaning, gradeOf } from '../meaning.ts';
import type { Sheet } from '../sheet.ts';
import { counted } from '../words.ts';
import { writeMore } from './more.ts';

/** Facts of one file that are told; the JSON has all. */
const shown = 12;
const gutter = 6;

export function writeFacts(sheet: Sheet, index: EvidenceIndex): void {
  const facts = index.report.observations.filter(isAnalysts);
  const files = index.report.observations.filter((seen) => seen.kind === 'evidence-file');
  if (facts.length + files.length === 0) return;
  sheet.section('What the analyst adds', 'facts from evidence files, each as good as its source');
  const told = writeDisagreements(sheet, facts);
  const weighed = weighedIds(index);
  const rank = ({ id, kind }: Observation): number => (!weighed.has(id) ? 2 : kind === 'pool-record' ? 1 : 0);
  for (const [artifact, list] of byArtifact(facts, files)) {
    sheet.gap();
    sheet.line([artifactPiece(artifact, index), `: ${countInWords(list.length, artifact, files)}`]);
    // What an answer rests on comes first; what pools recorded stands in the money trail, too.
    const ordered = list.filter(({ id }) => !told.has(id)).sort((a, b) => rank(a) - rank(b));
    for (const fact of ordered.slice(0, shown)) writeFact(sheet, fact);
    writeMore(sheet, ordered.length - shown, 'fact');
  }
}

export function writeFact(sheet: Sheet, fact: Observation): void {
  sheet.entry({ text: fact.id, tone: 'quiet' }, gutter, describe(fact), () => {
    if ('provenance' in fact.value) sheet.line({ text: provenanceInWords(fact.value.provenance), tone: 'quiet' });
  });
}

/** `Unit 42, 2018-06-11 · graded B2 · TLP:CLEAR · from pool-records · hard to plant`. */
export function provenanceInWords(provenance: Provenance): string {
  const { source, date, tlp, origin, forgeability } = provenance;
  return [
    date === undefined ? source : `${source}, ${date}`,
    `graded ${gradeOf(provenance)}`,
    `TLP:${tlp.toUpperCase()}`,
    `from ${origin}`,
    forgeabilityMeaning[forgeability],
  ].join(' · ');
}

/** An evidence file's own line is no fact. */
function isAnalysts({ kind, value }: Observation): boolean {
  return 'provenance' in value || kind === 'override';
}

/** Two facts on one subject with different values: both stand, and nobody has to guess. Gives the ids that were told. */
function writeDisagreements(sheet: Sheet, facts: readonly Observation[]): ReadonlySet<string> {
  const told = new Set<string>();
  const bySubject = new Map<string, Observation<'fact'>[]>();
  for (const fact of facts)
    if (fact.kind === 'fact' && fact.value.subject !== undefined && fact.value.value !== undefined)
      bySubject.set(fact.value.subject, [...(bySubject.get(fact.value.subject) ?? []), fact]);
  for (const [subject, list] of bySubject) {
    if (new Set(list.map(({ value }) => value.value)).size < 2) continue;
    sheet.gap();
    sheet.entry({ text: '!', tone: 'caution' }, 2, `Sources disagree on ${subject}. All of them stand:`, () => {
      for (const fact of list.slice(0, shown)) {
        writeFact(sheet, fact);
        told.add(fact.id);
      }
      writeMore(sheet, list.length - shown, 'fact');
    });
  }
  return told;
}

/** Observations that some answer was weighed by. */
function weighedIds({ report }: EvidenceIndex): ReadonlySet<string> {
  return new Set(
    report.answers.flatMap(({ weighing }) => weighing?.items.flatMap(({ observations }) => observations) ?? []),
  );
}

function byArtifact(facts: readonly Observation[], files: readonly Observation[]): Map<string, Observation[]> {
  const groups = new Map<string, Observation[]>(files.map(({ at }) => [at.artifact, []]));
  for (const fact of facts) {
    const group = groups.get(fact.at.artifact);
    if (group) group.push(fact);
    else groups.set(fact.at.artifact, [fact]);
  }
  return groups;
}

/** `39 facts`, and how many could not be read. */
function countInWords(facts: number, artifact: string, files: readonly Observation[]): string {
  let rejected = 0;
  for (const { kind, value, at } of files)
    if (kind === 'evidence-file' && at.artifact === artifact) rejected += value.rejected;
  const count = counted(facts, 'fact');
  return rejected === 0 ? count : `${count}; ${rejected} more had a mistake and could not be read (see Not examined)`;
}
