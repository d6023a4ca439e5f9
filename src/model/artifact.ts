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
  'machine',
  'packet',
  'page',
  'process',
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
  from: z
    .strictObject({ offset: z.number().int().nonnegative(), length: z.number().int().nonnegative() })
    .optional()
    .describe('where in its parent it stands, in bytes, where it is one stretch of it'),
  how: z.string().optional().describe('what it took to open it, in words: a password, a key'),
});
export type Artifact = z.infer<typeof artifactSchema>;
