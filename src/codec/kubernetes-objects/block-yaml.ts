/**
 * YAML as manifests, compose files and `kubectl -o yaml` have it, as JSON values: block maps and lists, plain, quoted and
 * literal texts, flow lists and maps. What is wrong in one place costs that place: these files are read for what a
 * container starts, and an intruder's need not be tidy.
 * Source: YAML 1.2.2, core schema. Own, because probes and sweeps cannot wait for a library to be loaded.
 * Does not see: what an alias refers to (null), merged keys (`<<`), keys that are no text, tags.
 */
import type { JsonObject, JsonValue } from '../json/document.ts';
import { FlowReader, plainValue } from './flow-yaml.ts';

const deepest = 48;
/** Lines of one value that is quoted or in brackets. */
const mostFlowLines = 4096;
/** Lines that are read a second time, as the value they seemed to go on with has no end. */
const mostReread = 4 * mostFlowLines;

export interface YamlReading {
  readonly documents: readonly JsonValue[];
  /** The first line, counted from 1, that could not be read. */
  readonly wrong?: number;
}

export function readBlockYaml(text: string): YamlReading {
  const reader = new BlockReader(text.replace(/^\ufeff/, '').split(/\r?\n/));
  const documents = reader.documents();
  return { documents, ...(reader.wrong === undefined ? {} : { wrong: reader.wrong }) };
}

interface Line {
  readonly indent: number;
  /** Without what stands before and behind it. */
  readonly text: string;
}

class BlockReader {
  readonly #lines: string[];
  #at = 0;
  #reread = 0;
  wrong: number | undefined;

  constructor(lines: string[]) {
    this.#lines = lines;
  }

