import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { codeMarks, type MarkId } from './code-marks.ts';
import { computedHash } from './computed-hashes.ts';
import { aesTableStarts, groestlTableStarts, multiply, substitutions } from './galois-tables.ts';

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

describe('tables of AES and Grøstl', () => {
  it('are computed in the right field (FIPS 197, section 4.2: 57 · 83 = c1)', () => {
    expect(multiply(0x57, 0x83)).toBe(0xc1);
    expect(multiply(0x57, 0x13)).toBe(0xfe);
  });
  it('begin as those of programs do', () => {
    expect(aesTableStarts.map(hex)).toContain('c66363a5f87c7c84ee777799f67b7b8d');
    expect(aesTableStarts.map(hex)).toContain('a56363c6847c7cf8997777ee8d7b7bf6');
    expect(groestlTableStarts.map(hex)).toContain('c632f4a5f497a5c6f86f978497eb84f8');
    expect(substitutions).toHaveLength(16);
  });
});

/** The marks whose patterns stand in a file, by plain search. */
function marksIn(path: string): Set<MarkId> {
  const bytes = readFileSync(path);
  return new Set(
    codeMarks
      .filter(({ patterns }) => patterns.some((pattern) => bytes.includes(Buffer.from(pattern))))
      .map(({ id }) => id),
  );
}

const node = '/usr/bin/monerod';
describe.skipIf(!existsSync(node))('Debian monerod (skips where it is not installed)', () => {
  it('holds every hash that CryptoNight is made of, and the curve', () => {
    const marks = marksIn(node);
    for (const mark of ['aes', 'keccak', 'blake-256', 'groestl', 'jh', 'skein', 'curve-25519'] as const)
      expect(marks, mark).toContain(mark);
  });
});

const library = '/usr/lib/x86_64-linux-gnu/librandomx.so.0.0.0';
describe.skipIf(!existsSync(library))('Debian librandomx (skips where it is not installed)', () => {
  it('holds the keys and the salt, and every constant of the dataset', () => {
    expect(marksIn(library)).toEqual(new Set(['aes', 'randomx-dataset', 'randomx-keys', 'randomx-salt']));
    const bytes = readFileSync(library);
    const values = codeMarks.find(({ id }) => id === 'randomx-dataset')?.constants?.values ?? [];
    expect(values).toHaveLength(7);
    for (const value of values) {
      const laid = Buffer.alloc(8);
      laid.writeBigUInt64LE(value);
      expect(bytes.includes(laid), String(value)).toBe(true);
    }
  });
});

describe('the hash that marks show', () => {
  const shown = (...marks: MarkId[]): string | undefined => computedHash(new Set(marks))?.hash;
  it('is none where one of the finalists is missing', () => {
    expect(shown('aes', 'keccak', 'scratchpad', 'rounds', 'groestl', 'jh', 'skein')).toBeUndefined();
  });
  it('is none for a library of hashes', () => {
    expect(shown('aes', 'keccak', 'blake-256', 'groestl', 'jh', 'skein')).toBeUndefined();
  });
  it('is RandomX by its dataset, or by its salt and keys', () => {
    expect(shown('randomx-dataset', 'aes')).toBe('randomx');
    expect(shown('randomx-salt', 'randomx-keys', 'aes')).toBe('randomx');
    expect(shown('randomx-salt', 'name')).toBeUndefined();
  });
});
