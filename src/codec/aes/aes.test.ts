import { Buffer } from 'node:buffer';
import { createCipheriv } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Aes } from './aes.ts';

function encrypted(key: Uint8Array, block: Uint8Array): string {
  const output = new Uint8Array(16);
  new Aes(key).encrypt(block, output);
  return Buffer.from(output).toString('hex');
}

describe('AES', () => {
  it('agrees with the example vectors of FIPS 197, appendix C', () => {
    const block = Buffer.from('00112233445566778899aabbccddeeff', 'hex');
    const key = (bytes: number): Uint8Array => Uint8Array.from({ length: bytes }, (_, i) => i);
    expect(encrypted(key(16), block)).toBe('69c4e0d86a7b0430d8cdb78070b4c55a');
    expect(encrypted(key(24), block)).toBe('dda97ca4864cdfe06eaf70a0ec0d7191');
    expect(encrypted(key(32), block)).toBe('8ea2b7ca516745bfeafc49904b496089');
  });

  it('agrees with OpenSSL', () => {
    const bytes = (length: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ minLength: length, maxLength: length });
    fc.assert(
      fc.property(fc.oneof(bytes(16), bytes(24), bytes(32)), bytes(16), (key, block) => {
        const peer = createCipheriv(`aes-${key.length * 8}-ecb`, key, null)
          .update(block)
          .toString('hex');
        expect(encrypted(key, block)).toBe(peer);
      }),
    );
  });
});
