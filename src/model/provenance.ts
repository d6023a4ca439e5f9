/** Where an analyst's fact comes from, how far it can be trusted, and what it would take to forge it. */
import { z } from 'zod';

/** Admiralty (NATO STANAG 2511): how far the source has been right before; F cannot be judged. */
export const reliabilitySchema = z.enum(['A', 'B', 'C', 'D', 'E', 'F']);
export type Reliability = z.infer<typeof reliabilitySchema>;

/** Admiralty: how well other sources bear the item out; 6 cannot be judged. */
export const credibilitySchema = z.number().int().min(1).max(6);

/** Traffic Light Protocol 2.0 (FIRST). */
export const tlpSchema = z.enum(['clear', 'green', 'amber', 'amber+strict', 'red']);

/** What it would take to plant it: typing, effort, control of something, or nothing would do. */
export const forgeabilitySchema = z.enum(['cheap', 'moderate', 'dear', 'none']);
export type Forgeability = z.infer<typeof forgeabilitySchema>;

export const provenanceSchema = z.strictObject({
  source: z.string().describe('who says so: a name that can be looked up'),
  url: z.string().optional(),
  date: z.iso.date().optional().describe('of the source'),
  reliability: reliabilitySchema,
  credibility: credibilitySchema,
  tlp: tlpSchema,
  origin: z.string().describe('the root that it rests on; items of one origin count as one'),
  originFiles: z.array(z.string()).optional().describe('names of the examined files that are of the same origin'),
  forgeability: forgeabilitySchema,
  forging: z.string().optional().describe('how it could be forged, and what would check it'),
});
export type Provenance = z.infer<typeof provenanceSchema>;
