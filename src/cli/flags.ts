/** Flags by table: every mistake is told in one line, with the nearest flag there is. */
import { parseArgs } from 'node:util';
import { Mistake } from './door.ts';

interface Flag {
  /** What the value is, for help; a flag without it takes none. */
  readonly takes?: string;
  readonly short?: string;
  readonly says: string;
}
export type Flags = Readonly<Record<string, Flag>>;

export interface Given {
  readonly operands: readonly string[];
  readonly values: ReadonlyMap<string, string>;
  readonly switches: ReadonlySet<string>;
}

/** Throws a Mistake for a flag that does not exist, lacks its value, or has one that it does not take. */
export function readFlags(args: readonly string[], flags: Flags): Given {
  const options = Object.fromEntries(
    Object.entries(flags).map(([name, { takes, short }]) => [
      name,
      { type: takes === undefined ? ('boolean' as const) : ('string' as const), ...(short ? { short } : {}) },
    ]),
  );
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  const operands: string[] = [];
  const values = new Map<string, string>();
  const switches = new Set<string>();
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value } = token;
    const flag = Object.hasOwn(flags, name) ? flags[name] : undefined;
    if (!flag) throw new Mistake(unknownFlag(name, rawName, flags));
    if (flag.takes === undefined) {
      if (value !== undefined) throw new Mistake(`${rawName} takes no value; leave out "=${value}"`);
      switches.add(name);
    } else if (value === undefined || (value.startsWith('-') && value !== '-' && !token.inlineValue))
      throw new Mistake(`${rawName} needs a value: ${rawName} ${flag.takes}`);
    else values.set(name, value);
  }
  return { operands, values, switches };
}

function unknownFlag(name: string, rawName: string, flags: Flags): string {
  const guess = closest(name, Object.keys(flags));
  const hint = guess === undefined ? 'see --help; a path that begins with - goes after --' : `did you mean --${guess}?`;
  return `there is no flag ${rawName}; ${hint}`;
}

/** The word that is at most two typing mistakes away. */
export function closest(word: string, words: readonly string[]): string | undefined {
  const [best] = words
    .map((candidate) => ({ candidate, far: distance(word.slice(0, 64), candidate) }))
    .sort((a, b) => a.far - b.far);
  return best && best.far <= 2 && best.far < word.length ? best.candidate : undefined;
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, character] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const replace = (row[j] ?? 0) + (b[j] === character ? 0 : 1);
      next.push(Math.min(replace, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** One of a list of words, or a Mistake that lists them. */
export function oneOf<W extends string>(flag: string, value: string, words: readonly W[]): W {
  const word = words.find((candidate) => candidate === value);
  if (word === undefined) throw new Mistake(`--${flag} does not know "${value}"; it takes ${words.join(', ')}`);
  return word;
}

const factors: Readonly<Record<string, number>> = { '': 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30 };

/** A whole number of 1 or more, with K, M or G for powers of 1024. */
export function wholeNumber(flag: string, value: string): number {
  const [, digits = '', unit = ''] = /^(\d{1,15})([KMG]?)B?$/i.exec(value) ?? [];
  const number = Number(digits) * (factors[unit.toUpperCase()] ?? 1);
  if (digits === '' || number < 1 || !Number.isSafeInteger(number))
    throw new Mistake(`--${flag} needs a whole number of 1 or more, such as 8 or 512M, not "${value}"`);
  return number;
}
