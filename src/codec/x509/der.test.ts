import { describe, expect, it } from 'vitest';
import { elementAt, objectText, stringText, timeOf } from './der.ts';

const whole = (...bytes: number[]): Uint8Array => Uint8Array.from(bytes);
const letters = (text: string): number[] => [...Buffer.from(text, 'latin1')];

describe('DER', () => {
  it('reads lengths of one byte and of several', () => {
    expect(elementAt(whole(4, 1, 7), 0, 3)).toEqual({ tag: 4, start: 0, at: 2, end: 3 });
    const long = whole(4, 0x82, 1, 0, ...new Array<number>(256).fill(0));
    expect(elementAt(long, 0, long.length)).toMatchObject({ at: 4, end: 260 });
  });

  it.each([
    ['reaches beyond the end', [4, 2, 7]],
    ['has no length of its own', [0x30, 0x80, 0, 0]],
    ['has a length of five bytes', [4, 0x85, 0, 0, 0, 0, 0]],
    ['has a tag of several bytes', [0x1f, 0x20, 0]],
    ['is cut', [4]],
  ])('has no element where one %s', (_, bytes) => {
    expect(elementAt(Uint8Array.from(bytes), 0, bytes.length)).toBeUndefined();
  });

  it('writes object identifiers in dots', () => {
    const bytes = whole(6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2);
    expect(objectText(bytes, elementAt(bytes, 0, bytes.length))).toBe('1.2.840.113549.1.7.2');
  });

  it.each([
    ['180102030405Z', 0x17, '2018-01-02T03:04:05.000Z'],
    ['991231235959Z', 0x17, '1999-12-31T23:59:59.000Z'],
    ['20180102030405.25Z', 0x18, '2018-01-02T03:04:05.000Z'],
  ])('reads the time %s', (text, tag, iso) => {
    const bytes = whole(tag, text.length, ...letters(text));
    expect(timeOf(bytes, elementAt(bytes, 0, bytes.length))?.toISOString()).toBe(iso);
  });

  it('reads no time from what is none', () => {
    for (const text of ['181302030405Z', 'yesterday', '1801020304+0100']) {
      const bytes = whole(0x17, text.length, ...letters(text));
      expect(timeOf(bytes, elementAt(bytes, 0, bytes.length))).toBeUndefined();
    }
  });

  it('reads texts of two bytes a character', () => {
    const bytes = whole(0x1e, 4, 0, 0x41, 0x26, 0x3a);
    const element = elementAt(bytes, 0, bytes.length);
    expect(element && stringText(bytes, element)).toBe('A☺');
  });
});
