/**
 * YAML's flow style, which JSON is a part of: `["-o", pool:3333]`, `{name: x}`, `"text"`, `'text'`; over several lines, as
 * far as they are needed. Source: YAML 1.2.2, chapter 7.
 */
import type { JsonObject, JsonValue } from '../json/document.ts';

interface Open {
  readonly list?: JsonValue[];
  readonly map?: JsonObject;
  key?: string | undefined;
}

/** Takes a value's lines one by one: each character is looked at once, however many lines there are. */
export class FlowReader {
  readonly #deepest: number;
  readonly #open: Open[] = [];
  #quote = '';
  #text = '';
  #wasQuoted = false;
  #root: JsonValue | undefined;

  constructor(deepest: number) {
    this.#deepest = deepest;
  }

  /** The value, once it is closed. */
  read(line: string): JsonValue | undefined {
    for (let at = 0; at < line.length && this.#root === undefined; at++) {
      if (this.#quote !== '') at = this.#inQuotes(line, at);
      else if (line[at] === '#' && (at === 0 || /\s/.test(line[at - 1] ?? ''))) break;
      else this.#take(line[at] ?? '', line[at + 1]);
    }
    // A line's end is a space.
    if (this.#text !== '' && !this.#text.endsWith(' ') && !this.#wasQuoted) this.#text += ' ';
    return this.#root;
  }

  #inQuotes(line: string, at: number): number {
    const sign = line[at] ?? '';
    if (sign === '\\' && this.#quote === '"') {
      const code = /^[xu]([0-9a-fA-F]{4}|[0-9a-fA-F]{2})/.exec(line.slice(at + 1, at + 6));
      const length = line[at + 1] === 'u' ? 4 : 2;
      if (code) {
        this.#text += String.fromCharCode(Number.parseInt(line.slice(at + 2, at + 2 + length), 16) || 0);
        return at + 1 + length;
      }
      this.#text += escapes[line[at + 1] ?? ''] ?? line[at + 1] ?? '';
      return at + 1;
    }
    if (sign !== this.#quote) this.#text += sign;
    else if (sign === "'" && line[at + 1] === "'") {
      this.#text += sign;
      return at + 1;
    } else {
      this.#quote = '';
      this.#wasQuoted = true;
      if (this.#open.length === 0) this.#root = this.#text;
    }
    return at;
  }

  #take(sign: string, next: string | undefined): void {
    if ((sign === '"' || sign === "'") && this.#text.trim() === '') {
      [this.#quote, this.#text] = [sign, ''];
    } else if (sign === '[' || sign === '{') this.#begin(sign);
    else if (sign === ']' || sign === '}') this.#end();
    else if (sign === ',') this.#put();
    else if (
      sign === ':' &&
      this.#open.at(-1)?.map &&
      (this.#wasQuoted || next === undefined || /[\s,[{"']/.test(next))
    )
      this.#name();
    else if (!this.#wasQuoted && (this.#text !== '' || sign.trim() !== '')) this.#text += sign;
  }

  #begin(sign: string): void {
    this.#open.push(sign === '[' ? { list: [] } : { map: {} });
    this.#text = '';
  }

  #end(): void {
    this.#put();
    const closed = this.#open.pop();
    const value = closed?.list ?? closed?.map ?? null;
    if (this.#open.length === 0) this.#root = value;
    // What is nested deeper is left out; brackets still match.
    else if (this.#open.length < this.#deepest) this.#enter(value);
  }

  #name(): void {
    const open = this.#open.at(-1);
    if (open) open.key = this.#wasQuoted ? this.#text : this.#text.trim();
    [this.#text, this.#wasQuoted] = ['', false];
  }

  #put(): void {
    const text = this.#text.trim();
    if (this.#wasQuoted || text !== '') this.#enter(this.#wasQuoted ? this.#text : plainValue(text));
    [this.#text, this.#wasQuoted] = ['', false];
  }

  #enter(value: JsonValue): void {
    const open = this.#open.at(-1);
    if (open?.list) open.list.push(value);
    else if (open?.map && open.key !== undefined) {
      Object.defineProperty(open.map, open.key, { value, enumerable: true, configurable: true, writable: true });
      open.key = undefined;
    }
  }
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '0': '\0',
  e: '\x1b',
  ' ': ' ',
  '/': '/',
};

/** What a text without quotes stands for. */
export function plainValue(text: string): JsonValue {
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  if (/^(?:false|False|FALSE)$/.test(text)) return false;
  if (text === '' || /^(?:null|Null|NULL|~)$/.test(text)) return null;
  return /^[-+]?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/.test(text) ? Number(text) : text;
}
