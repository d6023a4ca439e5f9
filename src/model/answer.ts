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

/** One step of a removal: what it needs to be sure of before it touches anything, and what it does. */
const removalStepSchema = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('stop-process'),
    pid: z.number().int(),
    program: z.string(),
    start: z.iso.datetime(),
  }),
  z.strictObject({
    do: z.literal('delete-file'),
    path: z.string(),
    sha256: z.string().optional(),
    holds: z.string().optional().describe('where its hash is not known: the line that must stand in it'),
  }),
  z.strictObject({ do: z.literal('delete-link'), path: z.string(), target: z.string() }),
  z.strictObject({ do: z.literal('delete-folder'), path: z.string() }).describe('only where it is empty by then'),
  z.strictObject({ do: z.literal('delete-line'), path: z.string(), line: z.string() }).describe('the whole line'),
  z.strictObject({ do: z.literal('disable-unit'), unit: z.string(), user: z.string().optional() }),
  z.strictObject({ do: z.literal('remove-container'), runtime: z.string(), container: z.string() }),
  z.strictObject({ do: z.literal('delete-resource'), kind: z.string(), name: z.string(), namespace: z.string() }),
  z.strictObject({ do: z.literal('reinstall-package'), manager: z.string(), package: z.string(), path: z.string() }),
  z.strictObject({ do: z.literal('set'), setting: z.string(), value: z.string() }),
  z.strictObject({ do: z.literal('by-hand'), says: z.string() }).describe('what no script should do'),
]);
export type RemovalStep = z.infer<typeof removalStepSchema>;

/**
 * One thing that was placed, changed or may have been taken. `proof`: `shown`: the evidence ties it to the miner;
 * `likely`: it came beside it; `possible`: it was within reach, and nothing shows more. Only what is shown is removed by
 * a step other than `by-hand`.
 */
const reachItemSchema = z.strictObject({
  id: z.string().regex(/^r[1-9]\d*$/),
  what: z.enum([
    'process',
    'file',
    'autostart',
    'access',
    'container',
    'setting',
    'system-file',
    'package',
    'secret',
    'machine',
  ]),
  place: z.string().describe('path, unit, account, container, host: where to look'),
  key: z.string().describe('the same item in another report has the same one'),
  says: z.string(),
  proof: z.enum(['shown', 'likely', 'possible']),
  because: z.array(z.string()).describe('ids of the findings and observations'),
  removal: z.array(removalStepSchema).describe('in order; empty where there is nothing to remove'),
});
export type ReachItem = z.infer<typeof reachItemSchema>;

/** One item of an earlier report, looked at again. */
const itemCheckSchema = z.strictObject({
  key: z.string(),
  place: z.string(),
  says: z.string(),
  state: z
    .enum(['still-there', 'came-back', 'gone', 'changed', 'not-checked', 'cannot-be-known', 'new'])
    .describe('new: not in the earlier report'),
  why: z.string().optional().describe('in words: how it came back, why it was not checked'),
  item: z.string().optional().describe('id of the item in this report'),
});
export type ItemCheck = z.infer<typeof itemCheckSchema>;

export const answerSchema = z.strictObject({
  question: questionSchema,
  says: z.string(),
  details: z.array(z.string()).optional().describe('the lines below the answer, most telling first'),
  confidence: confidenceSchema,
  hypotheses: z.array(hypothesisSchema),
  linchpin: z.string().optional(),
  timeline: timelineSchema.optional().describe('for `entry`'),
  items: z.array(reachItemSchema).optional().describe('for `reach` of a machine: what to remove, and how'),
  checks: z
    .strictObject({ report: z.string(), generatedAt: z.iso.datetime(), items: z.array(itemCheckSchema) })
    .optional()
    .describe('for `gone`: an earlier report of the machine, checked again'),
  because: z.array(z.string()).optional().describe('ids of the findings and observations the answer rests on'),
  next: z.array(z.string()).describe('what to ask or collect next, most telling first'),
  weighing: weighingSchema
    .optional()
    .describe('how the hypotheses were weighed; absent where there was nothing to weigh'),
});
export type Answer = z.infer<typeof answerSchema>;
