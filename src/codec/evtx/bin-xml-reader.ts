/** Reads BinXml within one chunk: names and templates are shared by its records, and refer to places in it. */
import { limit, malformed, ok, type Result } from '../../model/result.ts';
import {
  type Attribute,
  type Content,
  type Element,
  type EvtxValue,
  Fragment,
  type Instance,
  type Substitution,
  type Template,
} from './bin-xml.ts';
import { ChunkNames, nameBytes } from './chunk-names.ts';
import { utf16Text } from './utf16-text.ts';
import { fixedSize, readValue, type ValueBytes, valueType } from './value.ts';

const token = {
  endOfFragment: 0x00,
  openElement: 0x01,
  closeStart: 0x02,
  closeEmpty: 0x03,
  endElement: 0x04,
  value: 0x05,
  attribute: 0x06,
  cdata: 0x07,
  character: 0x08,
  entity: 0x09,
  instructionTarget: 0x0a,
  instructionData: 0x0b,
  templateInstance: 0x0c,
  substitution: 0x0d,
  optionalSubstitution: 0x0e,
  fragmentHeader: 0x0f,
} as const;
/** Set where more of the same kind follows; for an element, where it has attributes. */
const more = 0x40;

/** How deep elements, templates and values may nest together; real events stay under ten. */
const mostDepth = 64;
/** Values of one record. */
const mostValues = 4096;
/**
 * Bytes of template definitions that are read for one chunk. They do not overlap in what Windows writes, so that they
 * cannot be more than the chunk; lying ones could be many times as much.
 */
const definitionBytes = 0x2_0000;
/**
 * Parts that the records of one chunk may have together, those of their templates counted each time: a real chunk holds
 * some hundred records of some fifty parts, a hostile one many small records of one huge template.
 */
const mostParts = 0x4_0000;
/** Bytes of a template's definition before its fragment: the next one's place, a GUID, its size. */
const definitionHeader = 24;

const entities = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** A value as it was read last in a template's place. */
interface Slot {
  readonly at: number;
  readonly size: number;
  readonly type: number;
  readonly value: EvtxValue;
}

/** Leaves the nested reading at once; never leaves this file. */
class Stop extends Error {
  readonly result: Result<never>;

  constructor(result: Result<never>) {
    super('stopped');
    this.result = result;
  }
}

