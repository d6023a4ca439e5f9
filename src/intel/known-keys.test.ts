import { describe, expect, it } from 'vitest';
import { knownKey, knownKeys } from './known-keys.ts';

describe('keys that worms leave', () => {
  it('are told by their whole fingerprint', () => {
    const fingerprint = 'SHA256:MkYY9qiVsFGBC5WkjoClCkwEFW5iSjcGQF7m4n4H7Cw';
    expect(knownKey(fingerprint)?.says).toContain('Outlaw');
    expect(knownKey(fingerprint.slice(0, -1))).toBeUndefined();
    expect(knownKey(fingerprint.toLowerCase())).toBeUndefined();
  });

  it('each have the form of ssh-keygen, a source and a date', () => {
    for (const { fingerprint, source, asOf } of knownKeys) {
      expect(fingerprint).toMatch(/^SHA256:[A-Za-z0-9+/]{43}$/);
      expect(source).not.toBe('');
      expect(asOf).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
  });
});
