import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64Digits } from '../base64/base64.ts';
import { digitsOf, encodedRuns, firstDigitsOf } from './encoded-run.ts';

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const runs = (input: string): string[] =>
  [...encodedRuns(ascii(input), base64Digits)].map(({ pieces }) => text(digitsOf(ascii(input), pieces)));
const long = 'abcdefghijklmnopqrstuvwxyz0123456789';

describe('encodedRuns', () => {
  it.each([
    ['a run between blanks', ` ${long} `, [long]],
    ['a run that padding ends', `${long}==${long}`, [long, long]],
    ['lines', `${long}\n  ${long}\n`, [long + long]],
    ['strings', `"${long}" + "${long}"`, [long + long]],
    ['different quotes, which do not belong together', `"${long}" + '${long}'`, [long, long]],
    ['prose', 'a word and another one, none of them long enough to matter', []],
    ['a short line before a long one', `word\n${long}`, [long]],
  ])('finds %s', (_name, input, expected) => {
    expect(runs(input)).toEqual(expected);
  });

  it('gives runs in their order, within the bytes, without overlap, and comes to an end', () => {
    const piece = fc.constantFrom('"', "'", '+', '\\', '\n', '=', '\\n', '\\/', long, 'ab', ' ', '&');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const bytes = ascii(pieces.join(''));
        let end = 0;
        for (const run of encodedRuns(bytes, base64Digits)) {
          for (const part of run.pieces) {
            expect(part.start).toBeGreaterThanOrEqual(end);
            expect(part.end).toBeGreaterThan(part.start);
            end = part.end;
          }
          expect(run.end).toBeGreaterThanOrEqual(end);
          end = run.end;
          expect(digitsOf(bytes, run.pieces)).toHaveLength(run.digits);
        }
        expect(end).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });

  it('gives the first digits of several pieces', () => {
    const bytes = ascii('"abc"+"def"');
    const pieces = [
      { start: 1, end: 4 },
      { start: 7, end: 10 },
    ];
    expect([2, 3, 5, 9].map((most) => text(firstDigitsOf(bytes, pieces, most)))).toEqual([
      'ab',
      'abc',
      'abcde',
      'abcdef',
    ]);
  });
});
