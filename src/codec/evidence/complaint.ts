/** What a validator's complaint means to the analyst: what stands there, and what it takes. */
import type { z } from 'zod';
import { didYouMean, type Mistake, mistake, nearest, quoted } from './mistake.ts';
import { type Branch, spotOf } from './tree.ts';

type Issue = z.core.$ZodIssue;

/** What a key takes, where the type alone does not tell. */
const takes: ReadonlyMap<string, string> = new Map([
  ['credibility', '1 to 6'],
  ['reliability', 'a letter, A to F'],
  ['currency', 'three capital letters, such as USD'],
  ['shows', 'a list of indicators, such as who/paid-before-build'],
]);
const day = 'a day that exists, such as 2018-04-17';
const moment = `${day}, or a moment, such as 2018-04-17T12:00:00Z`;
const typeNames: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list: one item a line, each behind a dash',
  object: 'keys and values',
  record: 'keys and values',
};

/** One sentence for each thing that is wrong in `branch`, which stands at `name` (`facts[3]`). */
export function complaints(error: z.ZodError, name: string, branch: Branch, keys: readonly string[]): Mistake[] {
  const meant = error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys.map((key) => nearest(key, keys)) : [],
  );
  // A key that was misspelt need not be called missing, too.
  const isMisspelt = ({ path }: Issue): boolean => path.length === 1 && meant.includes(String(path[0]));
  return error.issues
    .filter((issue) => !isMisspelt(issue) || !isMissing(branch, issue.path))
    .flatMap((issue) => told(issue, name, branch, keys, []));
}

function told(issue: Issue, name: string, branch: Branch, keys: readonly string[], above: PropertyKey[]): Mistake[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union') {
    const [fitting] = issue.errors.filter((issues) => !issues.some(isOfType));
    if (fitting && issue.errors.length > 1 && !fitting.every(isFormat))
      return fitting.flatMap((inner) => told(inner, name, branch, keys, path));
  }
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => {
      const near = path.length === 0 ? didYouMean(key, keys) : '';
      return mistake(spotOf(branch, [...path, key]), `\`${quoted(key)}\` is no key of ${full(name, path)}${near}`);
    });
  const spot = spotOf(branch, path);
  const wanted = `it takes ${takenBy(issue, path)}`;
  if (isMissing(branch, path)) return [mistake(spot, `${full(name, path)} is missing; ${wanted}`)];
  return [mistake(spot, `${full(name, path)} is ${shown(spot.branch)}; ${wanted}`)];
}

/** Not even of the kind that this alternative takes. */
function isOfType(issue: Issue): boolean {
  return issue.code === 'invalid_type' && issue.path.length === 0;
}

function isFormat(issue: Issue): boolean {
  return issue.code === 'invalid_format' && issue.path.length === 0;
}

function takenBy(issue: Issue, path: readonly PropertyKey[]): string {
  const special = takes.get(String(path.findLast((step) => typeof step === 'string')));
  if (special !== undefined) return special;
  switch (issue.code) {
    case 'invalid_type':
      return typeNames[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return `${issue.values.length > 1 ? 'one of ' : ''}${issue.values.join(', ')}`;
    case 'too_small':
      return lengthOf(issue.origin) === '' ? floor(issue) : `${issue.minimum}${lengthOf(issue.origin)} at least`;
    case 'too_big':
      return `${issue.maximum}${lengthOf(issue.origin)} at most`;
    case 'invalid_union':
      return moment;
    case 'invalid_key':
    case 'invalid_format':
      return day;
    default:
      return 'something else';
  }
}

function lengthOf(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' ? ' entries' : '';
}

function floor({ minimum, inclusive }: { minimum: number | bigint; inclusive?: boolean }): string {
  return inclusive === false ? `more than ${minimum}` : `${minimum} or more`;
}

function isMissing(branch: Branch, path: readonly PropertyKey[]): boolean {
  const last = path.at(-1);
  if (last === undefined) return false;
  const { members } = spotOf(branch, path.slice(0, -1)).branch;
  return members !== undefined && !members.has(String(last));
}

/** `facts[3].credibility`, with lists counted from 1 as people do. */
function full(name: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (sum, step) => (typeof step === 'number' ? `${sum}[${step + 1}]` : `${sum}.${quoted(String(step))}`),
    name,
  );
}

function shown({ members, items, source, scalar }: Branch): string {
  if (members) return 'a map of keys and values';
  if (items) return 'a list';
  if (scalar === null || source === '') return 'empty';
  return typeof scalar === 'string' ? `"${quoted(scalar)}"` : quoted(source ?? String(scalar));
}
