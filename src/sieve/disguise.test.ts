/** Texts in disguise: what a true encoder makes of them is found, by the sieve and its twin alike, and nothing else is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Disguise, Hit } from '../model/anchor.ts';
import type { Found, Wanted } from './contract.ts';
import { hitPurse } from './share.ts';
import { compilePlan, createSieve, createTwin } from './sieve.ts';

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');
const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');
const xored = (bytes: Uint8Array, key: number): Uint8Array => bytes.map((byte) => byte ^ key);

const every: readonly Disguise[] = ['base64', 'base64-utf16le', 'hex', 'reversed', 'xor'];
const texts = ['stratum+tcp://', 'xmrig.exe', '--donate-level', 'wget -q -O', 'what?>~?>'];
const all: Wanted = { anchors: [], runs: [], disguised: { texts, disguises: every } };

function sieves(wanted: Wanted, capacity = 1 << 16): ((bytes: Uint8Array) => Found)[] {
  const plan = structuredClone(compilePlan(wanted));
  return [createSieve(plan, { capacity }), createTwin(plan, { capacity })].map((sieve) => (bytes) => {
    sieve.input.set(bytes);
    return sieve.scan(bytes.length, { xor: true });
  });
}

/** Both implementations, which must agree. */
function sift(wanted: Wanted, bytes: Uint8Array): Found {
  const [fast, plain] = sieves(wanted, Math.max(bytes.length, 64)).map((scan) => scan(bytes));
  expect(fast).toEqual(plain);
  if (!fast) throw new Error('no sieve');
  return fast;
}

/** What base64 makes of a text behind some bytes, as far as it is the same whatever they and those behind it are. */
function innerBase64(text: Buffer, phase: number, encoding: 'base64' | 'base64url'): string {
  const [zeros, ones] = [0, 255].map((byte) =>
    Buffer.concat([Buffer.alloc(phase, byte), text, Buffer.alloc(3, byte)]).toString(encoding),
  );
  return [...(zeros ?? '')].filter((character, i) => character === ones?.[i] && character !== '=').join('');
}

function base64Forms(text: Buffer): Buffer[] {
  return (['base64', 'base64url'] as const).flatMap((encoding) =>
    [0, 1, 2].flatMap((phase) => [ascii, wide].map((carry) => carry(innerBase64(text, phase, encoding)))),
  );
}

/** Every place where a form of a text stands, by plain search. */
function naiveHits({ texts: wanted, disguises }: NonNullable<Wanted['disguised']>, bytes: Uint8Array): Hit[] {
  const hay = Buffer.from(bytes);
  const hits = new Map<string, Hit>();
  const search = (anchor: string, encoding: Disguise, form: Buffer, within: Buffer, key?: number): void => {
    if (form.equals(ascii(anchor)) && key === undefined) return;
    for (let at = within.indexOf(form); at >= 0; at = within.indexOf(form, at + 1))
      hits.set([anchor, encoding, at, form.length].join(' '), {
        anchor,
        offset: at,
        length: form.length,
        encoding,
        ...(key === undefined ? {} : { key }),
      });
  };
  const small = ascii(hay.toString('latin1').replace(/[A-F]/g, (letter) => letter.toLowerCase()));
  for (const text of wanted)
    for (const disguise of disguises)
      if (disguise === 'base64') for (const form of base64Forms(ascii(text))) search(text, disguise, form, hay);
      else if (disguise === 'base64-utf16le')
        for (const form of base64Forms(wide(text))) search(text, disguise, form, hay);
      else if (disguise === 'hex') search(text, disguise, ascii(ascii(text).toString('hex')), small);
      else if (disguise === 'reversed') search(text, disguise, ascii(text).reverse(), hay);
      else if (text.length >= 8)
        for (let key = 1; key < 256; key++)
          if (key !== 0x20)
            for (const plain of [ascii(text), wide(text)])
              search(text, disguise, Buffer.from(xored(plain, key)), hay, key);
  return [...hits.values()].sort(
    (a, b) =>
      a.offset - b.offset ||
      a.length - b.length ||
      (a.anchor === b.anchor ? (a.encoding < b.encoding ? -1 : 1) : a.anchor < b.anchor ? -1 : 1),
  );
}

