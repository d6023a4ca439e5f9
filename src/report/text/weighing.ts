/**
 * How an answer was weighed: its readings as bars, what it hangs on, and what moves it most, as a matrix of evidence
 * and readings (analysis of competing hypotheses, Heuer 1999; here only a view of the weighing, docs/weighing.md).
 */
import type { Answer, Hypothesis } from '../../model/answer.ts';
import type { WeighedItem, Weighing } from '../../model/weighing.ts';
import { forgeabilityMeaning, percentRange } from '../meaning.ts';
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

/** `not enough evidence` has none: no item moves it. */
export function lettered(hypotheses: readonly Hypothesis[]): Lettered[] {
  return hypotheses
    .filter(({ id }) => id !== unknownReading)
    .map((hypothesis, i) => ({ letter: String.fromCharCode(65 + (i % 26)), hypothesis }));
}

export function writeWeighing(sheet: Sheet, { hypotheses, linchpin, weighing }: Answer): void {
  const readings = lettered(hypotheses);
  writeReadings(sheet, hypotheses, readings);
  if (linchpin !== undefined) {
    sheet.gap();
    sheet.line([{ text: 'It hangs on: ', tone: 'strong' }, linchpin]);
  }
  if (weighing === undefined) return;
  writeItems(sheet, weighing, readings);
  writeRemarks(sheet, weighing);
}

function writeReadings(sheet: Sheet, hypotheses: readonly Hypothesis[], readings: readonly Lettered[]): void {
  sheet.gap();
  for (const hypothesis of hypotheses) {
    const { probability, band, label } = hypothesis;
    const letter = readings.find((one) => one.hypothesis === hypothesis)?.letter ?? '?';
    const range = percentRange(probability).padStart('100–100 %'.length);
    const lead = `${letter}  ${bar(probability)}  ${range}`;
    sheet.entry(
      { text: lead, exact: true },
      lead.length + 2,
      hypothesis.id === unknownReading ? label : [{ text: band, tone: 'strong' }, `: ${label}`],
    );
  }
}

/** `····░░░█░░··········`: a cell is 5 %. */
export function bar({ low, mid, high }: Hypothesis['probability']): string {
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
      cells: readings.map(({ hypothesis }) => mark(item.moves[hypothesis.id] ?? 0)),
      words: item.says,
      about: { text: aboutItem(item), tone: 'quiet' },
    })),
  );
  writeMore(sheet, items.length - itemsShown, 'item');
}

/** Log-odds from which on an item is marked once and twice: odds of 5 to 4, and of 2 to 1. */
const telling = 0.22;
const tellingMuch = 0.69;

export function mark(move: number): string {
  if (Math.abs(move) < telling) return '·';
  const sign = move > 0 ? '+' : '−';
  return Math.abs(move) < tellingMuch ? sign : sign + sign;
}

export function aboutItem({ group, grade, forgeability, by, observations }: WeighedItem): string {
  const seen = observations.length > 3 ? [...observations.slice(0, 3), '…'] : observations;
  const parts = [`from ${group}`, `graded ${grade}`, forgeabilityMeaning[forgeability], seen.join(', ')];
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
