/**
 * The documents of a YAML file as values that know their line. Source: YAML 1.2.2, core schema.
 * A document that is wrong costs itself. Refused: aliases, keys that are no text, keys given twice, deep nesting.
 */
import { isAlias, isMap, isNode, isPair, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml';
import { excess } from '../evidence/tokens.ts';

/** A value and where it stands. */
export interface YamlValue {
  readonly line: number;
  /** Of a scalar: text, a number, true, false or null. */
  readonly scalar?: string | number | boolean | null;
  /** Of a map, in the order of the file. */
  readonly members?: ReadonlyMap<string, YamlValue>;
  readonly items?: readonly YamlValue[];
}

export interface YamlDocument {
  readonly root: YamlValue;
  /** The first thing that is wrong with it. */
  readonly wrong?: { readonly line: number; readonly what: string };
}

/** Characters; the largest rule of SigmaHQ has a hundredth of it. */
const longest = 4 * 1024 * 1024;
const deepest = 32;

/** Every document of the text that holds anything. */
export function readYamlDocuments(text: string): readonly YamlDocument[] {
  if (text.length > longest) return [failed(1, 'the file is longer than 4 MiB, which no file of rules is')];
  const tooMuch = excess(text);
  if (tooMuch)
    return [failed(lineAt(text, tooMuch.at), 'from here on the file is too deep, too long or badly escaped')];
  const lines = new LineCounter();
  try {
    const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
    if (!Array.isArray(documents)) return [];
    return documents.flatMap(({ contents, errors }) => {
      const [error] = errors;
      const wrong = error
        ? { line: lines.linePos(error.pos[0]).line, what: `this is no YAML: ${error.message}` }
        : undefined;
      const planter = new Planter(lines);
      const root = contents ? planter.plant(contents, 0) : undefined;
      if (!root || root.scalar === null) return wrong ? [failed(wrong.line, wrong.what)] : [];
      const first = wrong ?? planter.wrong;
      return [{ root, ...(first ? { wrong: first } : {}) }];
    });
  } catch {
    // Deep nesting makes the parser run out of stack; a codec must not throw for that.
    return [failed(1, 'this cannot be read as YAML')];
  }
}

function failed(line: number, what: string): YamlDocument {
  return { root: { line }, wrong: { line, what } };
}

function lineAt(text: string, at: number): number {
  let line = 1;
  for (let i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) line++;
  return line;
}

class Planter {
  readonly #lines: LineCounter;
  wrong: { readonly line: number; readonly what: string } | undefined;

  constructor(lines: LineCounter) {
    this.#lines = lines;
  }

  plant(node: Node, depth: number): YamlValue {
    const line = Math.max(1, this.#lines.linePos(node.range?.[0] ?? 0).line);
    if (depth > deepest) return this.#refuse(line, 'this is nested too deeply');
    if (isAlias(node)) return this.#refuse(line, 'a `*` refers to another place; write it out, or put it in quotes');
    if (isMap(node)) return { line, members: this.#members(node.items, line, depth) };
    if (isSeq(node)) return { line, items: node.items.map((item) => this.#child(item, line, depth)) };
    if (!isScalar(node)) return this.#refuse(line, 'this is neither text nor a list nor a map');
    return { line, scalar: scalarOf(node.value) };
  }

  #members(pairs: readonly unknown[], line: number, depth: number): ReadonlyMap<string, YamlValue> {
    const members = new Map<string, YamlValue>();
    for (const pair of pairs) {
      if (!isPair(pair)) continue;
      const at = isNode(pair.key) ? this.#lines.linePos(pair.key.range?.[0] ?? 0).line : line;
      const key = isScalar(pair.key) ? String(pair.key.value) : undefined;
      if (key === undefined) this.#refuse(at, 'a key must be a word or a piece of text');
      else if (members.has(key)) this.#refuse(at, `\`${key.slice(0, 60)}\` is given twice`);
      else members.set(key, this.#child(pair.value, at, depth));
    }
    return members;
  }

  #child(value: unknown, line: number, depth: number): YamlValue {
    return isNode(value) ? this.plant(value, depth + 1) : { line, scalar: null };
  }

  #refuse(line: number, what: string): YamlValue {
    this.wrong ??= { line, what };
    return { line, scalar: null };
  }
}

function scalarOf(value: unknown): string | number | boolean | null {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return typeof value === 'bigint' ? String(value) : null;
}
