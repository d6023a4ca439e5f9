import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readExportedEntry } from './export.ts';

function written(name: string, value: string): Buffer {
  if (!value.includes('\n')) return Buffer.from(`${name}=${value}\n`);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(Buffer.byteLength(value)));
  return Buffer.concat([Buffer.from(`${name}\n`), length, Buffer.from(`${value}\n`)]);
}

describe('an exported entry', () => {
  it('comes back whole, whatever its fields hold', () => {
    const name = fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,20}$/);
    const text = fc.string({ unit: fc.constantFrom('a', '=', '\n', '_', 'ü', '\0') });
    fc.assert(
      fc.property(fc.dictionary(name, text, { minKeys: 1, noNullPrototype: true }), (fields) => {
        const entries = Object.entries(fields).map(([key, value]) => written(key, value));
        const bytes = Buffer.concat([...entries, Buffer.from('\n')]);
        expect(readExportedEntry(bytes, 0, true)).toEqual({ status: 'ok', value: { fields, next: bytes.length } });
      }),
    );
  });
  it('is malformed where a length lies, and a limit where it is not closed', () => {
    const lying = written('A', 'b\nc');
    lying[2] = 200;
    expect(readExportedEntry(lying, 0, true)).toMatchObject({ status: 'malformed' });
    expect(readExportedEntry(Buffer.from('A=b\nC=d\n'), 0, false)).toMatchObject({ status: 'limit' });
    expect(readExportedEntry(Buffer.from('a=b\n'), 0, true)).toMatchObject({ status: 'not-this-format' });
  });
});
