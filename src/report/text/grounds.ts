/** What each answer rests on: the money trail, the readings as they were weighed, and everything else worth asking. */
import type { Answer } from '../../model/answer.ts';
import type { EvidenceIndex } from '../evidence-index.ts';
import { machineIn } from '../examined.ts';
import { questionAsked } from '../meaning.ts';
import type { Sheet } from '../sheet.ts';
import { questionTitle } from '../words.ts';
import { answersToldOf, writeSteps } from './answers.ts';
import { writeMoneyTrail } from './money.ts';
import { isEmpty, writeWeighing } from './weighing.ts';

export function writeGrounds(sheet: Sheet, index: EvidenceIndex): void {
  const answers = answersToldOf(index).filter(hasGrounds);
  if (answers.length === 0) return;
  sheet.section('The evidence', 'what each answer rests on');
  if (answers.some(({ weighing }) => weighing !== undefined && !isEmpty(weighing))) writeLegend(sheet);
  for (const answer of answers)
    sheet.subsection(`${questionTitle[answer.question]} · ${questionAsked[answer.question]}`, () =>
      writeGroundsOf(sheet, answer, index),
    );
}

/** Everything of one answer below what it says. */
export function writeGroundsOf(sheet: Sheet, answer: Answer, index: EvidenceIndex): void {
  if (answer.question === 'money') writeMoneyTrail(sheet, index);
  for (const detail of answer.details ?? []) sheet.entry({ text: '·', tone: 'quiet' }, 2, detail);
  if (answer.hypotheses.length > 0) writeWeighing(sheet, answer);
  if (answer.next.length < 2) return;
  sheet.gap();
  // Of a machine, these are steps that follow one another.
  const areSteps = answer.question === 'gone' && machineIn(index.report) !== undefined;
  sheet.line({ text: areSteps ? 'After that' : 'Also worth asking', tone: 'quiet' });
  writeSteps(sheet, answer.next.slice(1));
}

function hasGrounds({ question, details, hypotheses, next }: Answer): boolean {
  return question === 'money' || (details?.length ?? 0) + hypotheses.length > 0 || next.length > 1;
}

/** How to read bars, marks and grades. */
export function writeLegend(sheet: Sheet): void {
  const words = [
    'A bar runs from 0 to 100 %: █ is the best estimate, ░ how far it could lie off; words go by the best estimate.',
    'Evidence speaks for a reading (+, ++) or against it (−, −−); a dot means that it says next to nothing.',
    'A grade says how far its source can be trusted (A to E, best first) and how well others bear it out (1 to 5);',
    'F and 6 mean that nobody can judge. What is cheap to plant moves next to nothing, and all that comes from one',
    'origin counts as one.',
  ];
  sheet.line({ text: words.join(' '), tone: 'quiet' });
}
