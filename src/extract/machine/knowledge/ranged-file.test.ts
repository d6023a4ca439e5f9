import fc from 'fast-check';
import { expect, it } from 'vitest';
import { machineOf } from '../../../../tests/machine-tree.ts';
import { RangedFile } from './ranged-file.ts';

// More than is kept of it at once.
const bytes = Uint8Array.from({ length: 3 * 1024 * 1024 + 5 }, (_, i) => (i * 2_654_435_761) >>> 24);
const { tree } = machineOf({ '/large': bytes, '/empty': '' });

it('any part of a file is read as it stands there', () => {
  const file = new RangedFile(tree, '/large');
  fc.assert(
    fc.property(fc.nat(bytes.length + 10), fc.constantFrom(0, 1, 100, 40_000, 70_000), (at, length) => {
      const into = new Uint8Array(length);
      const isThere = at + length <= bytes.length;
      expect(file.fill(at, into)).toBe(isThere);
      if (isThere) expect(Buffer.compare(into, bytes.subarray(at, at + length))).toBe(0);
    }),
  );
});

it('where there is no file, there is nothing', () => {
  for (const path of ['/empty', '/no']) expect(new RangedFile(tree, path).fill(0, new Uint8Array(1))).toBe(false);
});
