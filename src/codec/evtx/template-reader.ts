/**
 * Templates of a chunk, and the values that records put into them. A template stands where it is first used; later
 * records refer to that place. Source: see `bin-xml.ts`.
 */
import { limit, malformed } from '../../model/result.ts';
import { type EvtxValue, Fragment, type Instance, type Template } from './bin-xml.ts';
import { type ChunkCursor, Stop } from './chunk-cursor.ts';
import type { ChunkEffort } from './chunk-effort.ts';
import { readValue, valueType } from './value.ts';

/** Values of one record. */
const mostValues = 4096;
/**
 * Bytes of template definitions that are read for one chunk. They do not overlap in what Windows writes, so that they
 * cannot be more than the chunk; lying ones could be many times as much.
 */
const definitionBytes = 0x2_0000;
/** Bytes of a template's definition before its fragment: the next one's place, a GUID, its size. */
const definitionHeader = 24;

/** A value as it was read last in a template's place. */
interface Slot {
  readonly at: number;
  readonly size: number;
  readonly type: number;
  readonly value: EvtxValue;
}

/** Reads the fragment in [at, end) of the chunk; the cursor stands afterwards where it stood before. */
export type FragmentReading = (at: number, end: number, depth: number) => Fragment;

export class TemplateReader {
  readonly #cursor: ChunkCursor;
  readonly #effort: ChunkEffort;
  readonly #readFragment: FragmentReading;
  /** By the place of the definition; a template that is being read is none yet. */
  readonly #templates = new Map<number, Template>();
  readonly #beingRead = new Set<number>();
  /** By the template and the index of the value. */
  readonly #slots = new Map<Template, Slot[]>();
  #definitionBytes = 0;

  constructor(cursor: ChunkCursor, effort: ChunkEffort, readFragment: FragmentReading) {
    this.#cursor = cursor;
    this.#effort = effort;
    this.#readFragment = readFragment;
  }

  /** Another record: what the one before left half read may stand in it, too. */
  restart(): void {
    this.#beingRead.clear();
  }

  /** Behind the token of an instance: which template, and its values. */
  instance(depth: number): Instance {
    const cursor = this.#cursor;
    cursor.skip(1);
    const id = cursor.uint32();
    const offset = cursor.uint32();
    const inline = offset === cursor.at;
    const template = this.#template(offset, id, depth);
    this.#effort.descend(depth + template.height, cursor.at);
    this.#effort.addParts(template.parts, offset);
    if (inline) cursor.skip(definitionHeader + cursor.view.getUint32(offset + 20, true));
    return { kind: 'instance', template, values: this.#values(template, depth + template.height) };
  }

  #template(offset: number, id: number, depth: number): Template {
    const { bytes, view, at } = this.#cursor;
    if (offset + definitionHeader > bytes.length || view.getUint32(offset + 4, true) !== id)
      throw new Stop(malformed(at, `its template is not at ${offset} of the chunk`));
    const known = this.#templates.get(offset);
    if (known) return known;
    if (this.#beingRead.has(offset)) throw new Stop(malformed(at, 'a template that holds itself'));
    const size = view.getUint32(offset + 20, true);
    const from = offset + definitionHeader;
    if (from + size > bytes.length) throw new Stop(malformed(offset, 'a template reaches beyond its chunk'));
    this.#definitionBytes += size;
    if (this.#definitionBytes > definitionBytes) throw new Stop(limit(offset, 'templates lie over each other'));
    this.#beingRead.add(offset);
    const template = this.#define(from, from + size, depth);
    this.#templates.set(offset, template);
    return template;
  }

  /** The template in [at, end) of the chunk, and what it costs each record that uses it. */
  #define(at: number, end: number, depth: number): Template {
    const effort = this.#effort;
    const { parts, deepest } = effort;
    effort.deepest = depth;
    const { content } = this.#readFragment(at, end, depth + 1);
    const height = effort.deepest - depth;
    effort.deepest = Math.max(effort.deepest, deepest);
    return { content, parts: effort.parts - parts, height, known: { plans: {} } };
  }

  /**
   * Values repeat from record to record (the machine, the user, the program): what has the bytes of the one before it is
   * not read again, and is the same string.
   */
  #values(template: Template, depth: number): EvtxValue[] {
    const cursor = this.#cursor;
    const { bytes, view } = cursor;
    const count = cursor.uint32();
    if (count > mostValues) throw new Stop(limit(cursor.at, `a record of more than ${mostValues} values`));
    const descriptors = cursor.take(4 * count);
    const slots = this.#slotsOf(template);
    const values: EvtxValue[] = [];
    for (let i = 0; i < count; i++) {
      const size = view.getUint16(descriptors + 4 * i, true);
      const type = bytes[descriptors + 4 * i + 2] ?? 0;
      const at = cursor.take(size);
      const slot = slots[i];
      if (slot !== undefined && slot.size === size && slot.type === type && same(bytes, slot.at, at, size)) {
        values.push(slot.value);
        continue;
      }
      const value = this.#value(at, size, type, depth);
      // What is nested has a place of its own: shown twice, it would be taken for one that the template names twice.
      if (!(value instanceof Fragment)) slots[i] = { at, size, type, value };
      values.push(value);
    }
    return values;
  }

  #slotsOf(template: Template): Slot[] {
    const known = this.#slots.get(template);
    if (known) return known;
    const slots: Slot[] = [];
    this.#slots.set(template, slots);
    return slots;
  }

  #value(at: number, size: number, type: number, depth: number): EvtxValue {
    if (type === valueType.binXml) return this.#readFragment(at, at + size, depth + 1);
    return readValue(this.#cursor, at, size, type);
  }
}

function same(bytes: Uint8Array, one: number, other: number, size: number): boolean {
  for (let i = 0; i < size; i++) if (bytes[one + i] !== bytes[other + i]) return false;
  return true;
}
