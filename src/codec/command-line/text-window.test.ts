import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { narrowWindow, unescapeWindow, utf8, wideWindow, windowsAround } from './text-window.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const wide = (text: string): Uint8Array => Buffer.from(text, 'utf16le');

describe('a window of text', () => {
  it('has a character for each byte', () => {
    const window = narrowWindow(bytes('xxab\xffc'), 2, 6);
    expect([window.text, window.offset(0), window.offset(4)]).toEqual(['ab\xffc', 2, 6]);
  });

  it('reads UTF-16LE at any parity and marks what is none', () => {
    const window = wideWindow(Buffer.concat([bytes('\x05\x01'), wide('ab'), bytes('\0\x07'), wide('cd')]), 0, 12);
    expect(window.text).toBe('\0ab\0cd');
    expect([...'ab'].map((_, i) => window.offset(1 + i))).toEqual([2, 4]);
    expect(window.offset(4)).toBe(8);
    expect(window.offset(6)).toBe(12);
  });

  it('finds its way back through escapes', () => {
    const window = unescapeWindow(narrowWindow(bytes('--{\\"a\\": 1\\n}'), 2, 14));
    expect(window.text).toBe('{"a": 1\n}');
    expect(window.offset(window.text.indexOf('a'))).toBe(5);
  });

  it('mends values that were UTF-8, and leaves others', () => {
    expect(utf8(Buffer.from('café').toString('latin1'))).toBe('café');
    expect(utf8('caf\xe9')).toBe('caf\xe9');
  });

  it('finds its way back from each character without its backslash', () => {
    const part = fc.constantFrom('\\n', '\\"', '\\\\', '\\x', 'a', 'bc');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        const content = bytes(parts.join(''));
        const marks = Array.from(content, (_, offset) => ({ offset }));
        const window = unescapeWindow(narrowWindow(content, 0, content.length, marks));
        const escaped: Record<string, string> = { '\n': '\\n', '"': '\\"' };
        for (const [index, character] of [...window.text].entries()) {
          const there = Buffer.from(content.subarray(window.offset(index), window.offset(index + 1))).toString(
            'latin1',
          );
          expect([escaped[character] ?? character, '\\\\']).toContain(there);
        }
        expect(window.offset(window.text.length)).toBe(content.length);
        for (const mark of window.marks) expect(mark).toBeLessThan(window.text.length);
      }),
    );
  });
});

describe('windows around marks', () => {
  const reach = { around: 10, wholeUpTo: 0 };
  const at = (offset: number) => ({ offset, length: 2, encoding: 'ascii' as const });

  it('merge where they meet', () => {
    const windows = [...windowsAround(bytes('.'.repeat(200)), [at(20), at(38), at(100)], reach)];
    expect(windows.map((window) => [window.offset(0), window.text.length])).toEqual([
      [10, 40],
      [90, 22],
    ]);
    expect(windows.map((window) => window.marks)).toEqual([[10, 28], [10]]);
  });

  it('end with the bytes', () => {
    expect([...windowsAround(bytes('abcd'), [at(1)], reach)].map((window) => window.text)).toEqual(['abcd']);
  });

  it('take all of what is small', () => {
    const windows = [...windowsAround(bytes('.'.repeat(200)), [at(5), at(190)], { around: 1, wholeUpTo: 200 })];
    expect(windows.map((window) => [window.text.length, window.marks])).toEqual([[200, [5, 190]]]);
  });

  it('never lie outside, whatever the marks', () => {
    const mark = fc.record({
      offset: fc.nat(99),
      length: fc.integer({ min: 1, max: 20 }),
      encoding: fc.constantFrom('ascii' as const, 'utf16le' as const),
    });
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 100, maxLength: 100 }), fc.array(mark), (data, marks) => {
        for (const window of windowsAround(data, marks, reach)) {
          expect(window.offset(window.text.length)).toBeLessThanOrEqual(data.length);
          for (const index of window.marks) expect(index).toBeLessThanOrEqual(window.text.length);
        }
      }),
    );
  });
});
