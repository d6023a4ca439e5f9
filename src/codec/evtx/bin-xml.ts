/**
 * BinXml, the binary XML of Windows events: elements, templates with places for values, and the values of one record.
 * Source: MS-EVEN6, section 2.2.12, https://learn.microsoft.com/openspecs/windows_protocols/ms-even6/; what the
 * specification leaves out: libevtx, "Windows XML Event Log (EVTX) format", section 4,
 * https://github.com/libyal/libevtx/tree/main/documentation.
 */
import type { LogValue } from '../../model/log-event.ts';

/** Elements and text in their order, a whole BinXml fragment or what stands within an element. */
export class Fragment {
  readonly content: readonly Content[];

  constructor(content: readonly Content[]) {
    this.content = content;
  }
}

/** A string is text as it is shown: entities are resolved. Processing instructions and comments are left out. */
export type Content = string | LiteralValue | Element | Substitution | Instance;

/** A value that stands in the XML itself and is no text. */
interface LiteralValue {
  readonly kind: 'literal';
  readonly value: LogValue;
}

export interface Element {
  readonly kind: 'element';
  readonly name: string;
  /** The element is left out where this value of the record is null. */
  readonly needs?: number;
  readonly attributes: readonly Attribute[];
  readonly content: readonly Content[];
}

export interface Attribute {
  readonly name: string;
  readonly content: readonly Content[];
}

/** A place for a value of the record. */
export interface Substitution {
  readonly kind: 'substitution';
  readonly index: number;
}

/** A template, filled in. */
export interface Instance {
  readonly kind: 'instance';
  readonly template: Template;
  /** By the index of the substitution. */
  readonly values: readonly EvtxValue[];
}

export type EvtxValue = LogValue | Fragment;

/** What records of one kind have in common; those of one chunk share it. */
export interface Template {
  readonly content: readonly Content[];
  /** How much there is to do for each record that uses it: elements, texts and places, also those of templates in it. */
  readonly parts: number;
  /** How deep it nests. */
  readonly height: number;
  readonly known: KnownOfTemplate;
}

/**
 * What was worked out from a template, so that a record costs only its values. It stands here because it has to end with
 * its chunk: a WeakMap holds what it has until all memory is tidied, and V8, which sees most of it live on, then keeps
 * every record for as long.
 */
interface KnownOfTemplate {
  /** Its steps, by where it stands. */
  readonly plans: { [P in Place]?: readonly Step[] };
  shape?: Shape;
}

/** What a template stands for: all of an event or a part of it, or something within its data. */
export type Place = 'event' | 'data';

/** One of what leads from a template to an event's fields, in order. */
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

/** The fields of the latest event of a kind. */
export interface Shape {
  readonly names: readonly string[];
  /** By the index of each name: whether it stands there for the first time. */
  readonly counts: readonly boolean[];
  readonly fields: Readonly<Record<string, LogValue>>;
}
