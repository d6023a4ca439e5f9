/** One part of a report, unfolded down to its bytes. */
import type { ReachItem } from '../model/answer.ts';
import type { Artifact } from '../model/artifact.ts';
import type { Finding } from '../model/finding.ts';
import type { Observation } from '../model/observation.ts';
import type { Provenance } from '../model/provenance.ts';
import type { Report } from '../model/report.ts';
import { artifactInWords, describe, fields } from './describe.ts';
import { artifactPiece, type EvidenceIndex, indexEvidence, lineageOf, placeOf, restsOn } from './evidence-index.ts';
import { cutOf } from './excerpt.ts';
import { writeHexDump } from './hex-dump.ts';
import { openingInWords } from './hiding.ts';
import { forgeabilityMeaning, gradeMeaning, gradeOf, tlpMeaning } from './meaning.ts';
import type { Page } from './page.ts';
import type { Words } from './sheet.ts';
import { writeTree } from './text/evidence.ts';
import { explainAnswer } from './text/explain-answer.ts';
import { writeHead } from './text/findings.ts';
import { itemsIn, writeItem } from './text/items.ts';
import { pageFor, type TextOptions } from './text.ts';

/** Text for a finding, an observation, an artifact, a question or an item (`r1`); undefined where there is no such part. */
export function renderExplanation(report: Report, id: string, options: TextOptions = {}): string | undefined {
  const page = pageFor(report, options);
  const index = indexEvidence(report);
  const finding = index.findings.get(id);
  const observation = index.observations.get(id);
  const artifact = index.artifacts.get(id);
  const answer = report.answers.find(({ question }) => question === id);
  const item = itemsIn(index).find((one) => one.id === id);
  if (finding) explainFinding(page, finding, index);
  else if (observation) explainObservation(page, observation, index);
  else if (artifact) explainArtifact(page, artifact, index);
  else if (answer) explainAnswer(page, answer, index);
  else if (item) explainItem(page, item, index);
  else return undefined;
  return page.toString();
}

/** What can be explained, for someone who does not know the ids yet. */
export function renderContents(report: Report, options: TextOptions = {}): string {
  const page = pageFor(report, options);
  const list = (title: string, parts: readonly (readonly [id: string, words: Words])[]): void => {
    if (parts.length === 0) return;
    page.gap();
    page.paragraph({ text: title, tone: 'strong' });
    for (const [id, words] of parts.slice(0, contentsShown))
      page.paragraph(words, { indent: 8, label: { text: id }, labelAt: 2 });
    if (parts.length > contentsShown)
      page.paragraph({ text: `and ${parts.length - contentsShown} more`, tone: 'quiet' }, { indent: 8 });
  };
  list(
    'Findings',
    report.findings.map(({ id, stage, title }) => [id, `${stage}: ${title}`]),
  );
  list(
    'Answers',
    report.answers.map(({ question, says }) => [question, says]),
  );
  list(
    'What to do',
    itemsIn(indexEvidence(report)).map(({ id, place, says }) => [id, [{ text: place, exact: true }, `: ${says}`]]),
  );
  list(
    'Observations',
    report.observations.map((seen) => [seen.id, `${seen.kind}: ${describe(seen)}`]),
  );
  list(
    'Artifacts',
    report.artifacts.map(({ id, name }) => [id, { text: name, exact: true }]),
  );
  return page.toString();
}

const contentsShown = 20;

function explainFinding(page: Page, finding: Finding, index: EvidenceIndex): void {
  writeHead(page, finding, () => {
    page.gap();
    page.line({ text: 'Because', tone: 'strong' });
    writeTree(page, finding.because, index);
    page.gap();
    page.line({ text: 'It could also be', tone: 'strong' });
    for (const reading of finding.couldBe) page.line(reading);
  });
  for (const seen of restsOn(finding.because, index)) {
    page.gap();
    explainObservation(page, seen, index);
  }
}

