/** A field, its modifiers and its values, as what is asked of an event. Source: Sigma modifiers appendix, 2.1. */
import { type Complaints, quoted } from './complaints.ts';
import { base64, base64Anywhere, byteText, markedUtf16, utf8, utf16 } from './encodings.ts';
import { type FieldKey, readFieldKey } from './modifiers.ts';
import type { FieldTest, Search } from './rule.ts';
import { plainText, readSigmaText, type SigmaText, spelledOut, withDashes } from './sigma-text.ts';
import {
  numberTest,
  patternTest,
  rangeTest,
  readNumber,
  readTimePart,
  textTest,
  type ValueTest,
} from './value-test.ts';
import type { YamlValue } from './yaml-documents.ts';

/** What stands for `%name%` behind the modifier `expand`. */
export type Placeholders = ReadonlyMap<string, readonly string[]>;

/** Matches no event: stands where a complaint was made. */
export const never: Search = { kind: 'any', of: [] };

/** A placeholder may stand for many values, and an encoded value with dashes for many texts. */
const mostTexts = 10_000;
const mostSpellings = 125;

export class FieldTestReader {
  readonly #complaints: Complaints;
  readonly #placeholders: Placeholders;

  constructor(complaints: Complaints, placeholders: Placeholders) {
    this.#complaints = complaints;
    this.#placeholders = placeholders;
  }

  /** An entry of a map, or a list of keywords with an empty key. */
  read(name: string, value: YamlValue): Search {
    const key = readFieldKey(name);
    if (typeof key === 'string') return this.#refuse(value, key);
    const items = value.items ?? [value];
    if (items.length === 0) return this.#refuse(value, `${quoted(name)} has no value`);
    const searches = items.map((item) => this.#item(key, item));
    const joined = key.all ? { kind: 'all' as const, of: searches } : anyOf(searches);
    return key.negated ? { kind: 'not', search: joined } : joined;
  }

  #refuse(at: YamlValue, what: string): Search {
    this.#complaints.add(at, what);
    return never;
  }

