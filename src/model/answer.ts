/** An answer to one of the six questions. */
import { z } from 'zod';
import { confidenceSchema } from './finding.ts';
import { questions } from './ladder.ts';
import { clockSchema } from './log-payloads.ts';
import { weighingSchema } from './weighing.ts';

const questionSchema = z.enum(questions);
export type Question = z.infer<typeof questionSchema>;

const chance = z.number().min(0).max(1);

const hypothesisSchema = z.strictObject({
  id: z.string(),
  label: z.string(),
  probability: z.strictObject({ low: chance, mid: chance, high: chance }),
  band: z.string().describe('ICD 203 words, of the probability in the middle'),
});
export type Hypothesis = z.infer<typeof hypothesisSchema>;

/**
 * One line of a timeline. `attempt`: tried, and nothing shows that it worked; `way-in`: tried, and what followed shows
 * that it worked; `deed`: something was fetched, written, set up or started; `mining`: a miner at work or being started;
 * `told`: somebody's word, an analyst's or the file's own.
 */
const momentSchema = z.strictObject({
  time: z.iso.datetime(),
  until: z.iso.datetime().optional(),
  role: z.enum(['attempt', 'way-in', 'deed', 'mining', 'told']),
  says: z.string(),
  machine: z.string().optional(),
  clock: clockSchema.optional(),
  because: z.array(z.string()).describe('ids of the observations'),
});
export type Moment = z.infer<typeof momentSchema>;

/** What happened when, in one clock: UTC. */
const timelineSchema = z.strictObject({
  moments: z.array(momentSchema).describe('by time'),
  first: z
    .number()
    .int()
    .nonnegative()
    .optional()
    .describe('which of them is the earliest malicious one that the evidence supports, counted from 0'),
  left: z
    .number()
    .int()
    .nonnegative()
    .optional()
    .describe('moments that were left out: attempts and others far from the rest'),
  covered: z
    .array(z.strictObject({ what: z.string(), start: z.iso.datetime(), end: z.iso.datetime(), log: z.string() }))
    .describe('what the logs that were read would show, and when'),
});
export type Timeline = z.infer<typeof timelineSchema>;

export const answerSchema = z.strictObject({
  question: questionSchema,
  says: z.string(),
  details: z.array(z.string()).optional().describe('the lines below the answer, most telling first'),
  confidence: confidenceSchema,
  hypotheses: z.array(hypothesisSchema),
  linchpin: z.string().optional(),
  timeline: timelineSchema.optional().describe('for `entry`'),
  because: z.array(z.string()).optional().describe('ids of the findings and observations the answer rests on'),
  next: z.array(z.string()).describe('what to ask or collect next, most telling first'),
  weighing: weighingSchema
    .optional()
    .describe('how the hypotheses were weighed; absent where there was nothing to weigh'),
});
export type Answer = z.infer<typeof answerSchema>;
