/** A detector's claim, with the tree of observations it rests on. */
import { z } from 'zod';
import { stages } from './ladder.ts';

const stageSchema = z.enum(stages);
export type Stage = z.infer<typeof stageSchema>;

export const confidenceSchema = z.enum(['low', 'moderate', 'high']);
export type Confidence = z.infer<typeof confidenceSchema>;

/** Why a claim is made: leaves name observations. */
export type Because =
  | { saw: string; why?: string | undefined }
  | { all: Because[]; why?: string | undefined }
  | { any: Because[]; why?: string | undefined };
const becauseSchema: z.ZodType<Because> = z.lazy(() =>
  z.union([
    z.strictObject({ saw: z.string().describe('id of an observation'), why: z.string().optional() }),
    z.strictObject({ all: z.array(becauseSchema), why: z.string().optional() }),
    z.strictObject({ any: z.array(becauseSchema), why: z.string().optional() }),
  ]),
);

export const findingSchema = z.strictObject({
  id: z.string().regex(/^f[1-9]\d*$/),
  detector: z.string(),
  stage: stageSchema,
  title: z.string(),
  techniques: z.array(z.string()).describe('ATT&CK ids'),
  confidence: confidenceSchema,
  because: becauseSchema,
  couldBe: z.array(z.string()).min(1).describe('innocent readings'),
});
export type Finding = z.infer<typeof findingSchema>;
