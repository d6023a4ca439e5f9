/** Bytes with a lineage, named by their parents: `image.tar!layer2!/usr/bin/x`. */
import { z } from 'zod';

/** What a piece of evidence is, by its content first and its name second. */
export const artifactKindSchema = z.enum([
  'archive',
  'capture',
  'config',
  'data',
  'database',
  'document',
  'evidence',
  'executable',
  'log',
  'page',
  'blocklist',
  'rules',
  'script',
  'source-code',
  'stream',
  'text',
]);
export type ArtifactKind = z.infer<typeof artifactKindSchema>;

export const artifactSchema = z.strictObject({
  id: z.string().regex(/^a[1-9]\d*$/),
  name: z.string(),
  kind: artifactKindSchema,
  size: z.number().int().nonnegative().describe('bytes examined'),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional()
    .describe('absent where the bytes could not be read again'),
  parent: z.string().optional(),
  decodedBy: z.string().optional(),
});
export type Artifact = z.infer<typeof artifactSchema>;