describe('the sieve finds a text', () => {
  it('in base64, whatever stands before and behind it in the line, and in UTF-16LE on either side', () => {
    const [scan] = sieves(all);
    for (const spelling of ['base64', 'base64url'] as const)
      for (const carry of [ascii, wide])
        for (const text of texts)
          for (let lead = 0; lead < 20; lead++) {
            const plain = `${'é$ '.repeat(10).slice(0, lead)}${text} and more`;
            const look = (hidden: Buffer): unknown => scan?.(carry(hidden.toString(spelling))).hits;
            expect(look(ascii(plain))).toMatchObject([{ anchor: text, encoding: 'base64' }]);
            expect(look(wide(plain))).toMatchObject([{ anchor: text, encoding: 'base64-utf16le' }]);
          }
  });

  it('in hex in either case, reversed, and under any key but none and that of capital letters', () => {
    const [scan] = sieves(all);
    for (const text of texts)
      for (let lead = 0; lead < 20; lead++) {
        const before = Buffer.alloc(lead, '.');
        const look = (form: Uint8Array): readonly Hit[] => scan?.(Buffer.concat([before, form, before])).hits ?? [];
        const hex = ascii(text).toString('hex');
        expect(look(ascii(hex))).toEqual([{ anchor: text, offset: lead, length: 2 * text.length, encoding: 'hex' }]);
        expect(look(ascii(hex.toUpperCase()))).toEqual(look(ascii(hex)));
        expect(look(ascii(text).reverse())).toMatchObject([{ anchor: text, offset: lead, encoding: 'reversed' }]);
        for (let key = 0; key < 256; key++)
          for (const plain of [ascii(text), wide(text)]) {
            const hit = { anchor: text, offset: lead, length: plain.length, encoding: 'xor', key };
            expect(look(xored(plain, key))).toEqual(key === 0 || key === 0x20 ? [] : [hit]);
          }
      }
  });

  it('under a key only where it was asked to', () => {
    for (const create of [createSieve, createTwin]) {
      const sieve = create(compilePlan(all), { capacity: 64 });
      sieve.input.set(xored(ascii('stratum+tcp://'), 0x5a));
      expect(sieve.scan(14).hits).toEqual([]);
      expect(sieve.scan(14, { xor: true }).hits).toHaveLength(1);
      expect(sieve.scan(13, { xor: true }).hits).toEqual([]);
    }
  });

  it('not where it stands undisguised, nor one that reads the same from behind', () => {
    for (const text of texts) expect(sift(all, Buffer.concat([ascii(text), wide(text)])).hits).toEqual([]);
    const palindrome: Wanted = { ...all, disguised: { texts: ['step on no pets'], disguises: ['reversed'] } };
    expect(sift(palindrome, ascii('step on no pets')).hits).toEqual([]);
  });

  it('under a key only if it has eight characters, and enough in a row without a double one', () => {
    const few: Wanted = { ...all, disguised: { texts: ['monero:', 'moneroocean'], disguises: ['xor'] } };
    expect(sift(few, xored(ascii('monero:'), 7)).hits).toEqual([]);
    expect(sift(few, xored(ascii('moneroocean'), 7)).hits).toEqual([]);
    expect(sift(few, xored(wide('moneroocean'), 7)).hits).toHaveLength(1);
  });

  it('or refuses one that it could not find', () => {
    const refuse = (text: string, disguise: Disguise): void => {
      const disguised = { texts: [text], disguises: [disguise] };
      expect(() => compilePlan({ anchors: [], runs: [], disguised })).toThrow(RangeError);
    };
    refuse('pool', 'base64');
    refuse('pöölpöö', 'hex');
  });
});

