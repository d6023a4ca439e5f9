import fc from 'fast-check';
import { expect, test } from 'vitest';
import { latin1 } from './latin1.ts';

test('every byte is its character, and Node’s own decoder agrees', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
      expect(latin1(bytes)).toBe(Buffer.from(bytes).toString('latin1'));
    }),
  );
});

test('a byte order mark is text like any other', () => {
  expect(latin1(Uint8Array.of(0xff, 0xfe, 0xef, 0xbb, 0xbf))).toBe('\xff\xfe\xef\xbb\xbf');
});
