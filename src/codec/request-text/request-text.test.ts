import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainQuery, plainText } from './request-text.ts';

describe('request-text', () => {
  it('undoes percent encoding, also twice, and in the form of IIS', () => {
    expect(plainText('/a%2Fb%20c')).toBe('/a/b c');
    expect(plainText('%2524%257Bjndi')).toBe('${jndi');
    expect(plainText('%u0061b')).toBe('ab');
  });
  it("undoes Java's escapes and those of a log", () => {
    expect(plainText('\\u0027\\x22')).toBe(`'"`);
  });
  it('takes a plus for a blank in a query alone', () => {
    expect(plainQuery('q=a+b%2Bc')).toBe('q=a b+c');
    expect(plainText('/a+b')).toBe('/a+b');
  });
  it('keeps bytes that are no UTF-8', () => {
    expect(plainText('%e4%ff')).toBe('äÿ');
  });
  it('gives back what was percent-encoded once', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 200 }).filter((value) => !/[%\\]/.test(value));
    fc.assert(fc.property(text, (value) => plainText(encodeURIComponent(value)) === value));
  });
  it('ends with any text, and never makes it longer', () => {
    fc.assert(fc.property(fc.string({ maxLength: 500 }), (value) => plainText(value).length <= value.length));
  });
});
