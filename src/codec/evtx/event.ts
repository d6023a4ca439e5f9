/**
 * An event of Windows as rules look at it: flat fields. From `System`: Provider_Name, EventID, Channel, Computer, …; from
 * `EventData` and `UserData` every value by its own name, `Data` for those without one. Of two with one name the first
 * counts. Data named as a field of `System` is called `EventData_Name`.
 */
import type { LogEvent, LogSource, LogTime, LogValue } from '../../model/log-event.ts';
import { type Content, type EvtxValue, Fragment, type Place, type Step, type Template, type Text } from './bin-xml.ts';
import { sourceOf } from './channels.ts';
import type { EvtxRecord } from './chunk.ts';
import { fieldsOf } from './event-fields.ts';
import { eventText, joined } from './event-tree.ts';
import { timeOfText } from './file-time.ts';
import { planOf } from './flat-plan.ts';

/** The event of a record. Its text is put together when it is asked for. */
export function evtxEvent(record: EvtxRecord): LogEvent {
  return new WindowsEvent(record);
}

class WindowsEvent implements LogEvent {
  readonly source: LogSource;
  readonly time?: LogTime;
  readonly machine?: string;
  readonly fields: Readonly<Record<string, LogValue>>;
  readonly #record: EvtxRecord;

  constructor(record: EvtxRecord) {
    const filler = new FieldFiller();
    filler.fill(record.body.content, 'event', []);
    this.fields = filler.fields();
    const channel = this.fields['Channel'];
    this.source = sourceOf(typeof channel === 'string' ? channel : '');
    const created = this.fields['TimeCreated'];
    const time = (typeof created === 'string' ? timeOfText(created) : undefined) ?? record.time;
    if (time !== undefined) this.time = { ms: time };
    const machine = this.fields['Computer'];
    if (typeof machine === 'string' && machine !== '') this.machine = machine;
    this.#record = record;
  }

  get text(): string {
    return eventText(this.#record);
  }
}

/** Worked out once a template. */
function planFor({ content, known: { plans } }: Template, place: Place): readonly Step[] {
  plans[place] ??= planOf(content, place);
  return plans[place];
}

/** Values without a name that a record may show: its 64 KiB hold no more, and a template may show one list many times. */
const mostUnnamed = 0x1_0000;

class FieldFiller {
  readonly #names: string[] = [];
  readonly #values: LogValue[] = [];
  /** Values of elements without a name, which share one field. */
  readonly #unnamed: LogValue[] = [];
  /** A fragment is told once, however often the template names it. */
  #told: Set<Fragment> | undefined;
  /** The one that came last holds what kind of event it is. */
  #template: Template | undefined;

  fields(): Record<string, LogValue> {
    return fieldsOf(this.#names, this.#values, this.#template);
  }

  fill(content: readonly Content[], place: Place, values: readonly EvtxValue[]): void {
    for (const part of content) {
      if (typeof part === 'string' || part.kind === 'literal') continue;
      if (part.kind === 'element') this.#run(planOf([part], place), values);
      else this.#nested(part, place, values);
    }
  }

  #run(plan: readonly Step[], values: readonly EvtxValue[]): void {
    for (let i = 0; i < plan.length; i++) {
      const step = plan[i];
      if (step?.kind === 'field') this.#field(step, values);
      else if (step?.kind === 'nested') this.#nested(step.content, step.place, values);
      else if (step?.kind === 'unless-null' && isNull(values[step.index])) i += step.steps;
    }
  }

  #nested(content: Content, place: Place, values: readonly EvtxValue[]): void {
    if (typeof content === 'string') return;
    if (content.kind === 'instance') {
      this.#template = content.template;
      this.#run(planFor(content.template, place), content.values);
    }
    if (content.kind !== 'substitution') return;
    const value = values[content.index];
    if (!(value instanceof Fragment) || this.#told?.has(value)) return;
    this.#told ??= new Set();
    this.#told.add(value);
    this.fill(value.content, place, []);
  }

  #field(step: Step & { kind: 'field' }, values: readonly EvtxValue[]): void {
    const value = filledIn(step.value, values);
    if (value === undefined || (value === null && step.omitNull)) return;
    const name = typeof step.name === 'string' ? step.name : String(filledIn(step.name, values) ?? '');
    if (step.list) this.#addUnnamed(name, value);
    else this.#add(name, value);
  }

  #addUnnamed(name: string, value: LogValue): void {
    if (this.#unnamed.length === 0) this.#add(name, this.#unnamed);
    const room = mostUnnamed - this.#unnamed.length;
    if (isList(value)) for (const one of value.slice(0, room)) this.#unnamed.push(one);
    else if (room > 0) this.#unnamed.push(value);
  }

  #add(name: string, value: LogValue): void {
    this.#names.push(name);
    this.#values.push(value);
  }
}

function isList(value: LogValue): value is readonly LogValue[] {
  return Array.isArray(value);
}

function isNull(value: EvtxValue | undefined): boolean {
  return value === null || value === undefined;
}

/** Undefined where a fragment stands in the place: it has fields of its own. */
function filledIn(text: Text, values: readonly EvtxValue[]): LogValue | undefined {
  if (typeof text === 'string') return text;
  const [only] = text;
  if (only === undefined) return null;
  if (text.length === 1) return oneValue(only, values);
  return joined(text.map((part) => oneValue(part, values) ?? null));
}

function oneValue(part: Content, values: readonly EvtxValue[]): LogValue | undefined {
  if (typeof part === 'string') return part;
  if (part.kind === 'literal') return part.value;
  if (part.kind !== 'substitution') return undefined;
  const value = values[part.index] ?? null;
  return value instanceof Fragment ? undefined : value;
}
