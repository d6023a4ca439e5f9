import fc from 'fast-check';
import { expect, it } from 'vitest';
import { unmetafied } from './zsh.ts';

/** As zsh writes it: zero, 0x83 to 0xa2 behind 0x83, bit 5 turned. */
function metafied(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from(
    [...bytes].flatMap((byte) => (byte === 0 || (byte >= 0x83 && byte <= 0xa2) ? [0x83, byte ^ 0x20] : [byte])),
  );
}

it('gives back what zsh wrote in its own way', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect([...unmetafied(metafied(bytes))]).toEqual([...bytes]);
    }),
  );
});
