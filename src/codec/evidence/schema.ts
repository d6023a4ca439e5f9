/**
 * The form of an evidence file, version 1 (docs/evidence-files.md). An analyst writes it, so keys are words with
 * hyphens; what they mean, and what they take, is the model's own (model/analyst-payloads.ts).
 */
import { z } from 'zod';
import {
  factSchema,
  incidentSchema,
  judgementSchema,
  nameResolutionSchema,
  networkStateSchema,
  overrideSchema,
  poolRecordSchema,
  priceSchema,
  tariffSchema,
} from '../../model/analyst-payloads.ts';
import { questions } from '../../model/ladder.ts';
import {
  credibilitySchema,
  forgeabilitySchema,
  type Provenance,
  type Reliability,
  reliabilitySchema,
  tlpSchema,
} from '../../model/provenance.ts';

/** Keys and what each takes. */
export interface Form<T> {
  readonly schema: z.ZodType<T>;
  readonly keys: readonly string[];
}

/** What an item holds once it has been validated. */
export type Fields = Readonly<Record<string, unknown>>;

function form<S extends z.ZodRawShape>(shape: S): Form<z.infer<z.ZodObject<S, z.core.$strict>>> {
  return { schema: z.strictObject(shape), keys: Object.keys(shape) };
}

/** Characters of one piece of text. */
const longestText = 20_000;
const text = z.string().min(1).max(longestText);
const id = z.string().min(1).max(200);

/** Who says something. */
export interface SourceItem {
  name: string;
  url?: string | undefined;
  date?: string | undefined;
  reliability: Reliability;
  tlp?: Provenance['tlp'] | undefined;
}

export const sourceForm: Form<SourceItem> = form({
  name: text.describe('who says so, in words that can be looked up'),
  url: text.optional(),
  date: z.iso.date().optional().describe('of the source'),
  reliability: reliabilitySchema.describe('Admiralty: A has always been right, E never; F cannot be judged'),
  tlp: tlpSchema.optional().describe('Traffic Light Protocol 2.0, for all of its items; clear if absent'),
});

/** A root that several items rest on. */
export interface OriginItem {
  name?: string | undefined;
  says?: string | undefined;
  files?: string[] | undefined;
}

export const originForm: Form<OriginItem> = form({
  name: text.optional().describe('what reports call it; its id if absent'),
  says: text.optional(),
  files: z.array(text).optional().describe('names of the examined files that are of the same origin'),
});

const item = {
  id: id.describe('unique in the file'),
  says: text.describe('what is known, in a sentence or two'),
  source: id.describe('the id of one of the sources'),
  credibility: credibilitySchema.describe('Admiralty: 1 is borne out by others, 5 unlikely, 6 cannot be judged'),
  tlp: tlpSchema.optional().describe("the source's if absent"),
  origin: id.optional().describe("the root it rests on; the source's id if absent"),
  forgeability: forgeabilitySchema.describe('what it would take to plant it'),
  forging: text.optional().describe('how it could be forged, and what would check it'),
};

/** Whether there is such an indicator, the engine knows. */
const indicator = new RegExp(`^(${questions.join('|')})/[a-z][a-z0-9-]{0,99}$`);
const shows = z
  .array(z.string().regex(indicator))
  .optional()
  .describe(factSchema.shape.shows.description ?? '');
const answer = z.unknown().optional().describe('the recorded answer, verbatim: JSON, or text that holds JSON');
const pool = poolRecordSchema.shape;
const network = networkStateSchema.shape;
const { item: _item, ...override } = overrideSchema.shape;
const dayPrice = z.strictObject({ date: z.iso.date(), price: z.number().nonnegative() });

/** The lists of a file, in the order of the form. */
export type List =
  | 'facts'
  | 'pool-answers'
  | 'names'
  | 'incidents'
  | 'prices'
  | 'networks'
  | 'tariffs'
  | 'judgements'
  | 'overrides';

/** What each list's items hold. */
export const lists: Readonly<Record<List, Form<Fields>>> = {
  facts: form({ ...item, ...own(factSchema.shape), shows }),
  'pool-answers': form({
    ...item,
    pool: pool.pool,
    address: pool.address,
    coin: pool.coin.optional().describe('monero if absent'),
    asked: pool.asked,
    answer,
    paid: pool.paid,
    payments: pool.payments,
    listed: pool.listed,
    due: pool.due,
    'hash-rate': pool.hashRate,
    workers: pool.workers,
    'first-share': pool.firstShare,
    'last-share': pool.lastShare,
  }),
  names: form({ ...item, ...own(nameResolutionSchema.shape) }),
  incidents: form({ ...item, ...own(incidentSchema.shape) }),
  prices: form({
    ...item,
    ...own(priceSchema.shape),
    points: z
      .union([z.record(z.iso.date(), z.number().nonnegative()), z.array(dayPrice).min(1)])
      .describe('prices by date, or a list of dates and prices'),
  }),
  networks: form({
    ...item,
    coin: network.coin.optional().describe('monero if absent'),
    date: network.date.optional(),
    answer,
    difficulty: network.difficulty.optional(),
    'block-seconds': network.blockSeconds.optional().describe('what the network aims at; 120 for monero if absent'),
    'issued-per-day': network.issuedPerDay,
    reward: network.reward,
  }),
  tariffs: form({ ...item, ...own(tariffSchema.shape) }),
  judgements: form({ ...item, ...own(judgementSchema.shape) }),
  overrides: form({ id: item.id, ...override }),
};

/** What stands beside the lists. */
export interface HeadItem {
  'davylamp-evidence': 1;
  case?: string | undefined;
  title?: string | undefined;
  about?: string | undefined;
  licence?: string | undefined;
}

const head = {
  'davylamp-evidence': z.literal(1).describe('the version of the form; the first key of the file'),
  case: text.optional().describe("the case's name, in a word"),
  title: text.optional(),
  about: text.optional(),
  licence: text.optional(),
};

export const headForm: Form<HeadItem> = form(head);

/** The whole file, for its JSON Schema. Items are validated one by one, so that a bad one costs itself alone. */
const fileForm = z.strictObject({
  ...head,
  sources: z.record(z.string(), sourceForm.schema).optional(),
  origins: z.record(z.string(), originForm.schema).optional(),
  ...Object.fromEntries(Object.entries(lists).map(([key, { schema }]) => [key, z.array(schema).optional()])),
});

/** Every key that a file may have. */
export const topKeys: readonly string[] = Object.keys(fileForm.shape);

/** The JSON Schema of an evidence file, for editors that check while one writes. */
export function evidenceJsonSchema(): string {
  const schema = z.toJSONSchema(fileForm, { target: 'draft-2020-12', io: 'input' });
  return `${JSON.stringify({ $id: 'davylamp-evidence-1', title: 'A Davylamp evidence file', ...schema }, null, 2)}\n`;
}

/** What a kind has besides what every item has. */
function own<S extends { item: unknown; says: unknown; provenance: unknown }>(
  shape: S,
): Omit<S, 'item' | 'says' | 'provenance'> {
  const { item: _item, says: _says, provenance: _provenance, ...rest } = shape;
  return rest;
}
