/**
 * An observation is one fact and where it stands; it claims nothing.
 * The schemas here are the only source: types, validation and the published JSON Schema come from them.
 */
import { z } from 'zod';
import { payloads } from './payloads.ts';

/** Where a fact stands. Offsets and lengths are bytes within the named artifact. */
const placeSchema = z.strictObject({
  artifact: z.string().describe('id of the artifact'),
  offset: z.number().int().nonnegative().optional().describe('first byte, counted from 0'),
  length: z.number().int().nonnegative().optional().describe('bytes'),
  packet: z.number().int().positive().optional().describe('packet number, counted from 1 as Wireshark does'),
  line: z.number().int().positive().optional().describe('line number, counted from 1'),
  time: z.iso.datetime().optional().describe('UTC'),
});
export type Place = z.infer<typeof placeSchema>;

/** Up to 256 bytes around the place, so that a report explains itself without the evidence. */
const excerptSchema = z.strictObject({
  offset: z.number().int().nonnegative().describe('offset in the artifact of the first byte given'),
  base64: z.base64().max(344).describe('at most 256 bytes'),
});
export type Excerpt = z.infer<typeof excerptSchema>;

const common = {
  id: z.string().regex(/^o[1-9]\d*$/),
  at: placeSchema,
  via: z.array(z.string()).describe('decoders passed through, outermost first'),
  by: z.string().describe('the extractor that saw it'),
  excerpt: excerptSchema.optional(),
};

const kinds = Object.keys(payloads) as ObservationKind[];

export type ObservationKind = keyof typeof payloads;
/** What an observation of kind K says. */
export type Payload<K extends ObservationKind = ObservationKind> = { [P in K]: z.infer<(typeof payloads)[P]> }[K];

/** One observation of kind K, as it stands in a report. */
export type Observation<K extends ObservationKind = ObservationKind> = {
  [P in K]: {
    id: string;
    kind: P;
    value: z.infer<(typeof payloads)[P]>;
    at: Place;
    via: string[];
    by: string;
    excerpt?: Excerpt | undefined;
  };
}[K];

export const observationSchema: z.ZodType<Observation> = z.discriminatedUnion(
  'kind',
  kinds.map((kind) => z.strictObject({ ...common, kind: z.literal(kind), value: payloads[kind] })) as unknown as [
    z.ZodObject<{ kind: z.ZodLiteral<ObservationKind> }>, // zod's union wants a non-empty tuple; kinds is never empty
  ],
) as unknown as z.ZodType<Observation>;
