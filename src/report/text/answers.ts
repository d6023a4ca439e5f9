/** The six answers, each a short paragraph with what to do next. */
import type { Answer } from '../../model/answer.ts';
import type { EvidenceIndex } from '../evidence-index.ts';
import type { Page, Piece } from '../page.ts';
import { questionTitle } from '../words.ts';
import { writeMoneyTrail } from './money.ts';
import { questions } from './questions.ts';

const gutter = 8;

export function writeAnswers(page: Page, index: EvidenceIndex): void {
  for (const question of questions(index.report.verdict.stage)) {
    const answer = index.report.answers.find((candidate) => candidate.question === question);
    if (answer) writeAnswer(page, answer, index);
  }
}

export function writeAnswer(page: Page, answer: Answer, index: EvidenceIndex): void {
  page.gap();
  const label: Piece = { text: questionTitle[answer.question], tone: 'strong' };
  page.paragraph([answer.says, { text: ` (confidence ${answer.confidence})`, tone: 'quiet' }], {
    indent: gutter,
    label,
  });
  for (const { label: reading, probability, band } of answer.hypotheses) {
    const percent = [probability.low, probability.high].map((p) => Math.round(p * 100)).join('–');
    page.paragraph([`${reading}: `, { text: band, tone: 'strong' }, ` (${percent} %)`], bullet);
  }
  if (answer.question === 'money') writeMoneyTrail(page, index);
  for (const detail of answer.details ?? []) page.paragraph(detail, bullet);
  if (answer.linchpin !== undefined) page.paragraph(`What it hangs on: ${answer.linchpin}`, bullet);
  for (const step of answer.next)
    page.paragraph(step, { indent: gutter + 2, label: { text: '→', tone: 'notice' }, labelAt: gutter });
}

const bullet = { indent: gutter + 2, label: { text: '·', tone: 'quiet' }, labelAt: gutter } as const;
