import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longDurations } from './zeek-durations.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** By plain search. */
function naive(text: string): number[] {
  return [...text.matchAll(/"duration": ?(\d{1,12})/g)]
    .filter(([, digits]) => Number(digits) >= 3600)
    .map(({ index }) => index);
}

const line = fc
  .tuple(
    fc.string({ maxLength: 40 }),
    fc.constantFrom('"duration":', '"duration": ', '"durations":', '"rtt":'),
    fc.nat(9_999),
  )
  .map(([before, key, seconds]) => `{${before.replace(/"duration":|\n/g, '')}${key}${seconds}.5${' '.repeat(128)}}\n`);

describe('durations in a log of JSON', () => {
  it('are those that plain search finds, wherever the lines stand in memory and are cut', () => {
    const property = (lines: readonly string[], shift: number, cut: number): void => {
      const text = lines.join('');
      const bytes = bytesOf(text);
      const moved = new Uint8Array(bytes.length + shift).subarray(shift);
      moved.set(bytes);
      const middle = Math.min(cut, bytes.length);
      const found = [...longDurations(moved, 0, middle, 3600), ...longDurations(moved, middle, moved.length, 3600)];
      expect(found).toEqual(naive(new TextDecoder('latin1').decode(bytes)));
    };
    fc.assert(fc.property(fc.array(line), fc.nat(9), fc.nat(500), property));
  });

  it('are not looked for behind the bytes that there are', () => {
    expect([...longDurations(bytesOf('{"duration":'), 0, 12, 3600)]).toEqual([]);
    expect([...longDurations(bytesOf('{"durat'), 0, 7, 3600)]).toEqual([]);
    expect([...longDurations(new Uint8Array(0), 0, 0, 3600)]).toEqual([]);
  });
});
