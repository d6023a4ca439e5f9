/**
 * How an answer was weighed: its readings as bars, what it hangs on, and what moves it most, as a matrix of evidence
 * and readings (analysis of competing hypotheses, Heuer 1999; here only a view of the weighing, docs/weighing.md).
 */
import type { Answer, Hypothesis } from '../../model/answer.ts';
import type { WeighedItem, Weighing } from '../../model/weighing.ts';
import { consistency } from '../consistency.ts';
import { forgeabilityBrief, percentRange } from '../meaning.ts';
import type { Sheet } from '../sheet.ts';
import { unknownReading } from './answers.ts';
import { writeMore } from './more.ts';

/** Items that are told; the JSON has all. */
const itemsShown = 8;
const cellsOfBar = 20;

/** A reading and the letter that stands for it in the matrix. */
export interface Lettered {
  readonly letter: string;
  readonly hypothesis: Hypothesis;
}

/** The reading that nothing moves has a question mark, and no column. */
const noLetter = '?';

export function lettered(hypotheses: readonly Hypothesis[]): Lettered[] {
  let letters = 0;
  return hypotheses.map((hypothesis) => {
    const letter = hypothesis.id === unknownReading ? noLetter : String.fromCharCode(65 + (letters++ % 26));
    return { letter, hypothesis };
  });
}

/** Those that have a column in a matrix. */
export function columnsOf(readings: readonly Lettered[]): Lettered[] {
  return readings.filter(({ letter }) => letter !== noLetter);
}

/** Bars of an answer for which nothing was weighed would show what is usual as if it had been found. */
export const nothingWeighed =
  'Nothing here tells the readings of this question apart. What is usual, before any evidence, stands in docs/weighing.md.';

export function isEmpty({ items, overrides }: Weighing): boolean {
  return items.length + overrides.length === 0;
}

export function writeWeighing(sheet: Sheet, { hypotheses, linchpin, weighing }: Answer): void {
  if (weighing !== undefined && isEmpty(weighing)) {
    sheet.line({ text: nothingWeighed, tone: 'quiet' });
    writeRemarks(sheet, weighing);
    return;
  }
  const readings = lettered(hypotheses);
  sheet.gap();
  for (const reading of readings) writeReading(sheet, reading);
  if (linchpin !== undefined) {
    sheet.gap();
    sheet.line([{ text: 'It hangs on: ', tone: 'strong' }, linchpin]);
  }
  if (weighing === undefined) return;
  writeItems(sheet, weighing, columnsOf(readings));
  writeRemarks(sheet, weighing);
}

function writeReading(sheet: Sheet, { letter, hypothesis: { id, probability, band, label } }: Lettered): void {
  const best = `${Math.round(probability.mid * 100)} %`;
  const range = percentRange(probability).padStart('100–100 %'.length);
  const lead = `${letter}  ${bar(probability)}  ${range}`;
  // A band of "not enough evidence" would read as if evidence were unlikely.
  const words =
    id === unknownReading ? `${best}: ${label}` : [{ text: band, tone: 'strong' } as const, `, ${best}: ${label}`];
  sheet.entry({ text: lead, exact: true }, lead.length + 2, words);
}

/** `····░░░█░░··········`: a cell is 5 %. */
function bar({ low, mid, high }: Hypothesis['probability']): string {
  const cell = (chance: number): number => Math.min(cellsOfBar - 1, Math.floor(chance * cellsOfBar));
  return Array.from({ length: cellsOfBar }, (_, at) => {
    if (at === cell(mid)) return '█';
    return at >= cell(low) && at <= cell(high) ? '░' : '·';
  }).join('');
}

function writeItems(sheet: Sheet, { items }: Weighing, readings: readonly Lettered[]): void {
  if (items.length === 0) return;
  sheet.gap();
  sheet.line({ text: 'What was weighed, most telling first', tone: 'quiet' });
  sheet.matrix(
    readings.map(({ letter }) => letter),
    items.slice(0, itemsShown).map((item) => ({
      cells: readings.map(({ hypothesis }) => marks[consistency(item.moves[hypothesis.id] ?? 0)]),
      words: item.says,
      about: { text: aboutItem(item), tone: 'quiet' },
    })),
  );
  writeMore(sheet, items.length - itemsShown, 'item');
}

/** Consistency as signs. */
export const marks = { '-2': '−−', '-1': '−', 0: '·', 1: '+', 2: '++' } as const;

export function aboutItem({ group, grade, forgeability, by, observations }: WeighedItem): string {
  const seen = observations.length > 3 ? [...observations.slice(0, 3), '…'] : observations;
  const parts = [`from ${group}`, `graded ${grade}`, forgeabilityBrief[forgeability], seen.join(', ')];
  return [...parts, by === 'analyst' ? "the analyst's" : ''].filter((part) => part !== '').join(' · ');
}

/** What held the answer down, and what an analyst overruled: never silent. */
function writeRemarks(sheet: Sheet, { remarks, overrides }: Weighing): void {
  if (remarks.length + overrides.length > 0) sheet.gap();
  for (const remark of remarks) sheet.entry({ text: '·', tone: 'quiet' }, 2, remark);
  for (const { what, reason, by, date } of overrides)
    sheet.entry({ text: '!', tone: 'caution' }, 2, [
      `Overruled by ${by}${date === undefined ? '' : ` on ${date}`}: ${what}. Reason: ${reason}`,
    ]);
}
