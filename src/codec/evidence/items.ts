/** The items of an evidence file: each is validated by itself, tied to its source, and becomes what a report holds. */
import type { z } from 'zod';
import type { Payload } from '../../model/observation.ts';
import { payloads } from '../../model/payloads.ts';
import type { Provenance } from '../../model/provenance.ts';
import { complaints } from './complaint.ts';
import { absurdFigure } from './figures.ts';
import { didYouMean, type Mistake, mistake, quoted } from './mistake.ts';
import { networkFiguresOf, poolFiguresOf } from './recorded.ts';
import { type Fields, type Form, type List, lists, type OriginItem, type SourceItem } from './schema.ts';
import { type Branch, plainOf, spotOf } from './tree.ts';

/** The kind of observation that each list gives. */
interface Kinds {
  readonly facts: 'fact';
  readonly 'pool-answers': 'pool-record';
  readonly names: 'name-resolution';
  readonly incidents: 'incident';
  readonly prices: 'price';
  readonly networks: 'network-state';
  readonly tariffs: 'tariff';
  readonly judgements: 'judgement';
  readonly overrides: 'override';
}
type AnalystKind = Kinds[List];

const kinds: Kinds = {
  facts: 'fact',
  'pool-answers': 'pool-record',
  names: 'name-resolution',
  incidents: 'incident',
  prices: 'price',
  networks: 'network-state',
  tariffs: 'tariff',
  judgements: 'judgement',
  overrides: 'override',
};

/** One item and its place: offset and length in bytes, line from 1. */
export type EvidenceItem = {
  [K in AnalystKind]: {
    readonly kind: K;
    readonly value: Payload<K>;
    readonly offset: number;
    readonly length: number;
    readonly line: number;
  };
}[AnalystKind];

/** What the file declares for its items. */
export interface Declared {
  /** By id; undefined where the source itself has a mistake. */
  readonly sources: ReadonlyMap<string, SourceItem | undefined>;
  readonly origins: ReadonlyMap<string, OriginItem | undefined>;
}

/** Reads one item of a list; `name` is how mistakes call it: `facts[3]`. */
export function readItem(list: List, branch: Branch, name: string, declared: Declared): EvidenceItem | Mistake[] {
  const form = lists[list];
  const checked = validate(form, branch);
  if (!checked.success) return complaints(checked.error, name, branch, form.keys);
  const fields = checked.data;
  const source = provenanceOf(fields, branch, name, declared);
  if (source !== undefined && 'what' in source) return [source];
  const figures = figuresOf(list, fields);
  if ('wrong' in figures) return [mistake(branch, `${name} ${figures.wrong}`)];
  const { id, ...own } = camelCased(fields, list);
  const value = { ...own, ...figures, item: id, ...(source === undefined ? {} : { provenance: source }) };
  const kept = payloads[kinds[list]].safeParse(value);
  if (!kept.success) return complaints(kept.error, name, branch, form.keys);
  const absurd = absurdFigure(kept.data);
  if (absurd !== undefined)
    return [mistake(branch, `${name} has the figure ${absurd}; no figure is so great or so small`)];
  const { offset, length, line } = branch;
  // The payload was validated as the very kind it is given here; TypeScript can't follow that through the union.
  return { kind: kinds[list], value: kept.data, offset, length, line } as EvidenceItem;
}

/** A number where text is wanted is taken as it is written: `value: 5615` needs no quotes. */
export function validate<T>({ schema }: Form<T>, branch: Branch): z.ZodSafeParseResult<T> {
  const first = schema.safeParse(plainOf(branch));
  if (first.success) return first;
  const written = first.error.issues
    .filter((issue) => issue.code === 'invalid_type' && issue.expected === 'string')
    .map((issue) => spotOf(branch, issue.path).branch)
    .filter(({ scalar }) => typeof scalar === 'number' || typeof scalar === 'boolean');
  return written.length === 0 ? first : schema.safeParse(plainOf(branch, new Set(written)));
}

/** Keys of an item that become its provenance. */
const provenanceKeys: ReadonlySet<string> = new Set([
  'source',
  'credibility',
  'tlp',
  'origin',
  'forgeability',
  'forging',
]);

/** Overrides have no source: they are the analyst's own. */
function provenanceOf(
  fields: Fields,
  branch: Branch,
  name: string,
  declared: Declared,
): Provenance | Mistake | undefined {
  const id = fields['source'];
  if (typeof id !== 'string') return undefined;
  const source = declared.sources.get(id);
  const spot = spotOf(branch, ['source']);
  if (!declared.sources.has(id)) {
    const near = didYouMean(id, [...declared.sources.keys()]);
    return mistake(spot, `${name}.source is "${quoted(id)}", which \`sources\` does not have${near}`);
  }
  if (source === undefined) return mistake(spot, `${name} rests on the source "${quoted(id)}", which has a mistake`);
  const { reliability, tlp = 'clear', url, date } = source;
  const origin = typeof fields['origin'] === 'string' ? fields['origin'] : id;
  const { name: originName = origin, files } = declared.origins.get(origin) ?? {};
  const own = { ...fields, tlp: fields['tlp'] ?? tlp };
  const kept = Object.entries(own).filter(([key, value]) => provenanceKeys.has(key) && value !== undefined);
  const given = { url, date, originFiles: files };
  const known = Object.entries(given).filter(([, value]) => value !== undefined);
  // The form has checked each of these fields by the model's own schemas.
  return {
    ...Object.fromEntries([...kept, ...known]),
    source: source.name,
    reliability,
    origin: originName,
  } as Provenance;
}

/** What a list works out from an item's fields, or what is wrong with them. */
function figuresOf(list: List, fields: Fields): Fields | { readonly wrong: string } {
  if (list === 'prices') return { points: pointsOf(fields['points']) };
  if (list !== 'pool-answers' && list !== 'networks') return {};
  // The fields have just been validated by this list's form.
  const read = list === 'networks' ? networkFiguresOf(fields as never) : poolFiguresOf(fields as never);
  if (read.status === 'ok') return read.value;
  return { wrong: 'what' in read ? read.what : 'cannot be read' };
}

/** Prices by date as a list, earliest first. */
function pointsOf(points: unknown): { date: string; price: number }[] {
  // The form lets these two shapes through.
  const list = Array.isArray(points)
    ? (points as { date: string; price: number }[])
    : Object.entries(points as Record<string, number>).map(([date, price]) => ({ date, price }));
  return list.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/** The item's own fields, named as the model names them. */
function camelCased(fields: Fields, list: List): Fields {
  const own = Object.entries(fields).filter(
    ([key, value]) => value !== undefined && key !== 'answer' && (list === 'overrides' || !provenanceKeys.has(key)),
  );
  return Object.fromEntries(
    own.map(([key, value]) => [key.replace(/-([a-z])/g, (_, c: string) => c.toUpperCase()), value]),
  );
}
