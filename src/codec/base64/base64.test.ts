import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64Digits, decodeBase64 } from './base64.ts';

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('decodeBase64', () => {
  // RFC 4648, section 10
  it.each([
    ['', ''],
    ['Zg', 'f'],
    ['Zm8', 'fo'],
    ['Zm9v', 'foo'],
    ['Zm9vYg', 'foob'],
    ['Zm9vYmE', 'fooba'],
    ['Zm9vYmFy', 'foobar'],
  ])('reads %j as RFC 4648 says', (digits, text) => {
    expect(decodeBase64(ascii(digits))).toEqual(ascii(text));
  });

  it('gives back any bytes, in either alphabet', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom('base64' as const, 'base64url' as const),
        (bytes, form) => {
          const digits = Buffer.from(bytes).toString(form).replaceAll('=', '');
          expect(decodeBase64(ascii(digits))).toEqual(bytes);
          for (const digit of ascii(digits)) expect(base64Digits.isDigit[digit]).toBe(1);
        },
      ),
    );
  });

  it('drops a digit that is left over', () => {
    expect(decodeBase64(ascii('Zm9vY'))).toEqual(ascii('foo'));
  });
});
