import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bech32, decodeBech32, encodeBech32 } from './bech32.ts';

const strings: fc.Arbitrary<Bech32> = fc.record({
  form: fc.constantFrom('bech32' as const, 'bech32m' as const),
  prefix: fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz1!~'), minLength: 1, maxLength: 20 }),
  words: fc.uint8Array({ max: 31, minLength: 1, maxLength: 60 }),
});

describe('Bech32 and Bech32m', () => {
  it('reads what it writes, and in capitals, too', () => {
    fc.assert(
      fc.property(strings, (value) => {
        const text = encodeBech32(value);
        expect(decodeBech32(text)).toEqual({ status: 'ok', value });
        expect(decodeBech32(text.toUpperCase())).toEqual({ status: 'ok', value });
      }),
    );
  });

  it('sees every single wrong character in the data', () => {
    fc.assert(
      fc.property(strings, fc.nat(), fc.constantFrom(...'qpzry9x8gf2tvdw0s3jn54khce6mua7l'), (value, at, other) => {
        const text = encodeBech32(value);
        const data = text.lastIndexOf('1') + 1;
        const place = data + (at % (text.length - data));
        fc.pre(text[place] !== other);
        expect(decodeBech32(text.slice(0, place) + other + text.slice(place + 1))).toMatchObject({
          what: 'bad checksum',
        });
      }),
    );
  });

  it.each([
    'A12UEL5L',
    'an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs',
    'abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw',
    'split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w',
    '?1ezyfcl',
  ])('takes the vector %s of BIP 173', (text) => {
    expect(decodeBech32(text)).toMatchObject({ status: 'ok', value: { form: 'bech32' } });
  });

  it.each([
    'A1LQFN3A',
    'a1lqfn3a',
    'an83characterlonghumanreadablepartthatcontainsthetheexcludedcharactersbioandnumber11sg7hg6',
    'abcdef1l7aum6echk45nj3s0wdvt2fg8x9yrzpqzd3ryx',
    'split1checkupstagehandshakeupstreamerranterredcaperredlc445v',
    '?1v759aa',
  ])('takes the vector %s of BIP 350', (text) => {
    expect(decodeBech32(text)).toMatchObject({ status: 'ok', value: { form: 'bech32m' } });
  });

  // BIP 350, "The following string are not valid Bech32m (with reason for invalidity)".
  it.each([
    ['\x201xj0phk', 'character out of range'],
    ['\x7f1g6xzxy', 'character out of range'],
    ['\x801vctc34', 'character out of range'],
    ['an84characterslonghumanreadablepartthatcontainsthetheexcludedcharactersbioandnumber11d6pts4', 'too long'],
    ['qyrz8wqd2c9m', 'no separator'],
    ['1qyrz8wqd2c9m', 'empty prefix'],
    ['y1b0jsk6g', 'invalid data character'],
    ['lt1igcx5c0', 'invalid data character'],
    ['in1muywd', 'checksum too short'],
    ['mm1crxm3i', 'invalid character in the checksum'],
    ['au1s5cgom', 'invalid character in the checksum'],
    ['M1VUXWEZ', 'checksum made over the prefix in capitals'],
    ['16plkw9', 'empty prefix'],
    ['1p2gdwpf', 'empty prefix'],
  ])('rejects %j of BIP 350: %s', (text) => {
    expect(decodeBech32(text).status).not.toBe('ok');
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (any) => void decodeBech32(any)));
  });
});
