/**
 * What an analyst's evidence file adds to a case (docs/evidence-files.md): facts with their provenance, never claims of
 * Davylamp's own.
 */
import { z } from 'zod';
import { questions } from './ladder.ts';
import { provenanceSchema } from './provenance.ts';

const isoTime = z.iso.datetime();
/** A day, or a moment where it is known. */
const isoDay = z.union([z.iso.date(), isoTime]);
const amount = z.number().nonnegative();
const chance = z.number().min(0).max(1);
const questionSchema = z.enum(questions);

/** What every item of an evidence file has. */
const item = {
  item: z.string().describe("the item's id in its file"),
  says: z.string().describe('one or two sentences for a person'),
  provenance: provenanceSchema,
};

/** The file itself: that it was read, and how far. */
export const evidenceFileSchema = z.strictObject({
  case: z.string().optional(),
  title: z.string().optional(),
  about: z.string().optional(),
  items: z.number().int().nonnegative().describe('items that were read'),
  rejected: z.number().int().nonnegative().describe('items with a mistake in them; each is a gap'),
});

export const factSchema = z.strictObject({
  ...item,
  subject: z.string().optional().describe('what it is about; two facts on one subject with different values disagree'),
  value: z.string().optional().describe('what the file or the record says, verbatim'),
  date: isoDay.optional().describe('when it held'),
  shows: z
    .array(z.string())
    .optional()
    .describe('the indicators it shows, as question/indicator: who/paid-before-build (docs/weighing.md)'),
});
export type Fact = z.infer<typeof factSchema>;

/** What a pool said of one account, once. Amounts are in whole coins, hash rates in hashes a second. */
export const poolRecordSchema = z.strictObject({
  ...item,
  pool: z.string().describe("the pool's name or host"),
  address: z.string().describe('the account, as the pool was asked for it'),
  coin: z.string(),
  asked: isoDay.optional().describe('when the pool was asked'),
  shape: z.string().optional().describe('the form of the answer that was read; absent where an analyst wrote it down'),
  paid: amount.optional().describe('paid out until then'),
  payments: z.number().int().nonnegative().optional().describe('how many payments that was'),
  listed: z
    .array(z.strictObject({ amount, time: isoDay, transaction: z.string().optional() }))
    .optional()
    .describe('single payments; a pool may list the latest alone'),
  due: amount.optional().describe('earned and not paid yet'),
  hashRate: amount.optional().describe('as the pool reckoned it when asked'),
  workers: z.array(z.string()).optional(),
  firstShare: isoDay.optional(),
  lastShare: isoDay.optional(),
});
export type PoolRecord = z.infer<typeof poolRecordSchema>;

/** One row of a passive-DNS history. */
export const nameResolutionSchema = z.strictObject({
  ...item,
  name: z.string(),
  type: z.enum(['A', 'AAAA', 'CNAME', 'NS', 'MX', 'TXT', 'SOA', 'none']).describe('none: the name did not resolve'),
  answer: z.string().optional(),
  first: isoDay.optional(),
  last: isoDay.optional(),
});

/** An earlier case that shares something with this one. */
export const incidentSchema = z.strictObject({
  ...item,
  date: isoDay.optional(),
  indicators: z.array(z.string()).describe('what was seen there, exact: addresses, names, hashes, keys, paths'),
  actor: z.string().optional().describe('whom its source names'),
});
export type Incident = z.infer<typeof incidentSchema>;

/** What one coin was worth, by day. */
export const priceSchema = z.strictObject({
  ...item,
  coin: z.string(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .describe('ISO 4217'),
  points: z
    .array(z.strictObject({ date: z.iso.date(), price: amount }))
    .min(1)
    .describe('by date, earliest first'),
});

/** A coin's network on one day: what a hash rate earned then. */
export const networkStateSchema = z.strictObject({
  ...item,
  coin: z.string(),
  date: isoDay,
  difficulty: z.number().positive(),
  blockSeconds: z.number().positive().describe('what the network aims at'),
  issuedPerDay: amount.optional().describe('coins issued by all blocks of the day'),
  reward: amount.optional().describe('coins a block'),
});

/** What electricity or rented processors cost the victim. */
export const tariffSchema = z.strictObject({
  ...item,
  of: z.enum(['electricity', 'cloud']),
  price: amount.describe('electricity: for a kWh; cloud: for one processor and hour'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .describe('ISO 4217'),
  watts: z.number().positive().optional().describe('electricity: what the mining host draws more than at rest'),
  processors: z.number().positive().optional().describe('cloud: how many are rented'),
});

/** What an analyst weighs by hand: how likely the item would be under each hypothesis. */
export const judgementSchema = z.strictObject({
  ...item,
  question: questionSchema,
  likelihood: z.record(z.string(), chance).describe('by id of the hypothesis; one that is left out is unmoved'),
  by: z.string().optional(),
});

/** A row of Davylamp's own tables that an analyst overrules; the answer keeps a record of it. */
export const overrideSchema = z.strictObject({
  item: z.string(),
  question: questionSchema,
  indicator: z.string().optional().describe('absent: the prior of hypotheses is overruled'),
  ignore: z.boolean().optional(),
  likelihood: z.record(z.string(), chance).optional(),
  forgeability: provenanceSchema.shape.forgeability.optional(),
  prior: z.record(z.string(), chance).optional(),
  reason: z.string(),
  by: z.string(),
  date: z.iso.date().optional(),
});
export type Override = z.infer<typeof overrideSchema>;
