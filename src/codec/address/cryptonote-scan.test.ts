import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base58Characters } from '../base58/alphabet.ts';
import { cryptoNoteLength, encodeCryptoNoteAddress } from './cryptonote.ts';
import { type Characters, cryptoNoteLengthAt, nextCryptoNoteStart, textOf } from './cryptonote-scan.ts';
import { cryptoNoteTags } from './cryptonote-tags.ts';

function ascii(text: string): Characters {
  return { bytes: Buffer.from(text, 'latin1'), offset: 0, count: text.length, step: 1 };
}

function wide(text: string): Characters {
  return { bytes: Buffer.from(text, 'utf16le'), offset: 0, count: text.length, step: 2 };
}

const glue = fc.string({ unit: fc.constantFrom(...base58Characters, '0', 'O', 'I', 'l'), maxLength: 60 });
const body = fc.uint8Array({ minLength: 72, maxLength: 72 });

describe('addresses within longer runs', () => {
  it('are among the places worth a look, for every tag, in ASCII and UTF-16LE', () => {
    fc.assert(
      fc.property(fc.constantFrom(...cryptoNoteTags), body, glue, glue, (tag, bytes, before, after) => {
        const address = encodeCryptoNoteAddress(tag.tag, tag.type === 'integrated' ? bytes : bytes.subarray(0, 64));
        for (const characters of [ascii(before + address + after), wide(before + address + after)]) {
          let start = nextCryptoNoteStart(characters, 0);
          while (start >= 0 && start < before.length) start = nextCryptoNoteStart(characters, start + 1);
          expect(start).toBe(before.length);
          expect(cryptoNoteLengthAt(characters, start)).toBe(cryptoNoteLength(tag));
          expect(textOf(characters, start, address.length)).toBe(address);
        }
      }),
    );
  });

  it('need as many base58 characters in a row as the shortest address has', () => {
    const beginning = '48edfHu7V9Z84YzzMa6f';
    expect(nextCryptoNoteStart(ascii(beginning.padEnd(94, '1')), 0)).toBe(-1);
    expect(nextCryptoNoteStart(ascii(beginning.padEnd(95, '1')), 0)).toBe(0);
    expect(nextCryptoNoteStart(ascii(`${beginning.padEnd(90, '1')}0${'1'.repeat(90)}`), 0)).toBe(-1);
  });

  it('do not reach beyond the run', () => {
    const integrated = encodeCryptoNoteAddress(19, new Uint8Array(72).fill(7));
    expect(cryptoNoteLengthAt(ascii(integrated), 0)).toBe(106);
    expect(cryptoNoteLengthAt(ascii(integrated.slice(0, 105)), 0)).toBe(0);
  });
});
