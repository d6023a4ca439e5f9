/**
 * A YAML or JSON document as values that know where they stand. Source: YAML 1.2.2, core schema; JSON is YAML.
 * Refuses what an analyst's file does not need and an attacker's may use: aliases, keys that are no text, keys given
 * twice, `__proto__`, and nesting deeper than 32. Each of these is a flaw with its place, so that it costs no more than
 * the item it stands in.
 */
import {
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLError,
} from 'yaml';
import { malformed, ok, type Result } from '../../model/result.ts';
import { type Mistake, mistake, quoted, type Spot } from './mistake.ts';
import type { FileText } from './text.ts';
import { excess } from './tokens.ts';

/** A value and its place. */
export interface Branch extends Spot {
  /** Bytes. */
  readonly length: number;
  /** Of a scalar: text, a number, true, false or null. */
  readonly scalar?: string | number | boolean | null;
  /** Of a scalar: as it is written. */
  readonly source?: string;
  /** Of a map, in the order of the file. */
  readonly members?: ReadonlyMap<string, Member>;
  /** Of a list. */
  readonly items?: readonly Branch[];
}

/** An entry of a map; its place is that of its key. */
export interface Member extends Spot {
  readonly value: Branch;
}

export interface Tree {
  readonly root: Branch;
  /** What was refused, in the order of the file. */
  readonly flaws: readonly Mistake[];
}

const deepest = 32;
/** A file with more flaws than these is refused as a whole: each item is held against all of them. */
const mostFlaws = 200;

/** Reads the document; what stands in the way of all of it is `malformed`, with its line in the text. */
export function readTree(file: FileText): Result<Tree> {
  const lines = new LineCounter();
  const spot = (at: number): Spot => ({ line: Math.max(1, lines.linePos(at).line), offset: file.byteAt(at) });
  const tooMuch = excess(file.text);
  if (tooMuch)
    return whole(mistake({ line: lineAt(file.text, tooMuch.at), offset: file.byteAt(tooMuch.at) }, tooMuch.what));
  const parsed = parse(file.text, lines);
  if (parsed === undefined) return whole(mistake(spot(0), 'this cannot be read as YAML'));
  if ('code' in parsed) return whole(mistake(spot(parsed.pos[0]), complaint(parsed)));
  const planter = new Planter(file, spot);
  const root = planter.plant(parsed, 0);
  const last = planter.flaws[mostFlaws];
  if (last) return whole(last);
  return ok({ root, flaws: planter.flaws });
}

/** A mistake that costs the file. */
export function whole({ offset, what }: Mistake): Result<never> {
  return malformed(offset, what);
}

function lineAt(text: string, at: number): number {
  let line = 1;
  for (let i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) line++;
  return line;
}

/** The document's root, or the first thing that is no YAML. */
function parse(text: string, lineCounter: LineCounter): Node | YAMLError | undefined {
  try {
    // Keys that stand twice are looked for below: the parser would compare each with each.
    const { errors, contents } = parseDocument(text, { lineCounter, prettyErrors: false, uniqueKeys: false });
    return errors[0] ?? contents ?? undefined;
  } catch {
    // Deep nesting makes it run out of stack; a codec must not throw for that.
    return undefined;
  }
}

function complaint({ code, message }: YAMLError): string {
  if (code === 'MULTIPLE_DOCS') return 'a second document begins here; put it in a file of its own';
  if (message.includes('call stack')) return 'this is nested too deeply to be an evidence file';
  if (code === 'TAB_AS_INDENT') return 'a tab stands where blanks must be; YAML takes blanks alone for indentation';
  return `this is no YAML: ${quoted(message.split('\n', 1)[0] ?? '')}`;
}

/** Makes branches of the parser's nodes. */
class Planter {
  readonly #file: FileText;
  readonly #spot: (at: number) => Spot;
  readonly flaws: Mistake[] = [];

  constructor(file: FileText, spot: (at: number) => Spot) {
    this.#file = file;
    this.#spot = spot;
  }

  plant(node: Node, depth: number): Branch {
    const [start, end] = node.range ?? [0, 0];
    if (depth > deepest) return this.#refuse(start, 'this is nested too deeply to be an evidence file');
    if (isAlias(node))
      return this.#refuse(start, `\`*${quoted(node.source)}\` refers to another place; write it out here`);
    const place = { ...this.#spot(start), length: this.#bytes(start, end) };
    if (isMap(node)) return { ...place, members: this.#members(node.items, depth) };
    if (isSeq(node)) return { ...place, items: node.items.map((item) => this.#child(item, start, depth)) };
    if (!isScalar(node)) return this.#refuse(start, 'this is neither text nor a list nor a map');
    return { ...place, ...scalarOf(node.value), source: node.source ?? String(node.value) };
  }

  #members(pairs: readonly unknown[], depth: number): Map<string, Member> {
    const members = new Map<string, Member>();
    for (const pair of pairs) {
      if (!isPair(pair)) continue; // a map holds nothing else
      if (!isScalar(pair.key)) {
        this.#refuse(startOf(pair.key), 'a key must be a word or a piece of text');
        continue;
      }
      const at = startOf(pair.key);
      const name = pair.key.source ?? String(pair.key.value);
      const earlier = members.get(name);
      if (name === '__proto__') this.#refuse(at, '`__proto__` cannot be used as a key');
      else if (earlier)
        this.#refuse(at, `\`${quoted(name)}\` is given a second time, first on line ${earlier.line}; keep one of them`);
      else members.set(name, { ...this.#spot(at), value: this.#child(pair.value, at, depth) });
    }
    return members;
  }

  #child(value: unknown, at: number, depth: number): Branch {
    return isNode(value) ? this.plant(value, depth + 1) : nothing(this.#spot(at));
  }

  /** Bytes from `start` to `end`, without the line's end that a block takes along. */
  #bytes(start: number, end: number): number {
    let last = end;
    while (last > start && this.#file.text.charCodeAt(last - 1) <= 0x20) last--;
    return this.#file.byteAt(last) - this.#file.byteAt(start);
  }

  #refuse(at: number, what: string): Branch {
    this.flaws.push(mistake(this.#spot(at), what));
    return nothing(this.#spot(at));
  }
}

function startOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}

/** `key:` with nothing behind it. */
function nothing(spot: Spot): Branch {
  return { ...spot, length: 0, scalar: null, source: '' };
}

/** Tags may make other things (dates, bytes); those are taken as they are written. */
function scalarOf(value: unknown): { scalar?: string | number | boolean | null } {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return { scalar: value };
  return {};
}

/** The branch as a plain value; those in `asWritten` as the text that stands in the file. */
export function plainOf(branch: Branch, asWritten?: ReadonlySet<Branch>): unknown {
  const { members, items, scalar, source } = branch;
  if (members) return Object.fromEntries([...members].map(([name, { value }]) => [name, plainOf(value, asWritten)]));
  if (items) return items.map((item) => plainOf(item, asWritten));
  return scalar === undefined || asWritten?.has(branch) ? source : scalar;
}

/** The deepest branch that there is on the way to `path`, or the place of its key where the last step is a member. */
export function spotOf(branch: Branch, path: readonly PropertyKey[]): Spot & { readonly branch: Branch } {
  let at: Branch = branch;
  let spot: Spot = branch;
  for (const step of path) {
    const member = at.members?.get(String(step));
    const next = member?.value ?? (typeof step === 'number' ? at.items?.[step] : undefined);
    if (next === undefined) break;
    at = next;
    spot = member ?? next;
  }
  return { line: spot.line, offset: spot.offset, branch: at };
}
