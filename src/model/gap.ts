/** What could not be looked at, and why. */
import { z } from 'zod';

const gapCodeSchema = z.enum([
  'malformed',
  'truncated',
  'limit-bytes',
  'limit-count',
  'limit-depth',
  'limit-ratio',
  'limit-time',
  'limit-memory',
  'encrypted',
  'not-supported',
  'no-permission',
  'not-found',
  'read-error',
  'special-file',
  'crashed',
]);
export type GapCode = z.infer<typeof gapCodeSchema>;

export const gapSchema = z.strictObject({
  artifact: z.string().describe('id of the artifact, or a path where none could be opened'),
  code: gapCodeSchema,
  what: z.string().describe('one line for a person'),
  offset: z.number().int().nonnegative().optional(),
});
export type Gap = z.infer<typeof gapSchema>;
