/**
 * Python's marshalled values: what `.pyc` files and PyInstaller hold, of Python 2.5 to 3.14.
 * Source: CPython, Python/marshal.c, https://github.com/python/cpython/blob/main/Python/marshal.c (the layout).
 * Code objects changed with 3.0, 3.8 and 3.11; which layout one has shows in itself.
 * Does not see: what the code does; numbers beyond 2^53 exactly.
 */
import { limit, malformed, ok, type Result } from '../../model/result.ts';

export type MarshalValue =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | MarshalSequence
  | MarshalDictionary
  | MarshalCode;

/** A tuple, a list or a set. */
interface MarshalSequence {
  readonly kind: 'sequence';
  readonly items: MarshalValue[];
}

interface MarshalDictionary {
  readonly kind: 'dictionary';
  readonly entries: [MarshalValue, MarshalValue][];
}

interface MarshalCode {
  readonly kind: 'code';
  readonly constants: MarshalValue;
  readonly names: MarshalValue;
  readonly file: MarshalValue;
  readonly name: MarshalValue;
}

/** How deep values may nest; Python itself stops at 2,000. */
const mostDepth = 200;
const keepsReference = 0x80;

/** Reads the one value at `at`; what follows it is not looked at. */
export function readMarshal(bytes: Uint8Array, at = 0): Result<MarshalValue> {
  const reader = new MarshalReader(bytes, at);
  try {
    const value = reader.value(0);
    return value === end ? malformed(at, 'no marshalled value') : ok(value);
  } catch (stop) {
    if (stop instanceof Stop) return stop.result;
    throw stop;
  }
}

/** Ends a dictionary. */
const end: unique symbol = Symbol('end');
type Read = MarshalValue | typeof end;

/** Leaves the nested reading at once; never leaves this file. */
class Stop extends Error {
  readonly result: Result<never>;

  constructor(result: Result<never>) {
    super('stopped');
    this.result = result;
  }
}

class MarshalReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  /** Values that later ones may refer to. */
  readonly #references: MarshalValue[] = [];
  /** Python 2 numbers interned strings apart. */
  readonly #interned: string[] = [];
  #at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#at = at;
  }

  value(depth: number): Read {
    if (depth > mostDepth) throw new Stop(limit(this.#at, `values nest more than ${mostDepth} deep`));
    const code = this.#byte();
    const type = String.fromCharCode(code & ~keepsReference);
    if ('([{<>)c:'.includes(type)) return this.#container(type, depth, (code & keepsReference) !== 0);
    const value = this.#simple(type);
    if ((code & keepsReference) !== 0 && value !== end) this.#references.push(value);
    return value;
  }

  #simple(type: string): Read {
    switch (type) {
      case '0':
        return end;
      case 'N':
      case 'S':
      case '.':
        return null;
      case 'F':
      case 'T':
        return type === 'T';
      case 'i':
        return this.#int32();
      case 'I':
        return Number(this.#view.getBigInt64(this.#take(8), true));
      case 'l':
        return this.#long();
      case 'r':
        return this.#references[this.#int32()] ?? null;
      case 'R':
        return this.#interned[this.#int32()] ?? null;
      default:
        return this.#floating(type) ?? this.#text(type);
    }
  }

  #floating(type: string): number | undefined {
    if (type === 'g') return this.#view.getFloat64(this.#take(8), true);
    if (type === 'y') return this.#view.getFloat64(this.#take(16), true);
    if (type !== 'f' && type !== 'x') return undefined;
    const real = Number(ascii(this.#run(this.#byte())));
    if (type === 'x') this.#run(this.#byte());
    return real;
  }

  #text(type: string): string | Uint8Array {
    switch (type) {
      case 's':
        return this.#run(this.#int32());
      case 'z':
      case 'Z':
        return ascii(this.#run(this.#byte()));
      case 'a':
      case 'A':
        return ascii(this.#run(this.#int32()));
      case 'u':
        return new TextDecoder().decode(this.#run(this.#int32()));
      case 't': {
        const text = new TextDecoder().decode(this.#run(this.#int32()));
        this.#interned.push(text);
        return text;
      }
      default:
        throw new Stop(malformed(this.#at - 1, 'no marshalled value begins so'));
    }
  }

  #container(type: string, depth: number, kept: boolean): MarshalValue {
    const place = this.#references.length;
    if (kept) this.#references.push(null); // its number is taken before its parts'
    const keep = <T extends MarshalValue>(value: T): T => {
      if (kept) this.#references[place] = value;
      return value;
    };
    if (type === 'c') return keep(this.#code(depth));
    if (type === '{') return this.#dictionary(keep({ kind: 'dictionary', entries: [] }), depth);
    const count = type === ')' ? this.#byte() : type === ':' ? 3 : this.#int32();
    if (count < 0 || count > this.#bytes.length - this.#at)
      throw new Stop(malformed(this.#at, 'a sequence is longer than the bytes'));
    const sequence = keep<MarshalSequence>({ kind: 'sequence', items: [] });
    for (let i = 0; i < count; i++) sequence.items.push(this.#part(depth));
    return sequence;
  }

  #dictionary(dictionary: MarshalDictionary, depth: number): MarshalDictionary {
    for (;;) {
      const key = this.value(depth + 1);
      if (key === end) return dictionary;
      dictionary.entries.push([key, this.#part(depth)]);
    }
  }

  /** A value that must be there. */
  #part(depth: number): MarshalValue {
    const value = this.value(depth + 1);
    if (value === end) throw new Stop(malformed(this.#at - 1, 'a value is missing'));
    return value;
  }

  #code(depth: number): MarshalCode {
    this.#take(4 * this.#numbersOfCode());
    const parts: MarshalValue[] = [];
    for (let i = 0; i < 8; i++) parts.push(this.#part(depth));
    // Since 3.11 the fifth part says what the local names are, in bytes; before it was a tuple.
    const is311 = parts[4] instanceof Uint8Array;
    this.#take(4);
    this.#part(depth);
    if (is311) this.#part(depth);
    const [, constants = null, names = null] = parts;
    const [file = null, name = null] = is311 ? parts.slice(5) : parts.slice(6);
    return { kind: 'code', constants, names, file, name };
  }

  /** How many numbers stand before the byte code: 4 in Python 2, 5 or 6 later. */
  #numbersOfCode(): number {
    for (const count of [4, 5, 6]) {
      const at = this.#at + 4 * count;
      const isBytes = ((this.#bytes[at] ?? 0) & ~keepsReference) === 0x73;
      if (!isBytes || at + 5 > this.#bytes.length) continue;
      const length = this.#view.getInt32(at + 1, true);
      if (length > 0 && at + 5 + length <= this.#bytes.length) return count;
    }
    throw new Stop(malformed(this.#at, 'a code object of an unknown layout'));
  }

  /** Digits of 15 bits, the sign in their number. */
  #long(): number {
    const count = this.#int32();
    const at = this.#take(2 * Math.abs(count));
    let value = 0;
    for (let i = Math.abs(count) - 1; i >= 0; i--) value = value * 0x8000 + this.#view.getUint16(at + 2 * i, true);
    return count < 0 ? -value : value;
  }

  #byte(): number {
    return this.#view.getUint8(this.#take(1));
  }

  #int32(): number {
    return this.#view.getInt32(this.#take(4), true);
  }

  /** A view of the next bytes. */
  #run(length: number): Uint8Array {
    const at = this.#take(length);
    return this.#bytes.subarray(at, at + length);
  }

  /** Passes over bytes; returns where they began. */
  #take(length: number): number {
    const at = this.#at;
    if (length < 0 || at + length > this.#bytes.length)
      throw new Stop(malformed(at, 'the marshalled value is cut short'));
    this.#at = at + length;
    return at;
  }
}

function ascii(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}
