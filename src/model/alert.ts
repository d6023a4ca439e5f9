/**
 * What `davylamp watch` tells while it watches: alerts as they come, and a summary when it ends. One JSON object each,
 * the same on standard output, by syslog and at a webhook. docs/watch.md says what is guaranteed of them.
 */
import { z } from 'zod';
import { confidenceSchema } from './finding.ts';
import { stages } from './ladder.ts';

const isoTime = z.iso.datetime();
const count = z.number().int().nonnegative();
const stage = z.enum(stages);

/** Where a fact stands that an alert rests on. */
const alertPlaceSchema = z.strictObject({
  name: z.string().describe('the file, socket or conversation that it was read from'),
  offset: count.optional().describe('bytes from its beginning'),
  line: z.number().int().positive().optional(),
  packet: z.number().int().positive().optional(),
  time: isoTime.optional().describe('when it happened, where the source says so'),
});

export const alertSchema = z.strictObject({
  type: z.literal('alert'),
  schema: z.literal(1),
  id: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .describe('of what is alerted: told twice, because a crash came between telling and noting, it has the same id'),
  time: isoTime.describe('when it was raised'),
  reason: z.enum(['first', 'raised', 'again']).describe('raised: to a higher stage; again: it still goes on'),
  stage,
  title: z.string(),
  detector: z.string(),
  confidence: confidenceSchema,
  machine: z.string().optional().describe('address of the machine that it is about, where one is named'),
  account: z.string().optional().describe('login, wallet or pool, whichever is the first that is known'),
  pool: z
    .string()
    .optional()
    .describe('the far end by the name it bore, or its address; host:port where that is known'),
  since: isoTime.optional().describe('the first time that the facts behind it tell'),
  until: isoTime.optional().describe('the last one'),
  because: z.array(z.string()).describe('in words'),
  couldBe: z.array(z.string()).describe('innocent readings'),
  techniques: z.array(z.string()).describe('ATT&CK ids'),
  observations: z.array(
    z.strictObject({ kind: z.string(), says: z.string().describe('in one line'), at: alertPlaceSchema }),
  ),
  source: alertPlaceSchema,
  count: z.number().int().positive().describe('times that something new spoke for it, this one included'),
});
export type Alert = z.infer<typeof alertSchema>;
export type AlertPlace = z.infer<typeof alertPlaceSchema>;

/** What was told and what was held back, when the watch ends. */
export const watchSummarySchema = z.strictObject({
  type: z.literal('summary'),
  schema: z.literal(1),
  time: isoTime,
  started: isoTime,
  bytes: count,
  lines: count,
  packets: count,
  alerts: z.record(stage, count).describe('told since the start, by stage'),
  suppressed: count.describe('times that something new spoke for what had been told'),
  gaps: count.describe('things that could not be looked at'),
  open: z
    .array(
      z.strictObject({
        stage,
        title: z.string(),
        machine: z.string().optional(),
        account: z.string().optional(),
        count: z.number().int().positive(),
        first: isoTime,
        last: isoTime,
      }),
    )
    .describe('what is going on, the highest stage first; 100 at most'),
});
export type WatchSummary = z.infer<typeof watchSummarySchema>;
