import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pathText, rawPath } from './path.ts';

test('a name that is UTF-8 is itself', () => {
  for (const name of ['plain', 'schlüssel', '💀', '\ufffd', '']) {
    expect(pathText(Buffer.from(name))).toBe(name);
    expect(rawPath(name)).toBe(name);
  }
});

test('a byte that is no UTF-8 is a lone surrogate, as Python writes it', () => {
  expect(pathText(Buffer.from('caf\xe9', 'latin1'))).toBe('caf\udce9');
  expect(rawPath('caf\udce9')).toEqual(Buffer.from('caf\xe9', 'latin1'));
});

test('every name comes back, whatever its bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(Buffer.from(rawPath(pathText(bytes)))).toEqual(Buffer.from(bytes));
    }),
  );
});
