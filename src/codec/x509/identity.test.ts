import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleCertificate } from '../../../tests/signed-sample.ts';
import { elementAt } from './der.ts';
import { readIdentity } from './identity.ts';
import { nameText } from './name-text.ts';

const wrap = (tag: number, ...contents: (readonly number[])[]): number[] => {
  const content = contents.flat();
  const length = content.length < 0x80 ? [content.length] : [0x82, content.length >> 8, content.length & 0xff];
  return [tag, ...length, ...content];
};
const letters = (text: string): number[] => [...Buffer.from(text)];
const part = (object: readonly number[], text: string): number[] =>
  wrap(0x30, wrap(6, object), wrap(0x0c, letters(text)));
const commonName = [0x55, 4, 3];
const organization = [0x55, 4, 10];

function textOf(...sets: (readonly number[])[]): string {
  const bytes = Uint8Array.from(wrap(0x30, ...sets));
  const element = elementAt(bytes, 0, bytes.length);
  if (!element) throw new Error('no element');
  return nameText(bytes, element);
}

describe('a distinguished name as a line', () => {
  it('has its last part first', () => {
    const sets = [wrap(0x31, part(organization, 'Example')), wrap(0x31, part(commonName, 'pool.example.com'))];
    expect(textOf(...sets)).toBe('CN=pool.example.com,O=Example');
  });

  it('joins parts that belong together, and numbers those without a name', () => {
    expect(textOf(wrap(0x31, part(commonName, 'a'), part([0x55, 4, 99], 'b')))).toBe('CN=a+2.5.4.99=b');
  });

  it.each([
    ['Example, Ltd', 'Example\\, Ltd'],
    ['#1', '\\#1'],
    [' a ', '\\ a\\ '],
    ['a"b\\c;d<e>f+g', 'a\\"b\\\\c\\;d\\<e\\>f\\+g'],
  ])('escapes what would read as something else: %j', (value, escaped) => {
    expect(textOf(wrap(0x31, part(commonName, value)))).toBe(`CN=${escaped}`);
  });

  it('is cut where it is very long', () => {
    const sets = Array.from({ length: 4 }, () => wrap(0x31, part(commonName, 'a'.repeat(500))));
    expect(textOf(...sets)).toMatch(/^CN=a{500},CN=a{500},CN=a+…$/);
  });

  it('is empty where the name is', () => {
    expect(textOf()).toBe('');
  });
});

describe('a certificate', () => {
  it('gives names, times and hashes, though it has no extensions', () => {
    expect(readIdentity(Uint8Array.from(sampleCertificate))).toEqual({
      subject: 'CN=Example Signer,O=Example Ltd',
      issuer: 'CN=Example CA,O=Example Ltd',
      names: [],
      from: new Date('2020-01-01T00:00:00Z'),
      until: new Date('2030-01-01T00:00:00Z'),
      selfSigned: false,
      sha1: expect.stringMatching(/^[0-9a-f]{40}$/),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('is none where the bytes are something else', () => {
    expect(readIdentity(Uint8Array.of(0x30, 2, 5, 0))).toBeUndefined();
    expect(readIdentity(new Uint8Array(0))).toBeUndefined();
  });

  it('never throws, however it is changed or cut', () => {
    const change = fc.tuple(fc.nat(sampleCertificate.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 5 }), fc.nat(sampleCertificate.length), (changes, length) => {
        const bytes = Uint8Array.from(sampleCertificate);
        for (const [at, byte] of changes) bytes[at] = byte;
        readIdentity(bytes);
        readIdentity(bytes.subarray(0, length));
      }),
      { numRuns: 1000 },
    );
  });
});
