/**
 * Scripts packed by Dean Edwards' packer: `eval(function(p,a,c,k,e,d){…}('payload',62,12,'words'.split('|'),0,{}))`.
 * The payload's words are numbers in base `a` that name the words of the list.
 * Source: http://dean.edwards.name/packer/, packer 2 and 3.
 */
import type { Constant, FoldBudget } from '../fold/constant.ts';

/** @param values the arguments of the function: payload, base, count, words */
export function unpack(values: readonly Constant[], budget: FoldBudget): string | undefined {
  const [payload, base, count, words] = values;
  if (typeof payload !== 'string' || typeof base !== 'number' || typeof count !== 'number' || !Array.isArray(words))
    return undefined;
  if (!(base >= 2 && base <= 95) || !(count >= 0 && count <= words.length + 1)) return undefined;
  const table = new Map<string, string>();
  for (let number = 0; number < Math.min(count, words.length); number++) {
    const word: unknown = words[number];
    if (!budget.spend()) return undefined;
    if (typeof word === 'string' && word !== '') table.set(inBase(number, base), word);
  }
  let length = payload.length;
  const text = payload.replace(/\b\w+\b/g, (word) => {
    const known = table.get(word) ?? word;
    length += known.length;
    return length <= mostCharacters ? known : '';
  });
  return length <= mostCharacters && budget.spend(length) ? text : undefined;
}

const mostCharacters = 4 * 1024 * 1024;

/** Digits, small letters, then capitals, as the packer counts. */
function inBase(number: number, base: number): string {
  const rest = number % base;
  const last = rest > 35 ? String.fromCharCode(rest + 29) : rest.toString(36);
  return number < base ? last : inBase(Math.floor(number / base), base) + last;
}
