/** How the weighing of one case stands in its report. */
import { z } from 'zod';
import { forgeabilitySchema } from './provenance.ts';

const chance = z.number().min(0).max(1);
const byReading = z.record(z.string(), z.number());

/** One item that was weighed. */
const weighedItemSchema = z.strictObject({
  indicator: z.string(),
  says: z.string(),
  why: z.string().describe('why these likelihoods'),
  by: z.enum(['automatic', 'analyst']),
  group: z.string().describe('its origin; items of one origin count as one'),
  observations: z.array(z.string()),
  likelihood: z.record(z.string(), chance).describe('P(item | reading), before the discounts'),
  forgeability: forgeabilitySchema,
  grade: z
    .string()
    .regex(/^[A-F][1-6]$/)
    .describe('Admiralty'),
  weight: z.strictObject({ low: chance, mid: chance, high: chance }).describe('what the grade leaves of it'),
  moves: byReading.describe('log-odds by reading, after the discounts and before its group counts as one'),
});
export type WeighedItem = z.infer<typeof weighedItemSchema>;

export const weighingSchema = z.strictObject({
  priors: z.record(z.string(), chance),
  items: z.array(weighedItemSchema).describe('those that move most first'),
  groups: z
    .array(z.strictObject({ id: z.string(), items: z.number().int(), moves: byReading.describe('log-odds') }))
    .describe('what each origin moves, as one'),
  without: z
    .array(
      z.strictObject({
        left: z.enum(['item', 'group']),
        id: z.string(),
        leader: z.string(),
        probability: chance,
        band: z.string(),
        changes: z.boolean().describe('the leader or its band is another then'),
      }),
    )
    .describe('the answer with one item, then with one origin, left out'),
  remarks: z.array(z.string()).describe('what held the answer down, and what of the analyst’s could not be taken'),
  overrides: z.array(
    z.strictObject({
      item: z.string(),
      what: z.string(),
      reason: z.string(),
      by: z.string(),
      date: z.string().optional(),
    }),
  ),
  asks: z
    .array(z.strictObject({ indicator: z.string(), ask: z.string(), gain: chance }))
    .describe('open questions; gain: how far the answer is expected to move the leading reading'),
});
export type Weighing = z.infer<typeof weighingSchema>;
