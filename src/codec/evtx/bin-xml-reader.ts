/**
 * Reads BinXml within one chunk: tokens, and the elements, attributes and texts that they make. Names and templates are
 * shared by the records of a chunk, and refer to places in it. Source: see `bin-xml.ts`.
 */
import { malformed, ok, type Result } from '../../model/result.ts';
import { type Attribute, type Content, type Element, Fragment, type Substitution } from './bin-xml.ts';
import { ChunkCursor, Stop } from './chunk-cursor.ts';
import { ChunkEffort } from './chunk-effort.ts';
import { TemplateReader } from './template-reader.ts';
import { fixedSize, readValue, valueType } from './value.ts';

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

const entities = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

export class BinXmlReader {
  readonly #cursor: ChunkCursor;
  readonly #effort = new ChunkEffort();
  readonly #templates: TemplateReader;
  /**
   * Parts of all that is not read to its end. One list for all of it, from which each takes its own: most have one part,
   * and a list that grows takes room for seventeen.
   */
  readonly #open: Content[] = [];

  /** @param chunk all of it: offsets count from its first byte */
  constructor(chunk: Uint8Array) {
    this.#cursor = new ChunkCursor(chunk);
    const readFragment = (at: number, end: number, depth: number): Fragment => this.#fragment(at, end, depth);
    this.#templates = new TemplateReader(this.#cursor, this.#effort, readFragment);
  }

  /** The fragment in [at, end) of the chunk. */
  read(at: number, end: number): Result<Fragment> {
    this.#templates.restart();
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
    const cursor = this.#cursor;
    const before = { at: cursor.at, end: cursor.end };
    cursor.at = at;
    cursor.end = end;
    const content = this.#content(depth, false);
    cursor.at = before.at;
    cursor.end = before.end;
    return new Fragment(content);
  }

  /** Up to the end of the fragment, or of the element where we are `within` one. */
  #content(depth: number, within: boolean): Content[] {
    const cursor = this.#cursor;
    this.#effort.descend(depth, cursor.at);
    const from = this.#open.length;
    while (cursor.at < cursor.end) {
      const { at } = cursor;
      const byte = cursor.byte();
      if (byte === token.endElement && within) return this.#closed(from);
      if (byte === token.endOfFragment && !within) return this.#closed(from);
      const part = this.#part(byte, at, depth);
      if (part !== undefined) this.#open.push(part);
    }
    if (within) throw new Stop(malformed(cursor.at, 'an element has no end'));
    return this.#closed(from);
  }

  /** The parts of what is read to its end: those that came since `from`. */
  #closed(from: number): Content[] {
    const content = this.#open.slice(from);
    this.#open.length = from;
    return content;
  }

  /** What begins with this token; undefined for what is not shown. */
  #part(byte: number, at: number, depth: number): Content | undefined {
    const cursor = this.#cursor;
    this.#effort.parts++;
    switch (byte & ~more) {
      case token.openElement:
        return this.#element((byte & more) !== 0, depth);
      case token.value:
        return this.#literal();
      case token.cdata:
        return cursor.countedText();
      case token.character:
        return String.fromCharCode(cursor.uint16());
      case token.entity:
        return this.#entity();
      case token.instructionTarget:
        cursor.name();
        return undefined;
      case token.instructionData:
        cursor.countedText();
        return undefined;
      case token.templateInstance:
        return this.#templates.instance(depth);
      case token.substitution:
      case token.optionalSubstitution:
        return this.#substitution();
      case token.fragmentHeader:
        cursor.skip(3);
        return undefined;
      default:
        throw new Stop(malformed(at, `0x${byte.toString(16)} is no token of BinXml`));
    }
  }

  #element(hasAttributes: boolean, depth: number): Element {
    const needs = this.#dependency();
    this.#cursor.skip(4); // how long the element is: what its parts say is enough
    const name = this.#cursor.name();
    const attributes = hasAttributes ? this.#attributes(depth) : [];
    const content = this.#elementContent(depth);
    return { kind: 'element', name, ...(needs !== undefined && { needs }), attributes, content };
  }

  /**
   * Which value an element depends on. Outside of templates some writers leave the field out, and nothing says so:
   * only then a name stands where it would stand without.
   */
  #dependency(): number | undefined {
    const cursor = this.#cursor;
    if (!cursor.isName(cursor.at + 6) && cursor.isName(cursor.at + 4)) return undefined;
    const index = cursor.uint16();
    return index === 0xffff ? undefined : index;
  }

  #attributes(depth: number): Attribute[] {
    const cursor = this.#cursor;
    cursor.skip(4); // bytes of the list
    const attributes: Attribute[] = [];
    while ((cursor.peek() & ~more) === token.attribute) {
      cursor.skip(1);
      const name = cursor.name();
      attributes.push({ name, content: this.#attributeContent(depth) });
    }
    return attributes;
  }

  /** Up to the next attribute or the end of the start tag. */
  #attributeContent(depth: number): Content[] {
    const cursor = this.#cursor;
    const from = this.#open.length;
    for (let next = cursor.peek(); !endsAttribute(next); next = cursor.peek()) {
      const { at } = cursor;
      cursor.skip(1);
      const part = this.#part(next, at, depth + 1);
      if (part !== undefined) this.#open.push(part);
    }
    return this.#closed(from);
  }

  #elementContent(depth: number): Content[] {
    const { at } = this.#cursor;
    const byte = this.#cursor.byte();
    if (byte === token.closeEmpty) return [];
    if (byte === token.closeStart) return this.#content(depth + 1, true);
    throw new Stop(malformed(at, 'the start of an element has no end'));
  }

  /** Windows itself writes nothing but text here; other types stand there without a length. */
  #literal(): Content {
    const cursor = this.#cursor;
    const { at } = cursor;
    const type = cursor.byte();
    if (type === valueType.string) return cursor.countedText();
    const size = fixedSize(type);
    if (size === 0) throw new Stop(malformed(at, `a value of type 0x${type.toString(16)} without its size`));
    return { kind: 'literal', value: readValue(cursor, cursor.take(size), size, type) };
  }

  #entity(): string {
    const name = this.#cursor.name();
    return entities.get(name) ?? `&${name};`;
  }

  #substitution(): Substitution {
    const index = this.#cursor.uint16();
    this.#cursor.skip(1); // its type: the value tells it, too
    return { kind: 'substitution', index };
  }
}

function endsAttribute(byte: number): boolean {
  const kind = byte & ~more;
  return kind === token.attribute || byte === token.closeStart || byte === token.closeEmpty;
}
