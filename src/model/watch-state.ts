/** What a watch keeps at rest, so that after a restart it goes on where it was: docs/watch.md. */
import { z } from 'zod';
import { stages } from './ladder.ts';

const count = z.number().int().nonnegative();

/** How far one file was read, and how to know it again under another name. */
const markSchema = z.strictObject({
  path: z.string().describe('as it was named when it was followed'),
  device: z.string(),
  inode: z.string(),
  offset: count.describe('everything before it was examined, and what it gave was told'),
  fingerprint: z
    .strictObject({ bytes: count, sha256: z.string().regex(/^[0-9a-f]{64}$/) })
    .describe('of its first bytes: inodes are given anew, and a compressed copy has another one'),
});
export type Mark = z.infer<typeof markSchema>;

/** What was told of one machine, account and kind of claim. Times are milliseconds since 1970. */
const incidentSchema = z.strictObject({
  stage: z.enum(stages),
  title: z.string(),
  machine: z.string().optional(),
  account: z.string().optional(),
  count: z.number().int().positive(),
  first: z.number(),
  last: z.number(),
  toldAt: z.number(),
  told: count.describe("times; it makes the alert's id"),
});
export type Incident = z.infer<typeof incidentSchema>;

const incidentsSchema = z.strictObject({
  floor: count.describe('alerts of incidents that were forgotten since: no number is given twice'),
  open: z.array(z.tuple([z.string(), incidentSchema])),
});
export type IncidentsAtRest = z.infer<typeof incidentsSchema>;

export const watchStateSchema = z.strictObject({
  schema: z.literal(1),
  watch: z.string().describe('of this state file: two watches never give one id to two alerts'),
  sources: z.array(z.string()).describe('what is watched, as it was written'),
  marks: z.array(markSchema),
  incidents: incidentsSchema,
});
export type WatchState = z.infer<typeof watchStateSchema>;
