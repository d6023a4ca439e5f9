/** An answer unfolded: everything it was weighed by, in figures. */
import type { Answer } from '../../model/answer.ts';
import type { Weighing } from '../../model/weighing.ts';
import type { EvidenceIndex } from '../evidence-index.ts';
import type { Sheet } from '../sheet.ts';
import { counted } from '../words.ts';
import { writeAnswer } from './answers.ts';
import { writeChecks } from './checks.ts';
import { writeGroundsOf, writeLegend } from './grounds.ts';
import { writeItems } from './items.ts';
import { aboutItem, columnsOf, type Lettered, lettered } from './weighing.ts';

export function explainAnswer(sheet: Sheet, answer: Answer, index: EvidenceIndex): void {
  writeAnswer(sheet, answer);
  if (answer.items !== undefined) writeItems(sheet, index);
  if (answer.checks !== undefined) writeChecks(sheet, index);
  const ids = answer.because ?? [];
  sheet.subsection('What it rests on', () => {
    if (ids.length > 0) sheet.line(ids.join(', '));
    if (answer.weighing) writeLegend(sheet);
    writeGroundsOf(sheet, answer, index);
  });
  if (answer.weighing) explainWeighing(sheet, answer.weighing, columnsOf(lettered(answer.hypotheses)), answer);
}

function explainWeighing(sheet: Sheet, weighing: Weighing, readings: readonly Lettered[], answer: Answer): void {
  const letters = readings.map(({ letter }) => letter);
  const cells = (of: Readonly<Record<string, number>>, write: (value: number) => string): string[] =>
    readings.map(({ hypothesis }) => write(of[hypothesis.id] ?? 0));
  sheet.subsection('How likely each item is under each reading, in percent', () =>
    sheet.matrix(letters, [
      { cells: cells(weighing.priors, percent), words: 'before any evidence' },
      ...weighing.items.map((item) => ({
        cells: cells(item.likelihood, percent),
        words: item.says,
        about: `${item.indicator} · ${aboutItem(item)} · ${share(item.weight.mid)} of it counts. Why: ${item.why}`,
      })),
    ]),
  );
  if (weighing.groups.length > 0)
    sheet.subsection('What each origin moves, as one (log-odds: 0 is nothing, 0.7 doubles the odds)', () =>
      sheet.matrix(
        letters,
        weighing.groups.map(({ id, items, moves }) => ({
          cells: cells(moves, signed),
          words: id,
          about: `${items} ${items === 1 ? 'item' : 'items'}`,
        })),
      ),
    );
  if (weighing.without.length > 0) explainWithout(sheet, weighing, answer);
}

function explainWithout(sheet: Sheet, { without }: Weighing, { hypotheses }: Answer): void {
  const label = (id: string): string => hypotheses.find((one) => one.id === id)?.label ?? id;
  const turning = without.filter(({ changes }) => changes);
  const others = without.length - turning.length;
  sheet.subsection('What would be left without one of them', () => {
    for (const { left, id, leader, probability, band } of turning)
      sheet.entry({ text: '!', tone: 'caution' }, 2, [
        `Without ${left === 'group' ? 'all that comes from' : 'the item'} ${id}: ${label(leader)}`,
        ` (${band}, ${percent(probability)} %). That is another answer.`,
      ]);
    if (others > 0)
      sheet.entry(
        { text: '·', tone: 'quiet' },
        2,
        `${turning.length === 0 ? 'None of them' : 'None of the others'} changes the answer when it is left out: ${counted(others, 'item or origin', 'items and origins')} tried.`,
      );
  });
}

function percent(chance: number): string {
  return String(Math.round(chance * 100));
}

function share(weight: number): string {
  return `${percent(weight)} %`;
}

function signed(move: number): string {
  const figure = Math.abs(move).toFixed(1);
  if (figure === '0.0') return ' 0.0';
  return (move > 0 ? '+' : '−') + figure;
}
