/** An earlier report of the machine, checked again: what is still there, what came back, what is gone. */
import type { Answer, ItemCheck } from '../../model/answer.ts';
import type { EvidenceIndex } from '../evidence-index.ts';
import type { Sheet, Tone } from '../sheet.ts';
import { readableTime } from '../words.ts';
import { writeMore } from './more.ts';

export type Checks = NonNullable<Answer['checks']>;

/** Of one state; the JSON has all. */
const shown = 30;

interface StateWords {
  readonly mark: string;
  readonly words: string;
  readonly tone: Tone;
}

/** In the order in which they are told: what is left first. */
export const states: ReadonlyMap<ItemCheck['state'], StateWords> = new Map<ItemCheck['state'], StateWords>([
  ['came-back', { mark: '✗', words: 'Came back', tone: 'alarm' }],
  ['still-there', { mark: '✗', words: 'Still there', tone: 'alarm' }],
  ['changed', { mark: '!', words: 'Changed: something else stands there', tone: 'caution' }],
  ['new', { mark: '!', words: 'New since then', tone: 'caution' }],
  ['not-checked', { mark: '?', words: 'Could not be checked', tone: 'caution' }],
  ['cannot-be-known', { mark: '?', words: 'No check can tell', tone: 'quiet' }],
  ['gone', { mark: '✓', words: 'Gone', tone: 'calm' }],
]);

export function checksIn({ report }: EvidenceIndex): Checks | undefined {
  return report.answers.find(({ question }) => question === 'gone')?.checks;
}

export function writeChecks(sheet: Sheet, index: EvidenceIndex): void {
  const checks = checksIn(index);
  if (checks === undefined) return;
  sheet.section('Checked again', 'each item of the earlier report, and what is new beside them');
  sheet.line([
    'Against ',
    { text: checks.report, exact: true, tone: 'value' },
    ` of ${readableTime(checks.generatedAt)}: ${countsInWords(checks)}.`,
  ]);
  for (const [state, { mark, words, tone }] of states) {
    const items = checks.items.filter((item) => item.state === state);
    if (items.length === 0) continue;
    sheet.subsection(words, () => {
      for (const item of items.slice(0, shown)) writeCheck(sheet, item, mark, tone);
      writeMore(sheet, items.length - shown, 'item');
    });
  }
}

function writeCheck(sheet: Sheet, { place, says, why, item }: ItemCheck, mark: string, tone: Tone): void {
  const now = item === undefined ? '' : ` (${item} below)`;
  sheet.entry({ text: mark, tone }, 2, [{ text: place, exact: true, tone: 'value' }, `: ${says}${now}`], () => {
    if (why !== undefined) sheet.line({ text: why, tone: 'quiet' });
  });
}

/** `2 still there, 5 gone`. */
export function countsInWords({ items }: Checks): string {
  const parts = [...states].flatMap(([state, { words }]) => {
    const count = items.filter((item) => item.state === state).length;
    return count === 0 ? [] : [`${count} ${(words.split(':')[0] ?? words).toLowerCase()}`];
  });
  return parts.length === 0 ? 'it lists nothing to check' : parts.join(', ');
}