  #item(key: FieldKey, item: YamlValue): Search {
    const { scalar } = item;
    if (scalar === undefined) return this.#refuse(item, 'a value must be text, a number, true, false or null');
    if (key.type === 'exists') return this.#exists(key, item);
    if (key.type === 'fieldref') return this.#otherField(key, item);
    if (scalar === null) {
      if (key.field === undefined) return this.#refuse(item, 'a keyword must be a text');
      return test({ kind: 'nothing', field: key.field });
    }
    const tests = this.#tests(key, item, scalar);
    return tests.length === 0 ? never : test({ kind: 'values', field: key.field, tests });
  }

  #exists(key: FieldKey, item: YamlValue): Search {
    if (typeof item.scalar !== 'boolean' || key.field === undefined)
      return this.#refuse(item, 'the modifier `exists` takes true or false');
    return test({ kind: 'exists', field: key.field, wanted: item.scalar });
  }

  #otherField(key: FieldKey, item: YamlValue): Search {
    const other = typeof item.scalar === 'string' ? plainText(readSigmaText(item.scalar)) : undefined;
    if (other === undefined || other === '' || key.field === undefined)
      return this.#refuse(item, 'the modifier `fieldref` takes the name of a field');
    return test({ kind: 'other-field', field: key.field, other, how: { place: key.place, cased: key.cased } });
  }

  #tests(key: FieldKey, item: YamlValue, scalar: string | number | boolean): readonly ValueTest[] {
    const written = String(scalar);
    switch (key.type) {
      case 're':
        return this.#expanded(key, item, written).flatMap((text) => this.#pattern(key, item, text));
      case 'cidr':
        return this.#expanded(key, item, written).flatMap((text) => this.#range(item, text));
      case 'number':
        return this.#number(key, item, written);
      default:
        return this.#texts(key, item, written);
    }
  }

  #pattern(key: FieldKey, item: YamlValue, source: string): readonly ValueTest[] {
    const read = patternTest(source, key.flags);
    if (read.status === 'ok') return [read.value];
    const why = read.status === 'not-this-format' ? 'it is none' : read.what;
    this.#complaints.add(item, `the regular expression ${quoted(source)} cannot be run: ${why}`);
    return [];
  }

  #range(item: YamlValue, text: string): readonly ValueTest[] {
    const range = rangeTest(text);
    if (range) return [range];
    this.#complaints.add(item, `${quoted(text)} is no range of addresses`);
    return [];
  }

  #number(key: FieldKey, item: YamlValue, written: string): readonly ValueTest[] {
    const number = readNumber(written);
    if (number === undefined) {
      this.#complaints.add(item, `${quoted(written)} is no number`);
      return [];
    }
    const part = key.timePart;
    const figure = part ? (value: string) => readTimePart(value, part) : readNumber;
    return [numberTest(key.operator, number, figure, `${part ?? ''} ${key.operator} ${written}`.trim())];
  }

  #texts(key: FieldKey, item: YamlValue, written: string): readonly ValueTest[] {
    return this.#expanded(key, item, written).flatMap((source) =>
      this.#transformed(key, item, readSigmaText(source)).flatMap((text) => {
        const made = textTest(source, text, key.place, key.cased);
        if (made.status === 'ok') return [made.value];
        this.#complaints.add(item, `the text ${quoted(source)} is too long`);
        return [];
      }),
    );
  }

  /** With values for placeholders, where the modifier `expand` asks for that. */
  #expanded(key: FieldKey, item: YamlValue, written: string): readonly string[] {
    if (!key.transformations.includes('expand')) return [written];
    let texts = [''];
    // Behind a backslash a percent sign is itself.
    for (const [piece, name] of written.matchAll(/\\%|%([^%\s]{1,100})%|[^%\\]+|[%\\]/g)) {
      const values = name === undefined ? [piece === '\\%' ? '%' : piece] : this.#placeholders.get(name);
      if (!values) {
        this.#complaints.add(item, `no value is known for the placeholder \`%${name}%\``);
        return [];
      }
      if (texts.length * values.length > mostTexts) {
        this.#complaints.add(item, `${quoted(written)} stands for more than ${mostTexts} values`);
        return [];
      }
      texts = texts.flatMap((text) => values.map((value) => text + value));
    }
    return texts;
  }

  #transformed(key: FieldKey, item: YamlValue, text: SigmaText): readonly SigmaText[] {
    let texts: readonly SigmaText[] = [text];
    let bytes: readonly Uint8Array[] | undefined;
    for (const step of key.transformations) {
      if (step === 'expand') continue;
      if (step === 'windash') {
        texts = texts.map(withDashes);
        continue;
      }
      const plain = bytes ?? this.#bytes(texts, item, step);
      if (!plain) return [];
      if (step === 'base64') [texts, bytes] = [plain.map((each) => [{ text: base64(each) }]), undefined];
      else if (step === 'base64offset')
        [texts, bytes] = [plain.flatMap(base64Anywhere).map((each) => [{ text: each }]), undefined];
      else bytes = plain;
    }
    return bytes ? bytes.map((each) => [{ text: byteText(each) }]) : texts;
  }

  /** Texts without wildcards as the bytes that an encoding begins with. */
  #bytes(texts: readonly SigmaText[], item: YamlValue, step: string): readonly Uint8Array[] | undefined {
    const spelled: string[] = [];
    for (const text of texts) {
      const all = spelledOut(text, mostSpellings);
      for (const each of all ?? [['any' as const]]) {
        const plain = plainText(each);
        if (plain === undefined) {
          this.#complaints.add(item, `the modifier \`${step}\` takes no wildcards, and three dashes at most`);
          return undefined;
        }
        spelled.push(plain);
      }
    }
    if (step === 'utf16le') return spelled.map((text) => utf16(text, 'little'));
    if (step === 'utf16be') return spelled.map((text) => utf16(text, 'big'));
    return spelled.map(step === 'utf16' ? markedUtf16 : utf8);
  }
}

function test(fieldTest: FieldTest): Search {
  return { kind: 'test', test: fieldTest };
}

/** One of them; tests of the same field's values become one. */
function anyOf(searches: readonly Search[]): Search {
  const tests: ValueTest[] = [];
  const others: Search[] = [];
  let field: string | undefined;
  for (const search of searches) {
    if (search.kind === 'test' && search.test.kind === 'values') {
      field = search.test.field;
      tests.push(...search.test.tests);
    } else others.push(search);
  }
  if (tests.length > 0) others.push(test({ kind: 'values', field, tests }));
  const [only] = others;
  return others.length === 1 && only ? only : { kind: 'any', of: others };
}
