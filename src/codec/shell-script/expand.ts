/** What `${name…}` makes of a value. Source: GNU Bash manual, 3.5.3 Shell Parameter Expansion. */
import type { Change } from './syntax.ts';

/** Undefined where patterns or arithmetic would be needed. */
export function changed(value: string, how: Change['how'], parts: readonly string[]): string | undefined {
  const [first = '', second = ''] = parts;
  if (how === 'length') return String(value.length);
  if (how === ':') return cut(value, first, parts[1]);
  const anything = how.startsWith('/') ? first.trim() : first;
  if (/[*?[\]]/.test(anything)) return trimmed(value, how, first);
  if (first === '') return value;
  if (how === '//') return value.replaceAll(first, () => second);
  if (how === '/') return value.replace(first, () => second);
  if (how.startsWith('#')) return value.startsWith(first) ? value.slice(first.length) : value;
  return value.endsWith(first) ? value.slice(0, -first.length) : value;
}

function cut(value: string, from: string, length: string | undefined): string | undefined {
  const start = whole(from);
  const count = length === undefined ? value.length : whole(length);
  if (start === undefined || count === undefined) return undefined;
  const begin = start < 0 ? value.length + start : start;
  if (begin < 0) return '';
  return count < 0 ? value.slice(begin, count) : value.slice(begin, begin + count);
}

function whole(text: string): number | undefined {
  return /^\s*-?\d{1,9}\s*$/.test(text) ? Number(text) : undefined;
}

/** The patterns that begin or end with `*` and a plain text beside it. */
function trimmed(value: string, how: Change['how'], pattern: string): string | undefined {
  const before = /^\*([^*?[\]]+)$/.exec(pattern)?.[1];
  const after = /^([^*?[\]]+)\*$/.exec(pattern)?.[1];
  if (how.startsWith('#') && before !== undefined) {
    const at = how === '##' ? value.lastIndexOf(before) : value.indexOf(before);
    return at < 0 ? value : value.slice(at + before.length);
  }
  if (how.startsWith('%') && after !== undefined) {
    const at = how === '%%' ? value.indexOf(after) : value.lastIndexOf(after);
    return at < 0 ? value : value.slice(0, at);
  }
  return undefined;
}
