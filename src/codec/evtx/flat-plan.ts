/**
 * How a template becomes the flat fields that rules name: worked out once a template, so that a record costs only its
 * values. A plan is a list of steps, done in order.
 * Names: what Sigma's rules for Windows use, https://github.com/SigmaHQ/sigma-specification, appendix "taxonomy".
 */
import type { Attribute, Content, Element } from './bin-xml.ts';

/** What a template stands for: all of an event or a part of it, or something within its data. */
export type Place = 'event' | 'data';

export type Step =
  /** Sets a field; `omitNull`: not to null. `list`: one more value of it. */
  | {
      readonly kind: 'field';
      readonly name: Text;
      readonly value: Text;
      readonly omitNull: boolean;
      readonly list: boolean;
    }
  /** Does what the content's own plan says: a fragment or a template within this one. */
  | { readonly kind: 'nested'; readonly content: Content; readonly place: Place }
  /** Leaves out the next `steps` where this value is null. */
  | { readonly kind: 'unless-null'; readonly index: number; readonly steps: number };

/** Text, or what it is put together from. */
export type Text = string | readonly Content[];

/** Fields of the part that all events share; data of the same name is called `EventData_Name`. */
const systemNames = new Map([
  ['EventID_Qualifiers', 'Qualifiers'],
  ['TimeCreated_SystemTime', 'TimeCreated'],
  ['Execution_ProcessID', 'ExecutionProcessID'],
  ['Execution_ThreadID', 'ExecutionThreadID'],
  ['Security_UserID', 'UserID'],
]);
const reserved = new Set([
  ...['Provider_Name', 'Provider_Guid', 'EventID', 'Version', 'Level', 'Task', 'Opcode', 'Keywords', 'EventRecordID'],
  ...['Channel', 'Computer', ...systemNames.values()],
]);

/** The steps of a template, or of any fragment, that stands at `place`. */
export function planOf(content: readonly Content[], place: Place): Step[] {
  return content.flatMap((part): Step[] => {
    if (typeof part === 'string' || part.kind === 'literal') return [];
    if (part.kind !== 'element') return [{ kind: 'nested', content: part, place }];
    return place === 'event' ? guarded(part, sectionSteps(part)) : dataSteps(part);
  });
}

/** `Event` and what stands directly within it: `System`, `EventData`, `UserData`, … */
function sectionSteps(element: Element): Step[] {
  if (element.name === 'Event') return planOf(element.content, 'event');
  return elementsOf(element.content).flatMap((part) => {
    if (part.kind !== 'element') return [{ kind: 'nested', content: part, place: 'data' } as const];
    return element.name === 'System' ? systemSteps(part) : dataSteps(part);
  });
}

/** What all events have: where they come from, when, what kind. */
function systemSteps(element: Element): Step[] {
  const { name, content } = element;
  const attributes = attributeSteps(element, (field) => systemNames.get(field) ?? field);
  const value: Step[] = content.length > 0 ? [field(name, content, { omitNull: true })] : [];
  return guarded(element, [...value, ...attributes]);
}

/** Data of an event: a field for each element that holds a value, by its `Name` or its own name. */
function dataSteps(element: Element): Step[] {
  const inner = elementsOf(element.content).filter((part) => part.kind !== 'substitution');
  const attributes = attributeSteps(element, (name) => (reserved.has(name) ? `EventData_${name}` : name));
  const value = inner.length > 0 ? planOf(element.content, 'data') : leafSteps(element);
  return guarded(element, [...value, ...attributes]);
}

function leafSteps(element: Element): Step[] {
  const { name, content, attributes } = element;
  const [only] = content;
  // Whether a value is text or holds elements of its own is known only in the record.
  const nested: Step[] =
    content.length === 1 && typeof only === 'object' && only.kind === 'substitution'
      ? [{ kind: 'nested', content: only, place: 'data' }]
      : [];
  const named = name === 'Data' ? attributes.find((attribute) => attribute.name === 'Name') : undefined;
  const fieldName = named ? constantText(named.content) : name;
  const free = typeof fieldName === 'string' && reserved.has(fieldName) ? `EventData_${fieldName}` : fieldName;
  return [field(free, content, { list: name === 'Data' && !named }), ...nested];
}

/** An attribute is the field `Element_Attribute`, unless it names its element or a namespace. */
function attributeSteps(element: Element, rename: (name: string) => string): Step[] {
  const told = element.attributes.filter(({ name }) => name !== 'xmlns' && !name.startsWith('xmlns:'));
  return told
    .filter(({ name }) => element.name !== 'Data' || name !== 'Name')
    .map(({ name, content }: Attribute) => field(rename(`${element.name}_${name}`), content, { omitNull: true }));
}

function field(name: Text, content: readonly Content[], how: { omitNull?: true; list?: boolean }): Step {
  const { omitNull = false, list = false } = how;
  return { kind: 'field', name, value: constantText(content), omitNull, list };
}

function guarded(element: Element, steps: readonly Step[]): Step[] {
  if (element.needs === undefined || steps.length === 0) return [...steps];
  return [{ kind: 'unless-null', index: element.needs, steps: steps.length }, ...steps];
}

/** What is no text. */
function elementsOf(content: readonly Content[]): Exclude<Content, string>[] {
  return content.filter((part) => typeof part !== 'string' && part.kind !== 'literal');
}

/** As one text, where nothing of it depends on the record. */
function constantText(content: readonly Content[]): Text {
  return content.length > 0 && content.every((part) => typeof part === 'string') ? content.join('') : content;
}
