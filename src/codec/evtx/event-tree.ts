/**
 * An event as the XML that the event viewer shows: templates filled in, values in their places.
 * What has no value is left out as Windows does: attributes without one, and elements that depend on one.
 */
import type { LogValue } from '../../model/log-event.ts';
import { type Content, type Element, type EvtxValue, Fragment } from './bin-xml.ts';
import type { EvtxRecord } from './chunk.ts';

export interface EventNode {
  readonly name: string;
  readonly attributes: readonly { readonly name: string; readonly value: LogValue }[];
  readonly content: readonly EventContent[];
}

export type EventContent = EventNode | { readonly value: LogValue };

/** Nodes of one tree; real events have some hundreds. A template that names one value a thousand times ends here. */
const mostNodes = 20_000;

/** The whole event: one node, `Event`, where the record is as it should be. */
export function eventTree(record: EvtxRecord): EventContent[] {
  return new TreeBuilder().content(record.body.content, []);
}

class TreeBuilder {
  #nodes = 0;

  content(content: readonly Content[], values: readonly EvtxValue[]): EventContent[] {
    return content.flatMap((part) => (this.#nodes++ < mostNodes ? this.#part(part, values) : []));
  }

  #part(part: Content, values: readonly EvtxValue[]): EventContent[] {
    if (typeof part === 'string') return [{ value: part }];
    switch (part.kind) {
      case 'literal':
        return [{ value: part.value }];
      case 'instance':
        return this.content(part.template.content, part.values);
      case 'substitution': {
        const value = values[part.index] ?? null;
        return value instanceof Fragment ? this.content(value.content, []) : [{ value }];
      }
      case 'element':
        return this.#element(part, values);
    }
  }

  /** An element that holds nothing but several values stands once for each of them. */
  #element(element: Element, values: readonly EvtxValue[]): EventContent[] {
    if (element.needs !== undefined && (values[element.needs] ?? null) === null) return [];
    const { name } = element;
    const attributes = element.attributes.flatMap((attribute) => {
      const value = inlineValue(this.content(attribute.content, values));
      return value === null ? [] : [{ name: attribute.name, value }];
    });
    const content = this.content(element.content, values);
    const [only] = content;
    if (content.length === 1 && only && 'value' in only && isList(only.value))
      return only.value.slice(0, mostNodes - this.#nodes).map((value) => {
        this.#nodes++;
        return { name, attributes, content: [{ value }] };
      });
    return [{ name, attributes, content }];
  }
}

/** Characters that are put together to one value: more than any record holds. */
const mostCharacters = 0x1_0000;

/** What stands in an attribute: one value as it is, several as one text. */
function inlineValue(content: readonly EventContent[]): LogValue {
  const [only] = content;
  if (content.length === 1 && only && 'value' in only) return only.value;
  return content.length === 0 ? null : joined(content.map((part) => ('value' in part ? part.value : null)));
}

/** Values that stand side by side, as text; cut where it grows beyond what a record can hold. */
export function joined(values: readonly LogValue[]): string {
  let text = '';
  for (const value of values) if (text.length < mostCharacters) text += shown(value);
  return text;
}

/** A value as text; nothing for null. */
function shown(value: LogValue): string {
  return isList(value) ? value.map(shown).join(', ') : String(value ?? '');
}

function isList(value: LogValue): value is readonly LogValue[] {
  return Array.isArray(value);
}

/** Characters of an event's text: what its record, its templates and their names can hold many times over. */
const longestText = 0x10_0000;

/** All values of an event, a line each: what a search for a word anywhere looks at. */
export function eventText(record: EvtxRecord): string {
  let text = '';
  const add = (value: LogValue): void => {
    if (text.length < longestText && value !== null && value !== '') text += `${shown(value)}\n`;
  };
  const addAll = (content: readonly EventContent[]): void => {
    for (const part of content) {
      if ('value' in part) add(part.value);
      else {
        for (const { name, value } of part.attributes) if (name !== 'xmlns') add(value);
        addAll(part.content);
      }
    }
  };
  addAll(eventTree(record));
  return text.trimEnd();
}
