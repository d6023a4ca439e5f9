/**
 * The table behind “Who could be behind it?”. The figures are ours: estimates with their reasons, for an analyst to
 * overrule in an evidence file. No source counts authors of miners whose motives are known.
 * `insider` is someone at the organisation that the evidence points to, if it points to one.
 */
import { defineTable, type QuestionTable } from '../../model/question-table.ts';
import { craft } from '../who/craft.ts';
import { ownership } from '../who/ownership.ts';
import { payments } from '../who/payments.ts';
import { pointers } from '../who/pointers.ts';
import type { WhoReading } from '../who/reading.ts';
import { ties } from '../who/ties.ts';

export const whoTable: QuestionTable<WhoReading> = defineTable<WhoReading>({
  readings: {
    criminal: {
      label: 'an unrelated criminal with a kit or reused parts',
      prior: 31,
      why: 'most covert mining on record is the work of criminals without a tie to the victim, with public parts',
    },
    owner: {
      label: "the machine's owner or operator, on purpose",
      prior: 12,
      why: 'mining on one’s own machine is common and no crime, and seldom the one that is looked into',
    },
    hobbyist: {
      label: "a student's or hobbyist's test",
      prior: 6,
      why: 'miners are tried out by many, most of them on machines of their own',
    },
    insider: {
      label: 'someone at the organisation that the evidence points to',
      prior: 5,
      why: 'staff and students who mine at work are caught again and again, far less often than strangers',
    },
    prank: {
      label: 'a prank, or a false flag meant to point elsewhere',
      prior: 3,
      why: 'rarely shown, and rarely looked for',
    },
    state: {
      label: 'a state-backed group',
      prior: 3,
      why: 'a few such groups have mined; next to criminals they are rare, though cases that are looked into name them often',
    },
  },
  unknown: 40,
  indicators: [...pointers, ...payments, ...craft, ...ties, ...ownership],
});
