import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base58Characters } from '../base58/alphabet.ts';
import { cryptoNoteLength, encodeCryptoNoteAddress } from './cryptonote.ts';
import { type Characters, CryptoNoteScan, cryptoNoteLengthAt, textOf } from './cryptonote-scan.ts';
import { cryptoNoteTags } from './cryptonote-tags.ts';

function ascii(text: string): Characters {
  return { bytes: Buffer.from(text, 'latin1'), offset: 0, count: text.length, step: 1 };
}

function wide(text: string): Characters {
  return { bytes: Buffer.from(text, 'utf16le'), offset: 0, count: text.length, step: 2 };
}

const firstStart = (text: string): number => new CryptoNoteScan(ascii(text)).next(0);

const glue = fc.string({ unit: fc.constantFrom(...base58Characters, '0', 'O', 'I', 'l'), maxLength: 60 });
const bothKeys = fc.nat().map((seed): Uint8Array => createHash('sha512').update(`${seed}`).digest());

describe('addresses within longer runs', () => {
  it('are among the places worth a look, for every tag, in ASCII and UTF-16LE', () => {
    fc.assert(
      fc.property(fc.constantFrom(...cryptoNoteTags), bothKeys, glue, glue, (tag, keys, before, after) => {
        const address = encodeCryptoNoteAddress(
          tag.tag,
          tag.type === 'integrated' ? Uint8Array.from([...keys, ...keys.subarray(0, 8)]) : keys,
        );
        for (const characters of [ascii(before + address + after), wide(before + address + after)]) {
          const scan = new CryptoNoteScan(characters);
          let start = scan.next(0);
          while (start >= 0 && start < before.length) start = scan.next(start + 1);
          expect(start).toBe(before.length);
          expect(cryptoNoteLengthAt(characters, start)).toBe(cryptoNoteLength(tag));
          expect(textOf(characters, start, address.length)).toBe(address);
        }
      }),
    );
  });

  it('need as many base58 characters in a row as the shortest address has', () => {
    const varied = `48${base58Characters}${base58Characters}`;
    expect(firstStart(varied.slice(0, 94))).toBe(-1);
    expect(firstStart(varied.slice(0, 95))).toBe(0);
    expect(firstStart(`${varied.slice(0, 90)}0${base58Characters.slice(0, 50)}`)).toBe(-1);
  });

  it('need more different characters than repetition or words have', () => {
    expect(firstStart('4'.repeat(200))).toBe(-1);
    expect(firstStart('48edfHu7V9Z84YzzMa6f'.repeat(20))).toBe(-1);
    expect(firstStart(`48${'abcdefghijkmnopqrstuvw'.repeat(5)}`)).toBe(-1);
  });

  it('do not reach beyond the run', () => {
    const integrated = encodeCryptoNoteAddress(19, new Uint8Array(72).fill(7));
    expect(cryptoNoteLengthAt(ascii(integrated), 0)).toBe(106);
    expect(cryptoNoteLengthAt(ascii(integrated.slice(0, 105)), 0)).toBe(0);
  });
});