  documents(): JsonValue[] {
    const documents: JsonValue[] = [];
    for (;;) {
      const begin = this.#lines[this.#at] ?? '';
      if (isMark(begin)) {
        // `--- text` begins a document on its own line.
        this.#lines[this.#at] = /^---\s/.test(begin) ? `   ${begin.slice(3)}` : '';
        if (this.#at >= this.#lines.length) break;
      }
      const before = this.#at;
      if (this.#next()) documents.push(this.#node(0, 0));
      if (this.#at >= this.#lines.length) break;
      if (!isMark(this.#lines[this.#at] ?? '') && this.#at === before) this.#skip();
    }
    return documents.filter((document) => document !== null);
  }

  /** The next line that says something; none at the end of the document. */
  #next(): Line | undefined {
    for (; this.#at < this.#lines.length; this.#at++) {
      const line = this.#lines[this.#at] ?? '';
      if (isMark(line)) return undefined;
      const text = line.trim();
      if (text !== '' && !text.startsWith('#') && !text.startsWith('%YAML'))
        return { indent: line.length - line.trimStart().length, text };
    }
    return undefined;
  }

  #skip(): void {
    this.wrong ??= this.#at + 1;
    this.#at++;
  }

  /** The value that begins on the next line, which stands at least so far in. */
  #node(least: number, depth: number): JsonValue {
    const line = this.#next();
    if (!line || line.indent < least) return null;
    if (depth > deepest) {
      this.#skip();
      return null;
    }
    if (isItem(line.text)) return this.#list(line.indent, depth);
    if (keyOf(line.text)) return this.#map(line.indent, depth);
    this.#at++;
    return this.#value(line.text, least - 1, depth);
  }

  #list(indent: number, depth: number): JsonValue[] {
    const items: JsonValue[] = [];
    for (let line = this.#next(); line && line.indent >= indent; line = this.#next()) {
      if (line.indent > indent) {
        this.#skip();
        continue;
      }
      if (!isItem(line.text)) break;
      // What stands behind the dash is a value of its own, which begins where it stands.
      const own = this.#lines[this.#at] ?? '';
      this.#lines[this.#at] = `${own.slice(0, indent)} ${own.slice(indent + 1)}`;
      items.push(this.#node(indent + 1, depth + 1));
    }
    return items;
  }

  #map(indent: number, depth: number): JsonObject {
    const members: [string, JsonValue][] = [];
    for (let line = this.#next(); line && line.indent >= indent; line = this.#next()) {
      const key = line.indent === indent ? keyOf(line.text) : undefined;
      if (!key) {
        if (line.indent === indent && isItem(line.text)) break;
        this.#skip();
        continue;
      }
      this.#at++;
      members.push([key.name, this.#member(key.rest, indent, depth)]);
    }
    return Object.fromEntries(members);
  }

  #member(rest: string, indent: number, depth: number): JsonValue {
    const text = withoutProperties(rest);
    if (text !== '' && !text.startsWith('#')) return this.#value(text, indent, depth + 1);
    const line = this.#next();
    // A list may stand as far in as its key.
    if (line && line.indent === indent && isItem(line.text)) return this.#list(indent, depth + 1);
    return this.#node(indent + 1, depth + 1);
  }

  /** A value whose first line is `text`, in what stands `indent` far in; the lines that follow are the next ones. */
  #value(written: string, indent: number, depth: number): JsonValue {
    const text = withoutProperties(written);
    if (/^[|>]/.test(text)) return this.#literal(text, indent);
    if (/^["'[{]/.test(text)) return this.#flow(text, depth);
    if (text.startsWith('*')) return null;
    const parts = [withoutRemark(text)];
    for (let line = this.#following(indent); line !== undefined; line = this.#following(indent)) parts.push(line);
    return parts.length > 1 ? parts.join(' ') : plainValue(parts[0] ?? '');
  }

  /** A line that goes on with a plain text: further in, and no key. */
  #following(indent: number): string | undefined {
    const line = this.#next();
    if (!line || line.indent <= indent || keyOf(line.text)) return undefined;
    this.#at++;
    return withoutRemark(line.text);
  }

  #literal(header: string, indent: number): string {
    const lines: string[] = [];
    let own = Number(/[1-9]/.exec(header)?.[0] ?? 0);
    if (own > 0) own += Math.max(0, indent);
    for (; this.#at < this.#lines.length; this.#at++) {
      const line = this.#lines[this.#at] ?? '';
      const inset = line.length - line.trimStart().length;
      if (line.trim() === '') lines.push('');
      else if (inset <= indent || (indent < 0 && isMark(line))) break;
      else {
        if (own === 0) own = inset;
        lines.push(line.slice(Math.min(own, inset)));
      }
    }
    return lines.join(header.startsWith('|') ? '\n' : ' ').trimEnd();
  }

  #flow(first: string, depth: number): JsonValue {
    const reader = new FlowReader(deepest - depth);
    const from = this.#at;
    const most = from + Math.min(mostFlowLines, mostReread - this.#reread);
    let value = reader.read(first);
    for (; value === undefined && this.#at < this.#lines.length && this.#at < most; this.#at++) {
      const line = this.#lines[this.#at] ?? '';
      if (isMark(line)) break;
      value = reader.read(line.trim());
    }
    if (value !== undefined) return value;
    this.#reread += this.#at - from;
    this.#at = from;
    this.wrong ??= from;
    return null;
  }
}

function isMark(line: string): boolean {
  return /^(?:---|\.\.\.)(?:\s|$)/.test(line);
}

function isItem(text: string): boolean {
  return text === '-' || text.startsWith('- ');
}

/** `key: rest`; the key may be quoted. */
function keyOf(text: string): { name: string; rest: string } | undefined {
  const quote = /^["']/.exec(text)?.[0];
  const from = quote === undefined ? 0 : text.indexOf(quote, 1) + 1;
  if (/^[[{#&*!|>%@`]/.test(text) || (quote !== undefined && from === 0)) return undefined;
  for (let at = text.indexOf(':', from); at >= 0; at = text.indexOf(':', at + 1)) {
    if (at + 1 < text.length && !/\s/.test(text[at + 1] ?? '')) continue;
    if (quote !== undefined && at !== from) return undefined;
    const name = quote === undefined ? text.slice(0, at).trimEnd() : text.slice(1, from - 1);
    return name.includes(' #') ? undefined : { name, rest: text.slice(at + 1).trim() };
  }
  return undefined;
}

/** Without a tag and an anchor, which change nothing here. */
function withoutProperties(text: string): string {
  return text.replace(/^(?:[&!]\S{0,256}(?:\s+|$)){1,2}/, '');
}

function withoutRemark(text: string): string {
  const at = text.search(/\s#/);
  return (at < 0 ? text : text.slice(0, at)).trim();
}
