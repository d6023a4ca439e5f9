import { describe, expect, it } from 'vitest';
import { isDigest } from './digest.ts';

const digest = (text: string, encoding: 'latin1' | 'utf16le' = 'latin1'): boolean =>
  isDigest(Uint8Array.from(Buffer.from(text, encoding)), 0, text.length, encoding === 'latin1' ? 1 : 2);

describe('a digest', () => {
  it('is written in digits and the letters a to f', () => {
    expect(digest('1531eed89bbc947f21785f7544e96921')).toBe(true);
    expect(digest('1531eed89bbc947f21785f7544e96921', 'utf16le')).toBe(true);
  });
  it.each([
    '1BoatSLRHtKNngkdXEeobR76b53LETtpyT',
    '0x52908400098527886e0f7030069857d2e4169ee7',
    '3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy',
  ])('is no address: %s', (address) => {
    expect(digest(address)).toBe(false);
  });
});
