/** An answer to one of the six questions. */
import { z } from 'zod';
import { confidenceSchema } from './finding.ts';
import { questions } from './ladder.ts';
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

export const answerSchema = z.strictObject({
  question: questionSchema,
  says: z.string(),
  details: z.array(z.string()).optional().describe('the lines below the answer, most telling first'),
  confidence: confidenceSchema,
  hypotheses: z.array(hypothesisSchema),
  linchpin: z.string().optional(),
  because: z.array(z.string()).optional().describe('ids of the findings and observations the answer rests on'),
  next: z.array(z.string()).describe('what to ask or collect next, most telling first'),
  weighing: weighingSchema
    .optional()
    .describe('how the hypotheses were weighed; absent where there was nothing to weigh'),
});
export type Answer = z.infer<typeof answerSchema>;