describe('the sieve, its twin and a plain search agree on disguises', () => {
  const text = fc
    .string({ unit: fc.constantFrom('a', 'b', 'U', '>', '/', '1'), minLength: 5, maxLength: 14 })
    .filter((s) => s.length < 8 || isClear(s));
  const disguised = fc.record({
    texts: fc.uniqueArray(text, { minLength: 1, maxLength: 6 }),
    disguises: fc.uniqueArray(fc.constantFrom(...every), { minLength: 1 }),
  });

  /** Seven neighbours in a row that differ, where the words may be chosen. */
  function isClear(s: string): boolean {
    const alike = [...s]
      .slice(1)
      .map((character, i) => (character === s[i] ? '=' : '-'))
      .join('');
    const last = alike.length >= 11 ? alike.length - 11 : alike.length - 7;
    return alike.slice(0, last + 7).includes('-------');
  }

  /** Bytes made of the texts' own disguises, whole and cut, and of noise. */
  const adversarial = (of: readonly string[]): fc.Arbitrary<Uint8Array> => {
    const plain = fc.tuple(fc.string({ maxLength: 3 }), fc.constantFrom(...of), fc.string({ maxLength: 3 }));
    const joined = plain.map((parts) => parts.join(''));
    const part = fc.oneof(
      joined.map((s) => ascii(ascii(s).toString('base64'))),
      joined.map((s) => ascii(wide(s).toString('base64url'))),
      joined.map((s) => wide(ascii(s).toString('base64'))),
      joined.map((s) => ascii(ascii(s).toString('hex'))),
      joined.map((s) => ascii(s).reverse()),
      fc.tuple(joined, fc.nat(255)).map(([s, key]) => xored(ascii(s), key)),
      fc.tuple(joined, fc.nat(255)).map(([s, key]) => xored(wide(s), key)),
      fc.uint8Array({ maxLength: 9 }),
    );
    const cut = fc.tuple(part, fc.nat(6), fc.nat(40)).map(([bytes, from, size]) => bytes.subarray(from, from + size));
    return fc.array(fc.oneof(part, cut), { maxLength: 16 }).map((parts) => new Uint8Array(Buffer.concat(parts)));
  };

  it('on bytes made to come near', () => {
    const input = disguised.chain((wanted) =>
      fc.tuple(fc.constant(wanted), fc.array(adversarial(wanted.texts), { minLength: 1, maxLength: 4 })),
    );
    fc.assert(
      fc.property(input, ([wanted, samples]) => {
        const [fast, plain] = sieves({ anchors: [{ text: 'stratum' }], runs: [], disguised: wanted });
        for (const bytes of samples) {
          const found = fast?.(bytes);
          expect(found).toEqual(plain?.(bytes));
          expect(found?.hits.filter((hit) => hit.anchor !== 'stratum')).toEqual(naiveHits(wanted, bytes));
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('what repeats in disguise is shared out', () => {
  const size = 1 << 20;

  it('under a key from a purse of its own, and each text keeps its first in each block', () => {
    const wanted: Wanted = { ...all, anchors: [{ text: 'minergate' }] };
    const bytes = Buffer.alloc(size, xored(ascii('xmrig.exe'), 0x80));
    for (let at = 70_000; at < size; at += 65_536) bytes.set(xored(ascii('--donate-level'), 0x99), at);
    bytes.set(Buffer.alloc(20_000, 'minergate'), 500_000);
    const { hits, dropped } = sift(wanted, bytes);
    const naive = naiveHits({ texts, disguises: ['xor'] }, bytes);
    expect(hits.filter((hit) => hit.anchor === 'minergate')).toHaveLength(2222);
    expect(hits.filter((hit) => hit.anchor === '--donate-level')).toHaveLength(15);
    expect(hits.length + dropped).toBe(naive.length + 2222);
    expect(hits).toHaveLength(hitPurse(size) + 16 + 15 + 2222);
  });

  it('and so is what nearly fits', () => {
    const bytes = Buffer.alloc(size, xored(ascii('xmrig.ex xmrig.exe'), 0x80));
    const { hits, dropped } = sift(all, bytes);
    expect(hits.length + dropped).toBe(naiveHits({ texts, disguises: ['xor'] }, bytes).length);
  });
});
