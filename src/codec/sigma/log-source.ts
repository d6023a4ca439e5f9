/** Which rules look at which events. Source: Sigma rules specification 2, "LogSource"; taxonomy appendix. */
import type { LogEvent, LogSource } from '../../model/log-event.ts';
import { serviceOf as serviceOfChannel } from '../evtx/channels.ts';
import type { Complaints } from './complaints.ts';
import { type FieldAliases, fieldAliases } from './field-aliases.ts';
import {
  categoriesById,
  givenCategories,
  givenProducts,
  givenServices,
  widerProducts,
  widerServices,
} from './log-source-tables.ts';
import type { YamlValue } from './yaml-documents.ts';

/** The log source of a rule or a filter; one that no log can give is a complaint. */
export function readLogSource(map: YamlValue, complaints: Complaints): LogSource {
  const at = map.members?.get('logsource');
  if (!at?.members) {
    complaints.add(at ?? map, 'the rule has no log source');
    return {};
  }
  const source: { product?: string; category?: string; service?: string } = {};
  for (const key of ['product', 'category', 'service'] as const) {
    const text = complaints.text(at, key)?.toLowerCase();
    if (text !== undefined && text !== '') source[key] = text;
  }
  const wrong = whyNever(source);
  if (wrong !== undefined) complaints.add(at, wrong);
  return source;
}

function whyNever({ product, category, service }: LogSource): string | undefined {
  if (product === undefined && category === undefined && service === undefined)
    return 'the log source names no product, no category and no service';
  if (product !== undefined && !givenProducts.has(product))
    return `no log that is read here is of the product \`${product}\``;
  if (category !== undefined && !givenCategories.has(category))
    return `no log that is read here is of the category \`${category}\``;
  const services = givenServices[product ?? ''];
  if (service !== undefined && services && !services.has(service))
    return `no log of ${product} that is read here is of the service \`${service}\``;
  return undefined;
}

/** A source whose parts may be left open by `undefined`, too. */
type LooseSource = { readonly [K in keyof LogSource]: LogSource[K] | undefined };

/** Everything that an event counts as. Events of one class are asked the same of. */
export interface LogClass {
  readonly products: ReadonlySet<string>;
  readonly categories: ReadonlySet<string>;
  readonly services: ReadonlySet<string>;
  readonly aliases: FieldAliases;
}

export function looksAt(rule: LogSource, log: LogClass): boolean {
  return (
    (rule.product === undefined || log.products.has(rule.product)) &&
    (rule.category === undefined || log.categories.has(rule.category)) &&
    (rule.service === undefined || log.services.has(rule.service))
  );
}

/** The service of a Windows channel. */
export function serviceOf({ source, fields }: LogEvent): string | undefined {
  if (source.service !== undefined || source.product !== 'windows') return source.service;
  const channel = fields['Channel'];
  return typeof channel === 'string' ? serviceOfChannel(channel) : undefined;
}

/** What tells classes apart within a source: an event's id, for auditd its type; empty where it makes no difference. */
export function classId({ fields }: LogEvent, source: LooseSource): string {
  const byId = categoriesById[`${source.product}/${source.service}`];
  if (byId === undefined) return '';
  const id = String(source.service === 'auditd' ? fields['type'] : fields['EventID']);
  return Object.hasOwn(byId, id) ? id : '';
}

/** Everything that events of a source with an id count as. */
export function logClass({ product = '', category, service = '' }: LooseSource, id: string): LogClass {
  const place = `${product}/${service}`;
  const byId = categoriesById[place] ?? {};
  const categories = new Set([...(byId[id] ?? []), ...(byId['*'] ?? [])]);
  if (category !== undefined) categories.add(category);
  const products = withOthers(product, widerProducts.get(product), widerProducts.get(service));
  const services = withOthers(service, widerServices.get(service));
  return { products, categories, services, aliases: fieldAliases(place, id, categories) };
}

function withOthers(...names: readonly (string | undefined)[]): ReadonlySet<string> {
  return new Set(names.filter((name) => name !== undefined));
}