/** What is to be removed or changed, whole, and what shows that it is to be. */
function explainItem(page: Page, item: ReachItem, index: EvidenceIndex): void {
  writeItem(page, item, Number.POSITIVE_INFINITY);
  for (const id of item.because) {
    const seen = index.observations.get(id);
    if (seen === undefined) continue;
    page.gap();
    explainObservation(page, seen, index);
  }
}

function explainObservation(page: Page, seen: Observation, index: EvidenceIndex): void {
  page.paragraph(
    [
      { text: seen.kind, tone: 'strong' },
      { text: `  seen by ${seen.by}`, tone: 'quiet' },
    ],
    { indent: 5, label: { text: seen.id, tone: 'strong' } },
  );
  row(page, 'place', placeOf(seen.at, index));
  if (seen.at.length !== undefined) row(page, 'length', `${seen.at.length} bytes`);
  writeLineage(page, seen.at.artifact, index);
  if (seen.via.length > 0) row(page, 'decoded by', seen.via.join(', then '));
  for (const [label, text] of fields(withoutProvenance(seen.value))) row(page, label, text);
  if ('provenance' in seen.value) writeProvenance(page, seen.value.provenance);
  const cut = cutOf(seen);
  if (!cut || !seen.excerpt) return;
  page.gap();
  writeHexDump(page, { ...cut, base: seen.excerpt.offset }, 5);
}

function withoutProvenance(value: Observation['value']): unknown {
  if (!('provenance' in value)) return value;
  const { provenance: _, ...rest } = value;
  return rest;
}

/** On whose word an analyst's fact stands, and what that is worth. */
function writeProvenance(page: Page, provenance: Provenance): void {
  const { source, url, date, tlp, origin, originFiles, forgeability, forging } = provenance;
  row(page, 'source', date === undefined ? source : `${source}, ${date}`);
  row(page, 'link', url);
  row(page, 'graded', gradeMeaning(gradeOf(provenance)));
  row(page, 'sharing', `TLP:${tlp.toUpperCase()}, ${tlpMeaning[tlp]}`);
  row(page, 'origin', `${origin}; all that comes from there counts as one`);
  row(page, 'origin files', originFiles?.join(', '));
  row(page, 'forgeable', [forgeabilityMeaning[forgeability], forging === undefined ? '' : `. ${forging}`]);
}

function explainArtifact(page: Page, artifact: Artifact, index: EvidenceIndex): void {
  page.paragraph(
    { text: artifact.name, exact: true, tone: 'value' },
    { indent: 5, label: { text: artifact.id, tone: 'strong' } },
  );
  row(page, 'is', artifactInWords(artifact));
  row(page, 'sha256', artifact.sha256 === undefined ? undefined : { text: artifact.sha256, exact: true });
  writeLineage(page, artifact.id, index);
  const inside = index.report.artifacts.filter(({ parent }) => parent === artifact.id);
  row(page, 'holds', inside.length === 0 ? undefined : inside.map(({ id }) => id).join(', '));
  for (const gap of index.report.gaps.filter((gap) => gap.artifact === artifact.id)) row(page, gap.code, gap.what);
  const seen = index.report.observations.filter(({ at }) => at.artifact === artifact.id);
  if (seen.length > 0) page.gap();
  for (const observation of seen)
    page.paragraph(describe(observation), { indent: 12, label: { text: observation.id }, labelAt: 5 });
}

/** From the artifact up to the file that was read. */
function writeLineage(page: Page, id: string, index: EvidenceIndex): void {
  for (const opened of lineageOf(id, index))
    if (opened.parent !== undefined) row(page, 'out of', [artifactPiece(opened.parent, index), openingInWords(opened)]);
}

function row(page: Page, label: string, words: Words | undefined): void {
  if (words !== undefined) page.paragraph(words, { indent: 22, label: { text: label, tone: 'quiet' }, labelAt: 5 });
}
