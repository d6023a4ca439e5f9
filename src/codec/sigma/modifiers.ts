/** `Field|contains|all`: a field and what is to be done with the values. Source: Sigma modifiers appendix, 2.1. */
import type { PatternFlags } from '../linear-pattern/syntax.ts';
import type { Place } from './sigma-text.ts';
import type { TimePart } from './value-test.ts';

type Transformation = 'base64' | 'base64offset' | 'utf16' | 'utf16le' | 'utf16be' | 'windash' | 'expand';
type Type = 'text' | 're' | 'cidr' | 'exists' | 'fieldref' | 'number';

export interface FieldKey {
  /** Absent for words anywhere in the event. */
  readonly field?: string;
  readonly type: Type;
  readonly place: Place;
  /** In their order. */
  readonly transformations: readonly Transformation[];
  readonly flags: PatternFlags;
  readonly cased: boolean;
  /** Every value must pass, not one of them. */
  readonly all: boolean;
  readonly negated: boolean;
  readonly operator: 'lt' | 'lte' | 'gt' | 'gte' | 'eq';
  readonly timePart?: TimePart;
}

type Draft = { -readonly [K in keyof FieldKey]: FieldKey[K] };

const transformations: ReadonlyMap<string, Transformation> = new Map([
  ['base64', 'base64'],
  ['base64offset', 'base64offset'],
  ['utf16', 'utf16'],
  ['utf16le', 'utf16le'],
  ['wide', 'utf16le'],
  ['utf16be', 'utf16be'],
  ['windash', 'windash'],
  ['expand', 'expand'],
]);
const types: readonly string[] = ['re', 'cidr', 'exists', 'fieldref'] satisfies Type[];
const operators: readonly string[] = ['lt', 'lte', 'gt', 'gte'] satisfies FieldKey['operator'][];
const timeParts: readonly string[] = ['minute', 'hour', 'day', 'week', 'month', 'year'] satisfies TimePart[];
const flags: ReadonlyMap<string, keyof PatternFlags> = new Map([
  ['i', 'i'],
  ['ignorecase', 'i'],
  ['m', 'm'],
  ['multiline', 'm'],
  ['s', 's'],
  ['dotall', 's'],
]);

/** The key of a map in a detection; a text says what cannot be run. */
export function readFieldKey(key: string): FieldKey | string {
  const [field = '', ...modifiers] = key.split('|');
  const draft: Draft = {
    type: 'text',
    place: 'whole',
    transformations: [],
    flags: {},
    cased: false,
    all: false,
    negated: false,
    operator: 'eq',
  };
  if (field !== '') draft.field = field;
  for (const modifier of modifiers) {
    const wrong = apply(draft, modifier);
    if (wrong !== undefined) return wrong;
  }
  // A keyword stands anywhere.
  if (draft.field === undefined && draft.type === 'text') draft.place = 'contains';
  return clash(draft) ?? draft;
}

function apply(draft: Draft, modifier: string): string | undefined {
  const transformation = transformations.get(modifier);
  const flag = flags.get(modifier);
  if (modifier === 'contains' || modifier === 'startswith' || modifier === 'endswith')
    draft.place = draft.place === 'whole' || draft.place === modifier ? modifier : 'contains';
  else if (modifier === 'all') draft.all = true;
  else if (modifier === 'neq') draft.negated = true;
  else if (modifier === 'cased') draft.cased = true;
  else if (transformation !== undefined) draft.transformations = [...draft.transformations, transformation];
  else if (flag !== undefined) draft.flags = { ...draft.flags, [flag]: true };
  else if (isOneOf<Type>(types, modifier)) return setType(draft, modifier);
  else if (isOneOf<FieldKey['operator']>(operators, modifier)) {
    draft.operator = modifier;
    return setType(draft, 'number');
  } else if (isOneOf<TimePart>(timeParts, modifier)) {
    draft.timePart = modifier;
    return setType(draft, 'number');
  } else return `the modifier \`${modifier.slice(0, 40)}\` is not known`;
  return undefined;
}

function isOneOf<T extends string>(list: readonly string[], word: string): word is T {
  return list.includes(word);
}

function setType(draft: Draft, type: Type): string | undefined {
  if (draft.type !== 'text' && draft.type !== type)
    return `the modifiers \`${draft.type}\` and \`${type}\` exclude each other`;
  draft.type = type;
  return undefined;
}

/** Modifiers that make no sense together. */
function clash(key: FieldKey): string | undefined {
  const flagged = Object.keys(key.flags)[0];
  if (flagged !== undefined && key.type !== 're') return `the modifier \`${flagged}\` needs \`re\` before it`;
  if (key.type === 're' && (key.place === 'startswith' || key.place === 'endswith'))
    return `the modifier \`${key.place}\` cannot be used with \`re\`; use \`^\` or \`$\``;
  const [first] = key.transformations;
  if (first !== undefined && first !== 'expand' && key.type !== 'text')
    return `the modifiers \`${first}\` and \`${key.type}\` exclude each other`;
  if (key.field === undefined && key.type !== 'text' && key.type !== 're')
    return `the modifier \`${key.type}\` needs a field`;
  return undefined;
}