export class BinXmlReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #from: ValueBytes;
  readonly #names: ChunkNames;
  /** By the place of the definition; a template that is being read is none yet. */
  readonly #templates = new Map<number, Template>();
  readonly #beingRead = new Set<number>();
  /** By the template and the index of the value. */
  readonly #slots = new Map<Template, Slot[]>();
  /**
   * Parts of all that is not read to its end. One list for all of it, from which each takes its own: most have one part,
   * and a list that grows takes room for seventeen.
   */
  readonly #open: Content[] = [];
  #definitionBytes = 0;
  #parts = 0;
  /** The deepest place that was met, with what stands in templates there. */
  #deepest = 0;
  #at = 0;
  #end = 0;

  /** @param chunk all of it: offsets count from its first byte */
  constructor(chunk: Uint8Array) {
    this.#bytes = chunk;
    this.#view = new DataView(chunk.buffer, chunk.byteOffset, chunk.length);
    this.#from = { bytes: chunk, view: this.#view };
    this.#names = new ChunkNames(chunk, this.#view);
  }

  /** The fragment in [at, end) of the chunk. */
  read(at: number, end: number): Result<Fragment> {
    this.#beingRead.clear();
    this.#open.length = 0;
    try {
      return ok(this.#fragment(at, end, 0));
    } catch (stop) {
      if (stop instanceof Stop) return stop.result;
      throw stop;
    }
  }

  /** Comes back to where it was: a fragment may stand within another. */
  #fragment(at: number, end: number, depth: number): Fragment {
    const before = { at: this.#at, end: this.#end };
    this.#at = at;
    this.#end = end;
    const content = this.#content(depth, false);
    this.#at = before.at;
    this.#end = before.end;
    return new Fragment(content);
  }

  /** Up to the end of the fragment, or of the element where we are `within` one. */
  #content(depth: number, within: boolean): Content[] {
    this.#descend(depth);
    const from = this.#open.length;
    while (this.#at < this.#end) {
      const at = this.#at;
      const byte = this.#byte();
      if (byte === token.endElement && within) return this.#closed(from);
      if (byte === token.endOfFragment && !within) return this.#closed(from);
      const part = this.#part(byte, at, depth);
      if (part !== undefined) this.#open.push(part);
    }
    if (within) throw new Stop(malformed(this.#at, 'an element has no end'));
    return this.#closed(from);
  }

  /** The parts of what is read to its end: those that came since `from`. */
  #closed(from: number): Content[] {
    const content = this.#open.slice(from);
    this.#open.length = from;
    return content;
  }

  #descend(depth: number): void {
    if (depth > mostDepth) throw new Stop(limit(this.#at, `elements nest more than ${mostDepth} deep`));
    this.#deepest = Math.max(this.#deepest, depth);
  }

  /** What begins with this token; undefined for what is not shown. */
  #part(byte: number, at: number, depth: number): Content | undefined {
    this.#parts++;
    switch (byte & ~more) {
      case token.openElement:
        return this.#element((byte & more) !== 0, depth);
      case token.value:
        return this.#literal();
      case token.cdata:
        return this.#countedText();
      case token.character:
        return String.fromCharCode(this.#uint16());
      case token.entity:
        return this.#entity();
      case token.instructionTarget:
        this.#name();
        return undefined;
      case token.instructionData:
        this.#countedText();
        return undefined;
      case token.templateInstance:
        return this.#instance(depth);
      case token.substitution:
      case token.optionalSubstitution:
        return this.#substitution();
      case token.fragmentHeader:
        this.#skip(3);
        return undefined;
      default:
        throw new Stop(malformed(at, `0x${byte.toString(16)} is no token of BinXml`));
    }
  }

  #element(hasAttributes: boolean, depth: number): Element {
    const needs = this.#dependency();
    this.#skip(4); // how long the element is: what its parts say is enough
    const name = this.#name();
    const attributes = hasAttributes ? this.#attributes(depth) : [];
    const content = this.#elementContent(depth);
    return { kind: 'element', name, ...(needs !== undefined && { needs }), attributes, content };
  }

  /**
   * Which value an element depends on. Outside of templates some writers leave the field out, and nothing says so:
   * only then a name stands where it would stand without.
   */
  #dependency(): number | undefined {
    if (!this.#isName(this.#at + 6) && this.#isName(this.#at + 4)) return undefined;
    const index = this.#uint16();
    return index === 0xffff ? undefined : index;
  }

  #attributes(depth: number): Attribute[] {
    this.#skip(4); // bytes of the list
    const attributes: Attribute[] = [];
    while ((this.#peek() & ~more) === token.attribute) {
      this.#skip(1);
      const name = this.#name();
      attributes.push({ name, content: this.#attributeContent(depth) });
    }
    return attributes;
  }

  /** Up to the next attribute or the end of the start tag. */
  #attributeContent(depth: number): Content[] {
    const from = this.#open.length;
    for (let next = this.#peek(); !endsAttribute(next); next = this.#peek()) {
      const at = this.#at;
      this.#skip(1);
      const part = this.#part(next, at, depth + 1);
      if (part !== undefined) this.#open.push(part);
    }
    return this.#closed(from);
  }

  #elementContent(depth: number): Content[] {
    const at = this.#at;
    const byte = this.#byte();
    if (byte === token.closeEmpty) return [];
    if (byte === token.closeStart) return this.#content(depth + 1, true);
    throw new Stop(malformed(at, 'the start of an element has no end'));
  }

  /** Windows itself writes nothing but text here; other types stand there without a length. */
  #literal(): Content {
    const at = this.#at;
    const type = this.#byte();
    if (type === valueType.string) return this.#countedText();
    const size = fixedSize(type);
    if (size === 0) throw new Stop(malformed(at, `a value of type 0x${type.toString(16)} without its size`));
    return { kind: 'literal', value: readValue(this.#from, this.#take(size), size, type) };
  }

  #entity(): string {
    const name = this.#name();
    return entities.get(name) ?? `&${name};`;
  }

  #substitution(): Substitution {
    const index = this.#uint16();
    this.#skip(1); // its type: the value tells it, too
    return { kind: 'substitution', index };
  }

  #instance(depth: number): Instance {
    this.#skip(1);
    const id = this.#uint32();
    const offset = this.#uint32();
    const inline = offset === this.#at;
    const template = this.#template(offset, id, depth);
    this.#descend(depth + template.height);
    this.#parts += template.parts;
    if (this.#parts > mostParts) throw new Stop(limit(offset, 'templates too large for so many records'));
    if (inline) this.#skip(definitionHeader + this.#view.getUint32(offset + 20, true));
    return { kind: 'instance', template, values: this.#values(template, depth + template.height) };
  }

  #template(offset: number, id: number, depth: number): Template {
    if (offset + definitionHeader > this.#bytes.length || this.#view.getUint32(offset + 4, true) !== id)
      throw new Stop(malformed(this.#at, `its template is not at ${offset} of the chunk`));
    const known = this.#templates.get(offset);
    if (known) return known;
    if (this.#beingRead.has(offset)) throw new Stop(malformed(this.#at, 'a template that holds itself'));
    const size = this.#view.getUint32(offset + 20, true);
    const at = offset + definitionHeader;
    if (at + size > this.#bytes.length) throw new Stop(malformed(offset, 'a template reaches beyond its chunk'));
    this.#definitionBytes += size;
    if (this.#definitionBytes > definitionBytes) throw new Stop(limit(offset, 'templates lie over each other'));
    this.#beingRead.add(offset);
    const before = { parts: this.#parts, deepest: this.#deepest };
    this.#deepest = depth;
    const { content } = this.#fragment(at, at + size, depth + 1);
    const template = {
      content,
      parts: this.#parts - before.parts,
      height: this.#deepest - depth,
      known: { plans: {} },
    };
    this.#deepest = Math.max(this.#deepest, before.deepest);
    this.#templates.set(offset, template);
    return template;
  }

  /**
   * Values repeat from record to record (the machine, the user, the program): what has the bytes of the one before it is
   * not read again, and is the same string.
   */
  #values(template: Template, depth: number): EvtxValue[] {
    const count = this.#uint32();
    if (count > mostValues) throw new Stop(limit(this.#at, `a record of more than ${mostValues} values`));
    const descriptors = this.#take(4 * count);
    const slots = this.#slotsOf(template);
    const values: EvtxValue[] = [];
    for (let i = 0; i < count; i++) {
      const size = this.#view.getUint16(descriptors + 4 * i, true);
      const type = this.#bytes[descriptors + 4 * i + 2] ?? 0;
      const at = this.#take(size);
      const slot = slots[i];
      if (slot !== undefined && slot.size === size && slot.type === type && this.#same(slot.at, at, size)) {
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

  #same(one: number, other: number, size: number): boolean {
    for (let i = 0; i < size; i++) if (this.#bytes[one + i] !== this.#bytes[other + i]) return false;
    return true;
  }

  #value(at: number, size: number, type: number, depth: number): EvtxValue {
    if (type === valueType.binXml) return this.#fragment(at, at + size, depth + 1);
    return readValue(this.#from, at, size, type);
  }

  /** A name, which stands here or, where it was met before, elsewhere in the chunk. */
  #name(): string {
    const at = this.#at;
    const offset = this.#uint32();
    const name = this.#names.at(offset);
    if (name === undefined) throw new Stop(malformed(at, 'a name is not where it should be'));
    if (offset === this.#at) this.#skip(nameBytes(name));
    return name;
  }

  /** Whether a name is referred to at `at`. */
  #isName(at: number): boolean {
    return at + 4 <= this.#end && this.#names.isOne(this.#view.getUint32(at, true));
  }

  #countedText(): string {
    const characters = this.#uint16();
    return utf16Text(this.#bytes, this.#take(2 * characters), characters);
  }

  #peek(): number {
    if (this.#at >= this.#end) throw new Stop(malformed(this.#at, 'the fragment ends too early'));
    return this.#bytes[this.#at] ?? 0;
  }

  #byte(): number {
    return this.#bytes[this.#take(1)] ?? 0;
  }

  #uint16(): number {
    return this.#view.getUint16(this.#take(2), true);
  }

  #uint32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }

  #skip(size: number): void {
    this.#take(size);
  }

  /** Where the next `size` bytes stand, which are done with. */
  #take(size: number): number {
    const at = this.#at;
    if (size > this.#end - at) throw new Stop(malformed(at, 'the fragment ends too early'));
    this.#at = at + size;
    return at;
  }
}

function endsAttribute(byte: number): boolean {
  const kind = byte & ~more;
  return kind === token.attribute || byte === token.closeStart || byte === token.closeEmpty;
}
