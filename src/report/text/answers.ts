/** The six answers: what each says, how likely and how sure, and the one thing to do next. */
import type { Answer } from '../../model/answer.ts';
import type { EvidenceIndex } from '../evidence-index.ts';
import type { Sheet } from '../sheet.ts';
import { questionTitle } from '../words.ts';
import { questions } from './questions.ts';

const gutter = 8;

/** The answers that a reader needs, in the order of the questions. */
export function answersToldOf({ report }: EvidenceIndex): Answer[] {
  const isChecked = report.answers.some(({ checks }) => checks !== undefined);
  return questions(report.verdict.stage, isChecked).flatMap(
    (question) => report.answers.find((answer) => answer.question === question) ?? [],
  );
}

export function writeAnswers(sheet: Sheet, index: EvidenceIndex): void {
  sheet.gap();
  for (const answer of answersToldOf(index)) writeAnswer(sheet, answer);
}

export function writeAnswer(sheet: Sheet, answer: Answer): void {
  const sure = { text: ` (${surety(answer)})`, tone: 'quiet' } as const;
  sheet.entry({ text: questionTitle[answer.question], tone: 'strong' }, gutter, [answer.says, sure], () =>
    writeSteps(sheet, answer.next.slice(0, 1)),
  );
}

export function writeSteps(sheet: Sheet, steps: readonly string[]): void {
  for (const step of steps) sheet.entry({ text: '→', tone: 'notice' }, 2, step);
}

/** The reading that a weighing gives where nothing leads (docs/weighing.md). */
export const unknownReading = 'unknown';

/** Where `likely` begins (ICD 203). */
export const likely = 0.55;

/** How likely the leading reading is, and how sure the weighing: two things apart (ICD 203). */
function surety({ question, says, hypotheses: [leader], confidence }: Answer): string {
  // The ladder answers `what`, with its own confidence; what it amounts to is weighed below.
  if (question === 'what' || leader === undefined || leader.id === unknownReading) return `confidence ${confidence}`;
  const isTold = says.includes('no reading is likely');
  if (leader.probability.mid < likely) return `${isTold ? '' : 'no reading is likely · '}confidence ${confidence}`;
  // Nobody shall take the band for that of a sentence which does not name the reading.
  const reading = says.includes(leader.label) ? leader.band : `${leader.band}: ${leader.label}`;
  return `${reading} · confidence ${confidence}`;
}
