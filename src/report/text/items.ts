/** What to remove from a machine, by what to do first, each with its place, why, how sure, and its exact steps. */
import type { ReachItem } from '../../model/answer.ts';
import type { Report } from '../../model/report.ts';
import type { EvidenceIndex } from '../evidence-index.ts';
import { commandFor } from '../examined.ts';
import type { Piece, Sheet } from '../sheet.ts';
import { groupsOf, isGraded, proofLegend, proofWords, type StepParts, stepsToldOf } from '../step-words.ts';
import { writeMore } from './more.ts';

/** Of one group; the JSON has all. */
const shown = 30;
const secretsShown = 20;
const stepsShown = 8;
/** Columns of `r12 `. */
const gutter = 6;

export function itemsIn({ report }: EvidenceIndex): readonly ReachItem[] {
  return report.answers.find(({ question }) => question === 'reach')?.items ?? [];
}

export function writeItems(sheet: Sheet, index: EvidenceIndex): void {
  const items = itemsIn(index);
  if (items.length === 0) return;
  sheet.section('What to do, in this order');
  sheet.line({ text: proofLegend, tone: 'quiet' });
  for (const { title, about, items: own } of groupsOf(items))
    sheet.subsection(title, () => {
      sheet.line({ text: `${about.charAt(0).toUpperCase()}${about.slice(1)}.`, tone: 'quiet' });
      const most = own[0]?.what === 'secret' ? secretsShown : shown;
      for (const item of own.slice(0, most)) writeItem(sheet, item);
      writeMore(sheet, own.length - most, 'item');
    });
  if (items.some(({ proof }) => proof === 'shown')) writeScriptLine(sheet, index.report);
}

function writeScriptLine(sheet: Sheet, report: Report): void {
  sheet.gap();
  sheet.line({ text: scriptLine(report), tone: 'quiet' });
}

export function scriptLine(report: Report): string {
  const command = commandFor(report);
  return `The steps as a script, to read first: \`${command} --format removal --out removal.sh\`. Nobody runs it but you; without --yes it changes nothing. Afterwards: \`${command} --verify before.json\`, with this report as JSON.`;
}

function stepPieces({ says, command, line }: StepParts): Piece[] {
  return [
    { text: says },
    ...(command === undefined ? [] : [{ text: command, exact: true } as const]),
    ...(line === undefined ? [] : [{ text: line, tone: 'value' } as const]),
  ];
}

export function writeItem(
  sheet: Sheet,
  { id, place, says, proof, removal, what }: ReachItem,
  most: number = stepsShown,
): void {
  const sure: Piece[] = isGraded(what) ? [{ text: ` (${proofWords[proof]})`, tone: 'quiet' }] : [];
  const about: (string | Piece)[] = [{ text: place, exact: true, tone: 'value' }, `: ${says}`, ...sure];
  sheet.entry({ text: id, tone: 'quiet' }, gutter, about, () => {
    const steps = stepsToldOf(removal, place);
    for (const step of steps.slice(0, most)) sheet.entry({ text: '→', tone: 'notice' }, 2, stepPieces(step));
    writeMore(sheet, steps.length - most, 'step');
  });
}
