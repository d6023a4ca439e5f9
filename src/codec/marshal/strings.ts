/**
 * The texts that stand as constants in marshalled Python code, in the order of the code: one a line. A tuple of words
 * is one line, since that is how the arguments of a command are kept.
 */
import type { MarshalValue } from './marshal.ts';

const space = /\s/;
const printable = /^[\t\n\r\x20-\x7e]+$/;

/** Lines of text; each value is taken once, however often it is referred to. */
export function constantTexts(value: MarshalValue): string[] {
  const lines: string[] = [];
  const seen = new Set<object>();
  const waiting: MarshalValue[] = [value];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const text = textOf(next);
    if (text !== undefined) lines.push(text);
    if (next === null || typeof next !== 'object' || next instanceof Uint8Array || seen.has(next)) continue;
    seen.add(next);
    if (next.kind === 'code') waiting.push(next.constants);
    else if (next.kind === 'dictionary') pushReversed(waiting, next.entries.flat());
    else if (areWords(next.items)) lines.push(next.items.map(textOf).join(' '));
    else pushReversed(waiting, next.items);
  }
  return lines.filter((line) => line.length > 0);
}

/** The last one that waits is the next one taken. */
function pushReversed(waiting: MarshalValue[], values: readonly MarshalValue[]): void {
  for (let i = values.length - 1; i >= 0; i--) waiting.push(values[i] ?? null);
}

function areWords(items: readonly MarshalValue[]): boolean {
  return items.length > 1 && items.every((item) => !space.test(textOf(item) ?? ' '));
}

/** A text, also one that is kept as bytes: all are in Python 2. */
function textOf(value: MarshalValue): string | undefined {
  if (!(value instanceof Uint8Array)) return typeof value === 'string' ? value : undefined;
  const text = new TextDecoder('latin1').decode(value);
  return printable.test(text) ? text : undefined;
}
