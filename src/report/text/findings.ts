/** Every claim with what it rests on and what else it could be. */
import type { Finding } from '../../model/finding.ts';
import { artifactName, artifactPiece, type EvidenceIndex, restsOn } from '../evidence-index.ts';
import { type Alike, groupAlike } from '../group.ts';
import type { Piece, Sheet } from '../sheet.ts';
import { technique } from '../techniques.ts';
import { capitalized, counted, rung, stageTone } from '../words.ts';
import { writeBecause } from './evidence.ts';
import { writeMore } from './more.ts';

const gutter = 5;
/** Findings that are unfolded, those told in one line, and mentions that are named; the JSON has all. */
const findingsShown = 12;
const briefShown = 60;
const mentionsShown = 8;
/** Where there are more than can be unfolded, as many of each detector are: fifty machines that mine read alike. */
const unfoldedOfOne = 3;
const placesShown = 3;

export function writeFindings(sheet: Sheet, index: EvidenceIndex): void {
  const alike = groupAlike(index.report.findings, index);
  const telling = alike.filter(({ first }) => rung[first.stage] > rung.mention);
  const mentions = alike.filter(({ first }) => rung[first.stage] <= rung.mention);
  if (alike.length === 0) return;
  sheet.section('Findings');
  const { unfolded, brief } = parted(telling);
  for (const group of unfolded) writeFinding(sheet, group, index);
  if (brief.length > 0) sheet.gap();
  for (const group of brief.slice(0, briefShown)) writeBrief(sheet, group);
  writeMore(sheet, brief.length - briefShown, 'finding');
  if (mentions.length > 0) sheet.gap();
  for (const group of mentions.slice(0, mentionsShown)) writeMention(sheet, group, index);
  writeMore(sheet, mentions.length - mentionsShown, 'mention');
}

interface Brief {
  readonly finding: Finding;
  /** Id of a finding of a higher stage that all its facts stand under as well. */
  readonly under?: string | undefined;
}

/** What is unfolded, and what one line is enough for: what says less of facts that were told, and more of the same. */
function parted(groups: readonly Alike[]): { unfolded: Alike[]; brief: Brief[] } {
  const unfolded: Alike[] = [];
  const brief: Brief[] = [];
  const isCrowded = groups.length > findingsShown;
  const ofDetector = new Map<string, number>();
  const toldUnder = new Map<string, Finding>();
  for (const group of groups) {
    const { first: finding, evidence } = group;
    const under = underOne(group, toldUnder);
    for (const { id } of evidence) if (!toldUnder.has(id)) toldUnder.set(id, finding);
    const before = ofDetector.get(finding.detector) ?? 0;
    const isTold = under !== undefined || unfolded.length === findingsShown || (isCrowded && before >= unfoldedOfOne);
    if (isTold) brief.push({ finding, under });
    else {
      unfolded.push(group);
      ofDetector.set(finding.detector, before + 1);
    }
  }
  return { unfolded, brief };
}

/** The finding of a higher stage that all facts of this one were told under. */
function underOne({ first, others, evidence }: Alike, toldUnder: ReadonlyMap<string, Finding>): string | undefined {
  const higher = new Set(evidence.map(({ id }) => toldUnder.get(id)));
  const [one] = higher;
  if (higher.size !== 1 || one === undefined || others.length > 0) return undefined;
  return rung[one.stage] > rung[first.stage] ? one.id : undefined;
}

function writeBrief(sheet: Sheet, { finding, under }: Brief): void {
  const stage: Piece = { text: finding.stage, tone: stageTone[finding.stage] };
  const about = under === undefined ? `confidence ${finding.confidence}` : `on facts of ${under}`;
  sheet.entry({ text: finding.id, tone: 'strong' }, gutter, [
    stage,
    ` · ${capitalized(finding.title)} `,
    { text: `· ${about}`, tone: 'quiet' },
  ]);
}

function writeFinding(sheet: Sheet, { first, others }: Alike, index: EvidenceIndex): void {
  sheet.gap();
  writeHead(sheet, first, () => {
    if (others.length > 0) writeOthers(sheet, others, index);
    writeBecause(sheet, first.because, index);
    for (const [i, reading] of first.couldBe.entries())
      sheet.entry({ text: i === 0 ? 'could be' : '', tone: 'quiet' }, 10, reading);
  });
}

/** Id, stage, title; how sure, which technique, which detector; then what the finding rests on. */
export function writeHead(sheet: Sheet, finding: Finding, body: () => void): void {
  const label: Piece = { text: finding.id, tone: 'strong' };
  const stage: Piece = { text: finding.stage, tone: stageTone[finding.stage] };
  const about = [`confidence ${finding.confidence}`, ...finding.techniques.map(technique), `by ${finding.detector}`];
  sheet.entry(label, gutter, [stage, ' · ', { text: capitalized(finding.title), tone: 'strong' }], () => {
    sheet.line({ text: about.join(' · '), tone: 'quiet' });
    body();
  });
}

function writeOthers(sheet: Sheet, others: readonly Finding[], index: EvidenceIndex): void {
  const names = others.slice(0, placesShown).map((finding) => {
    const [seen] = restsOn(finding.because, index);
    return seen ? `${finding.id} in ${artifactName(seen.at.artifact, index)}` : finding.id;
  });
  const more = others.length > names.length ? ` and ${counted(others.length - names.length, 'more', 'more')}` : '';
  sheet.line([`The same in ${counted(others.length, 'other place')}: `, { text: names.join(', '), exact: true }, more]);
}

function writeMention(sheet: Sheet, { first, others, evidence }: Alike, index: EvidenceIndex): void {
  const more = others.length > 0 ? `, and ${counted(others.length, 'other place')}` : '';
  const place = evidence[0] && artifactPiece(evidence[0].at.artifact, index);
  // What is found on a machine is called by its place.
  const isNamed = place !== undefined && first.title.includes(place.text);
  const words: Piece[] = [
    { text: 'mention', tone: stageTone.mention },
    { text: ` · ${capitalized(first.title)}` },
    ...(place === undefined || isNamed ? [] : [{ text: ': ' }, place]),
    { text: more, tone: 'quiet' },
  ];
  sheet.entry({ text: first.id, tone: 'strong' }, gutter, words);
}
