/**
 * Reads JSON as it is found in the wild: with comments, trailing commas, single quotes, unquoted keys and values, `=`
 * for `:`, cut off, or damaged in the middle. Whatever can be taken is taken; `damaged` says that something could not.
 * Source: RFC 8259; comments and trailing commas are what XMRig's own parser allows (RapidJSON flags).
 * Does not see: a value that is put together by a program.
 */

/** A value and, for what holds others, where it stands. */
export type TolerantJson = string | number | boolean | null | TolerantArray | TolerantObject;

export interface TolerantArray {
  readonly items: readonly TolerantJson[];
  readonly at: number;
  readonly end: number;
}

export interface TolerantObject {
  /** Of several members of one name the first is kept. */
  readonly members: ReadonlyMap<string, TolerantJson>;
  readonly at: number;
  readonly end: number;
}

export interface TolerantReading {
  readonly value: TolerantJson;
  /** Index after the value. */
  readonly end: number;
  readonly damaged: boolean;
}

export function isObject(value: TolerantJson | undefined): value is TolerantObject {
  return typeof value === 'object' && value !== null && 'members' in value;
}

export function isArray(value: TolerantJson | undefined): value is TolerantArray {
  return typeof value === 'object' && value !== null && 'items' in value;
}

/** Reads the value at `at`, looking at no more than `longest` characters. */
export function readTolerantJson(text: string, at: number, longest: number = 65_536): TolerantReading {
  const reader = new Reader(text, at, Math.min(text.length, at + longest));
  const value = reader.value(0);
  return { value: value ?? null, end: reader.at, damaged: reader.damaged || value === undefined };
}

const deepest = 64;

/** What may stand in an unquoted word. */
const bareword = /[^\s,:=[\]{}"'\0]{1,512}/y;

/** Zeros, and behind them what only stands between members or items. */
const zeros = /\0{1,4096}(?=\s{0,64}(?:"[\w-]{1,48}"\s{0,8}:|[}\],]))/y;

class Reader {
  readonly #text: string;
  readonly #end: number;
  at: number;
  damaged = false;

  constructor(text: string, at: number, end: number) {
    this.#text = text;
    this.at = at;
    this.#end = end;
  }

  /** The value here; nothing where none stands. */
  value(depth: number): TolerantJson | undefined {
    const character = this.#skip();
    if (depth > deepest) {
      this.damaged = true;
      this.at = this.#end;
      return undefined;
    }
    if (character === '{') return this.#object(depth);
    if (character === '[') return this.#array(depth);
    if (character === '"' || character === "'") return this.#string(character);
    return this.#bare();
  }

  #object(depth: number): TolerantObject {
    const at = this.at++;
    const members = new Map<string, TolerantJson>();
    for (let separated = true; ; ) {
      const character = this.#skip();
      if (character === ',') {
        this.at++;
        separated = true;
      } else if (character === '}') {
        this.at++;
        break;
      } else if (character === '' || character === ']' || character === '{') {
        // Its brace is missing: what follows belongs to whatever holds it.
        this.damaged = true;
        break;
      } else {
        if (!separated) this.damaged = true;
        this.#member(members, depth);
        separated = false;
      }
    }
    return { members, at, end: this.at };
  }

  #member(members: Map<string, TolerantJson>, depth: number): void {
    const character = this.#skip();
    const key = character === '"' || character === "'" ? this.#string(character) : this.#bare();
    const sign = this.#skip();
    if (key === undefined || key === null || (sign !== ':' && sign !== '=')) {
      this.damaged = true;
      if (key === undefined && sign !== '}') this.at++;
      return;
    }
    this.at += this.#text.startsWith('=>', this.at) ? 2 : 1;
    const value = this.value(depth + 1);
    if (value === undefined) this.damaged = true;
    else if (!members.has(String(key))) members.set(String(key), value);
  }

  #array(depth: number): TolerantArray {
    const at = this.at++;
    const items: TolerantJson[] = [];
    for (;;) {
      const character = this.#skip();
      if (character === ',') this.at++;
      else if (character === ']') {
        this.at++;
        break;
      } else if (character === '' || character === '}') {
        this.damaged = true;
        break;
      } else {
        const item = this.value(depth + 1);
        if (item !== undefined) items.push(item);
        else {
          this.damaged = true;
          if (this.at < this.#end) this.at++;
        }
      }
    }
    return { items, at, end: this.at };
  }

  /** A string that misses its quote ends with its line. */
  #string(quote: string): string {
    let value = '';
    let from = ++this.at;
    for (; this.at < this.#end; this.at++) {
      const character = this.#text[this.at] ?? '';
      if (character === quote) {
        value += this.#text.slice(from, this.at++);
        return value;
      }
      if (character === '\n' || character === '\r' || character === '\0') break;
      if (character !== '\\') continue;
      const [taken, length] = this.#escape();
      value += this.#text.slice(from, this.at) + taken;
      this.at += length - 1;
      from = this.at + 1;
    }
    this.damaged = true;
    this.at = Math.min(this.at, this.#end);
    return (value + this.#text.slice(Math.min(from, this.at), this.at)).replace(/[\s,]{1,16}$/, '');
  }

  #escape(): [string, number] {
    const sign = this.#text[this.at + 1] ?? '';
    const simple = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }[sign];
    if (simple !== undefined) return [simple, 2];
    const hex = sign === 'u' ? this.#text.slice(this.at + 2, this.at + 6) : '';
    if (/^[0-9A-Fa-f]{4}$/.test(hex)) return [String.fromCharCode(Number.parseInt(hex, 16)), 6];
    return sign === '\n' || sign === '\r' ? ['', 1] : [sign, 2];
  }

  #bare(): string | number | boolean | null | undefined {
    bareword.lastIndex = this.at;
    const word = bareword.exec(this.#text)?.[0];
    if (word === undefined || this.at >= this.#end) return undefined;
    this.at += word.length;
    if (word === 'true') return true;
    if (word === 'false') return false;
    if (word === 'null') return null;
    return /^-?(?:\d{1,15})(?:\.\d{1,15})?(?:[eE][+-]?\d{1,3})?$/.test(word) ? Number(word) : word;
  }

  /** Passes blanks and comments; gives back the character that follows, or nothing at the end. */
  #skip(): string {
    while (this.at < this.#end) {
      const character = this.#text[this.at] ?? '';
      if (/\s/.test(character) || character === '\u00ef' || character === '\u00bb' || character === '\u00bf') this.at++;
      else if (character === '#' || this.#text.startsWith('//', this.at)) this.#jump('\n', 1);
      else if (this.#text.startsWith('/*', this.at)) this.#jump('*/', 2);
      else if (character !== '\0') return character;
      else if (!this.#skipZeros()) return '';
    }
    return '';
  }

  /** Zeros end a string table's entry; where JSON goes on right behind them, a page of the file was lost. */
  #skipZeros(): boolean {
    zeros.lastIndex = this.at;
    const length = zeros.exec(this.#text)?.[0].length;
    if (length === undefined || this.at + length >= this.#end) return false;
    this.damaged = true;
    this.at += length;
    return true;
  }

  #jump(to: string, length: number): void {
    const found = this.#text.indexOf(to, this.at);
    this.at = found < 0 || found >= this.#end ? this.#end : found + length;
  }
}
