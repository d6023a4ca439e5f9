/** The detection of a rule: its search identifiers and its condition. Source: Sigma rules specification 2, "Detection". */
import { type Complaints, quoted } from './complaints.ts';
import { type Condition, namesMeant, readCondition } from './condition.ts';
import { FieldTestReader, never, type Placeholders } from './field-test.ts';
import type { Search } from './rule.ts';
import type { YamlValue } from './yaml-documents.ts';

/** Members of a detection that are no search identifiers. */
const reserved: ReadonlySet<string> = new Set(['condition', 'timeframe', 'rules']);

/** What is asked of an event, and whether the condition begins with a `not` that holds for all of it. */
export interface Detection {
  readonly search: Search;
  readonly negated: boolean;
}

export function readDetection(map: YamlValue, complaints: Complaints, placeholders: Placeholders): Detection {
  const nothing = { search: never, negated: false };
  const { members } = map;
  if (!members) {
    complaints.add(map, 'the detection must be a map of names and what they search for');
    return nothing;
  }
  const reader = new DetectionReader(complaints, placeholders);
  const searches = new Map<string, Search>();
  for (const [name, value] of members) if (!reserved.has(name)) searches.set(name, reader.selection(name, value));
  const condition = members.get('condition');
  const texts = complaints.texts(map, 'condition');
  if (!condition || texts.length === 0) {
    complaints.add(condition ?? map, 'the rule has no condition');
    return nothing;
  }
  const read = texts.map((text) => reader.condition(text, condition, searches));
  const [only] = read;
  return read.length === 1 && only
    ? { search: only, negated: only.kind === 'not' }
    : { search: { kind: 'any', of: read }, negated: false };
}

class DetectionReader {
  readonly #complaints: Complaints;
  readonly #fields: FieldTestReader;

  constructor(complaints: Complaints, placeholders: Placeholders) {
    this.#complaints = complaints;
    this.#fields = new FieldTestReader(complaints, placeholders);
  }

  /** A map: all of it. A list: one of it. A scalar: a keyword. */
  selection(name: string, value: YamlValue): Search {
    if (value.members) return this.#map(name, value, value.members);
    if (!value.items) return this.#fields.read('', value);
    if (value.items.length === 0) return this.#empty(name, value);
    return { kind: 'any', of: value.items.map((item) => this.selection(name, item)) };
  }

  #map(name: string, value: YamlValue, members: ReadonlyMap<string, YamlValue>): Search {
    if (members.size === 0) return this.#empty(name, value);
    const searches = [...members].map(([key, member]) => this.#fields.read(key, member));
    const [only] = searches;
    return searches.length === 1 && only ? only : { kind: 'all', of: searches };
  }

  #empty(name: string, value: YamlValue): Search {
    this.#complaints.add(value, `${quoted(name)} searches for nothing`);
    return never;
  }

  condition(text: string, at: YamlValue, searches: ReadonlyMap<string, Search>): Search {
    const condition = readCondition(text);
    if (typeof condition !== 'string') return this.#joined(condition, at, searches);
    this.#complaints.add(at, condition);
    return never;
  }

  #joined(condition: Condition, at: YamlValue, searches: ReadonlyMap<string, Search>): Search {
    const missing = (name: string): Search => {
      this.#complaints.add(at, `the condition names ${quoted(name)}, which the detection does not have`);
      return never;
    };
    switch (condition.kind) {
      case 'name':
        return searches.get(condition.name) ?? missing(condition.name);
      case 'not':
        return { kind: 'not', search: this.#joined(condition.part, at, searches) };
      case 'of': {
        const names = namesMeant(condition.names, [...searches.keys()]);
        if (names.length === 0) return missing(condition.names);
        const of = names.map((name) => searches.get(name) ?? never);
        if (condition.count === 1) return { kind: 'any', of };
        return condition.count === Number.POSITIVE_INFINITY
          ? { kind: 'all', of }
          : { kind: 'least', count: condition.count, of };
      }
      default:
        return {
          kind: condition.kind === 'and' ? 'all' : 'any',
          of: condition.parts.map((part) => this.#joined(part, at, searches)),
        };
    }
  }
}
