/** One versioned document that holds everything; every renderer is a pure function of it. */
import { z } from 'zod';
import { answerSchema } from './answer.ts';
import { artifactSchema } from './artifact.ts';
import { findingSchema } from './finding.ts';
import { gapSchema } from './gap.ts';
import { stages } from './ladder.ts';
import { observationSchema } from './observation.ts';

const verdictStageSchema = z.enum(['none', ...stages]);
export type VerdictStage = z.infer<typeof verdictStageSchema>;
const consentSchema = z.enum(['covert', 'unknown', 'consented']);
export type Consent = z.infer<typeof consentSchema>;

export const reportSchema = z.strictObject({
  schema: z.literal(1),
  tool: z.strictObject({ name: z.literal('davylamp'), version: z.string() }),
  generatedAt: z.iso.datetime(),
  inputs: z.array(z.string()).describe('what was asked for, as it was written'),
  verdict: z.strictObject({ stage: verdictStageSchema, consent: consentSchema }),
  artifacts: z.array(artifactSchema),
  observations: z.array(observationSchema),
  findings: z.array(findingSchema),
  answers: z.array(answerSchema),
  gaps: z.array(gapSchema),
  stats: z.strictObject({
    bytes: z.number(),
    files: z.number().int(),
    seconds: z.number(),
    rules: z.number().int().optional().describe("the user's own rules that were run; absent where there were none"),
  }),
});
export type Report = z.infer<typeof reportSchema>;
