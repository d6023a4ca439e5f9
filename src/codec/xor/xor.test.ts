import { describe, expect, it } from 'vitest';
import { keyByColumns, keyLengths, keysByWord, plainness, underKey } from './repeating-key.ts';
import { programsUnder, textAround, unmask } from './unmask.ts';

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
const prose = ascii(
  'Data flows one way. Each stage sees only what the one before it made. An artifact is bytes with a lineage; an observation is one fact and where it stands. '.repeat(
    4,
  ),
);

describe('unmask', () => {
  it('is undone by itself', () => {
    expect(unmask(unmask(prose, 0x5a), 0x5a)).toEqual(prose);
  });

  it('reaches as far as text goes', () => {
    const bytes = unmask(Uint8Array.from([1, 2, 3, 4, ...ascii('some text here'), 5, 6, 7, 8]), 0x91);
    expect(textAround(bytes, { start: 8, end: 10 }, 0x91, 1000)).toEqual({ start: 4, end: 18 });
    expect(textAround(bytes, { start: 8, end: 10 }, 0x91, 2)).toEqual({ start: 6, end: 12 });
  });

  it('takes two letters for no program, however many there are', () => {
    expect(programsUnder(unmask(ascii('MZ'.repeat(500_000)), 0x33), 0x33)).toEqual([]);
    expect(programsUnder(unmask(ascii('\x7fELF'.repeat(250_000)), 0x33), 0x33)).toEqual([]);
  });
});

describe('repeating keys', () => {
  const key = Uint8Array.from([0x91, 0x02, 0xf4, 0x57, 0x88, 0x13]);
  const bytes = underKey(prose, key);

  it('have their length told by bytes that are equal', () => {
    expect(keyLengths(bytes)[0]).toBe(6);
    expect(keyLengths(prose)).toEqual([]);
    expect(keyLengths(new Uint8Array(1000))).toEqual([]);
  });

  it('are worked out column by column, and from a word', () => {
    expect(keyByColumns(bytes, 6)).toEqual(key);
    expect([...keysByWord(bytes, ascii('observation is'))]).toContainEqual(key);
  });

  it('are judged by what comes out', () => {
    expect(plainness(prose)).toBeGreaterThan(1);
    expect(plainness(bytes)).toBeUndefined();
  });
});
