/** Every claim with what it rests on and what else it could be. */
import type { Finding } from '../../model/finding.ts';
import { artifactName, artifactPiece, type EvidenceIndex, restsOn } from '../evidence-index.ts';
import { type Alike, groupAlike } from '../group.ts';
import type { Page, Piece } from '../page.ts';
import { capitalized, counted, rung, stageTone, technique } from '../words.ts';
import { writeBecause } from './evidence.ts';

const indent = 5;
/** Findings that are unfolded and mentions that are named; the JSON has all. */
const findingsShown = 12;
const mentionsShown = 8;
const placesShown = 3;

export function writeFindings(page: Page, index: EvidenceIndex): void {
  const alike = groupAlike(index.report.findings, index);
  const telling = alike.filter(({ first }) => rung[first.stage] > rung.mention);
  const mentions = alike.filter(({ first }) => rung[first.stage] <= rung.mention);
  if (alike.length === 0) return;
  page.gap();
  page.paragraph({ text: 'Findings', tone: 'strong' });
  for (const group of telling.slice(0, findingsShown)) writeFinding(page, group, index);
  writeMore(page, telling.length - findingsShown, 'finding');
  if (mentions.length > 0) page.gap();
  for (const group of mentions.slice(0, mentionsShown)) writeMention(page, group, index);
  writeMore(page, mentions.length - mentionsShown, 'mention');
}

function writeFinding(page: Page, { first, others }: Alike, index: EvidenceIndex): void {
  page.gap();
  writeHead(page, first);
  if (others.length > 0) writeOthers(page, others, index);
  writeBecause(page, first.because, index, indent);
  writeReadings(page, first);
}

/** Id, stage, title; how sure, which technique, which detector. */
export function writeHead(page: Page, finding: Finding): void {
  const label: Piece = { text: finding.id, tone: 'strong' };
  const stage: Piece = { text: finding.stage, tone: stageTone[finding.stage] };
  page.paragraph([stage, ' · ', { text: capitalized(finding.title), tone: 'strong' }], { indent, label });
  const about = [`confidence ${finding.confidence}`, ...finding.techniques.map(technique), `by ${finding.detector}`];
  page.paragraph({ text: about.join(' · '), tone: 'quiet' }, { indent });
}

function writeReadings(page: Page, finding: Finding): void {
  finding.couldBe.forEach((reading, i) => {
    const label = i === 0 ? { label: { text: 'could be', tone: 'quiet' } as const, labelAt: indent } : {};
    page.paragraph(reading, { indent: indent + 10, ...label });
  });
}

function writeOthers(page: Page, others: readonly Finding[], index: EvidenceIndex): void {
  const names = others.slice(0, placesShown).map((finding) => {
    const [seen] = restsOn(finding.because, index);
    return seen ? `${finding.id} in ${artifactName(seen.at.artifact, index)}` : finding.id;
  });
  const more = others.length > names.length ? ` and ${counted(others.length - names.length, 'more', 'more')}` : '';
  page.paragraph(
    [`The same in ${counted(others.length, 'other place')}: `, { text: names.join(', '), exact: true }, more],
    { indent },
  );
}

function writeMention(page: Page, { first, others, evidence }: Alike, index: EvidenceIndex): void {
  const more = others.length > 0 ? `, and ${counted(others.length, 'other place')}` : '';
  const words: Piece[] = [
    { text: 'mention', tone: stageTone.mention },
    { text: ` · ${capitalized(first.title)}: ` },
    ...(evidence[0] ? [artifactPiece(evidence[0].at.artifact, index)] : []),
    { text: more, tone: 'quiet' },
  ];
  page.paragraph(words, { indent, label: { text: first.id, tone: 'strong' } });
}

function writeMore(page: Page, more: number, what: string, at = indent): void {
  if (more > 0)
    page.paragraph(
      { text: `and ${counted(more, `more ${what}`)} (--format json has all)`, tone: 'quiet' },
      { indent: at },
    );
}
