/**
 * How a template becomes the flat fields that rules name: worked out once a template, so that a record costs only its
 * values. A plan is a list of steps, done in order.
 * Names: what Sigma's rules for Windows use, https://github.com/SigmaHQ/sigma-specification, appendix "taxonomy".
 */
import type { Content, Element, Place, Step, Text } from './bin-xml.ts';

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
  const steps: Step[] = [];
  addPlan(steps, content, place);
  return steps;
}

/** Every chunk brings its templates along: a list that grows, since lists of lists took a tenth of all reading. */
function addPlan(steps: Step[], content: readonly Content[], place: Place): void {
  for (const part of content) {
    if (typeof part === 'string' || part.kind === 'literal') continue;
    if (part.kind !== 'element') steps.push({ kind: 'nested', content: part, place });
    else if (place === 'event') guarded(steps, part, addSection);
    else guarded(steps, part, addData);
  }
}

/** What the element's own steps are, behind a step that leaves them out where the element itself is left out. */
function guarded(steps: Step[], element: Element, add: (steps: Step[], element: Element) => void): void {
  const { needs } = element;
  if (needs === undefined) {
    add(steps, element);
    return;
  }
  const guard = { kind: 'unless-null' as const, index: needs, steps: 0 };
  const before = steps.push(guard);
  add(steps, element);
  guard.steps = steps.length - before;
}

/** `Event` and what stands directly within it: `System`, `EventData`, `UserData`, … */
function addSection(steps: Step[], { name, content }: Element): void {
  if (name === 'Event') {
    addPlan(steps, content, 'event');
    return;
  }
  const add = name === 'System' ? addSystem : addData;
  for (const part of content) {
    if (typeof part === 'string' || part.kind === 'literal') continue;
    if (part.kind === 'element') guarded(steps, part, add);
    else steps.push({ kind: 'nested', content: part, place: 'data' });
  }
}

/** What all events have: where they come from, when, what kind. */
function addSystem(steps: Step[], element: Element): void {
  const { name, content } = element;
  if (content.length > 0) steps.push(field(name, content, { omitNull: true }));
  addAttributes(steps, element, (named) => systemNames.get(named) ?? named);
}

/** Data of an event: a field for each element that holds a value, by its `Name` or its own name. */
function addData(steps: Step[], element: Element): void {
  const { content } = element;
  if (content.some(hasOwnPlan)) addPlan(steps, content, 'data');
  else addLeaf(steps, element);
  addAttributes(steps, element, unreserved);
}

/** Elements, and templates, which hold some. */
function hasOwnPlan(part: Content): boolean {
  return typeof part !== 'string' && (part.kind === 'element' || part.kind === 'instance');
}

function addLeaf(steps: Step[], { name, content, attributes }: Element): void {
  const [only] = content;
  const named = name === 'Data' ? attributes.find((attribute) => attribute.name === 'Name') : undefined;
  const fieldName = named ? constantText(named.content) : name;
  const free = typeof fieldName === 'string' ? unreserved(fieldName) : fieldName;
  steps.push(field(free, content, { list: name === 'Data' && !named }));
  // Whether a value is text or holds elements of its own is known only in the record.
  if (content.length === 1 && typeof only === 'object' && only.kind === 'substitution')
    steps.push({ kind: 'nested', content: only, place: 'data' });
}

function unreserved(name: string): string {
  return reserved.has(name) ? `EventData_${name}` : name;
}

/** An attribute is the field `Element_Attribute`, unless it names its element or a namespace. */
function addAttributes(steps: Step[], element: Element, rename: (name: string) => string): void {
  for (const { name, content } of element.attributes) {
    const isName = element.name === 'Data' && name === 'Name';
    if (isName || name === 'xmlns' || name.startsWith('xmlns:')) continue;
    steps.push(field(rename(`${element.name}_${name}`), content, { omitNull: true }));
  }
}

function field(name: Text, content: readonly Content[], how: { omitNull?: true; list?: boolean }): Step {
  const { omitNull = false, list = false } = how;
  return { kind: 'field', name, value: constantText(content), omitNull, list };
}

/** As one text, where nothing of it depends on the record. */
function constantText(content: readonly Content[]): Text {
  return content.length > 0 && content.every((part) => typeof part === 'string') ? content.join('') : content;
}
