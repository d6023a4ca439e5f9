import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packVba } from '../../decode/document/compound-file.fixture.ts';
import { unpackVba } from './compression.ts';

const unpack = (hex: string) => unpackVba(Buffer.from(hex.replaceAll(' ', ''), 'hex'), 0, 1e6);
const textOf = (hex: string): string => {
  const unpacked = unpack(hex);
  return unpacked.status === 'ok' ? Buffer.from(unpacked.value.bytes).toString() : unpacked.status;
};

describe('the compression of VBA', () => {
  it('unpacks the examples of the specification ([MS-OVBA] 3.2)', () => {
    expect(textOf('01 19 B0 00 61 62 63 64 65 66 67 68 00 69 6A 6B 6C 6D 6E 6F 70 00 71 72 73 74 75 76 2E')).toBe(
      'abcdefghijklmnopqrstuv.',
    );
    expect(
      textOf(
        '01 2F B0 00 23 61 61 61 62 63 64 65 82 66 00 70 61 67 68 69 6A 01 38 08 61 6B 6C 00 30 6D 6E 6F 70 06 71 02 70 04 10 72 73 74 75 76 10 77 78 79 7A 00 3C',
      ),
    ).toBe('#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa');
    expect(textOf('01 03 B0 02 61 45 00')).toBe('a'.repeat(73));
  });

  it('says where a copy reaches before the beginning, and gives what stands before it', () => {
    expect(unpack('01 03 B0 02 61 45 FF')).toMatchObject({ status: 'ok', value: { brokenAt: 1 } });
  });

  it('stops at the bytes it may unpack to, and is another format where the signature is', () => {
    expect(unpackVba(packVba(Buffer.alloc(5000)), 0, 4000)).toMatchObject({ status: 'limit' });
    expect(unpack('02 00')).toEqual({ status: 'not-this-format' });
    expect(unpack('01')).toMatchObject({ status: 'malformed' });
  });

  it('gives back any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 9000 }), (bytes) => {
        expect(unpackVba(packVba(bytes), 0, 10_000)).toEqual({ status: 'ok', value: { bytes } });
      }),
      { numRuns: 30 },
    );
  });
});
