import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LateTexts } from './late-texts.ts';

/** Few letters, so that texts overlap, repeat and nearly stand where they don't. */
const letters = (bounds: { minLength?: number; maxLength: number }): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom('a', 'b'), bounds).map((list) => list.join(''));

function everyPlace(log: string, texts: readonly string[], after: number): number[] {
  const places = new Set<number>();
  for (const text of texts)
    for (let at = log.indexOf(text); at >= 0; at = log.indexOf(text, at + 1)) if (at > after) places.add(at);
  return [...places].sort((a, b) => a - b);
}

describe('late texts', () => {
  it('are found wherever they stand behind the byte from which on they count, as a plain search finds them', () => {
    fc.assert(
      fc.property(
        letters({ maxLength: 200 }),
        fc.array(letters({ minLength: 7, maxLength: 12 }), { maxLength: 5 }),
        fc.nat(20),
        fc.nat(3),
        (log, texts, after, shift) => {
          const held = Uint8Array.from(Buffer.from(`${'-'.repeat(shift)}${log}`)).subarray(shift);
          const late = new LateTexts(10);
          for (const text of texts) late.add(text, after);
          const found = [...new Set(late.find(held, 0, 0, held.length))].sort((a, b) => a - b);
          expect(found).toEqual(everyPlace(log, texts, after));
        },
      ),
    );
  });

  it('are looked for no longer once they are taken out, and others that share their bytes still are', () => {
    const texts = fc.uniqueArray(letters({ minLength: 7, maxLength: 9 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(letters({ maxLength: 200 }), texts, (log, [gone = '', ...others]) => {
        const late = new LateTexts(10);
        for (const text of [gone, ...others]) late.add(text, -1);
        late.remove(gone);
        const bytes = Uint8Array.from(Buffer.from(log));
        const found = [...new Set(late.find(bytes, 0, 0, bytes.length))].sort((a, b) => a - b);
        expect(found).toEqual(everyPlace(log, others, -1));
        expect(late.size).toBe(others.length);
      }),
    );
  });

  it('are due where they begin', () => {
    const late = new LateTexts(1);
    late.add('"203.0.113.7"', -1);
    const bytes = Uint8Array.from(Buffer.from('x"203.0.113.7"x'));
    expect([...late.find(bytes, 0, 0, 2)]).toEqual([1]);
    expect([...late.find(bytes, 0, 2, bytes.length)]).toEqual([]);
  });

  it('are no more than so many, and not so short that they would stand everywhere', () => {
    const late = new LateTexts(1);
    expect(late.add('1.1.1.1', 0)).toBe(true);
    expect(late.add('1.1.1.1', 0)).toBe(true);
    expect(late.add('2.2.2.2', 0)).toBe(false);
    expect(new LateTexts(1).add('::1', 0)).toBe(false);
  });

  it('that end alike cost no more than one: bytes of a log are looked at a few times each, whatever number there is', () => {
    const log = Uint8Array.from(Buffer.from('"client":"999.113.77.7","server":"998.113.77.7",'.repeat(500)));
    const readsWith = (count: number): number => {
      const late = new LateTexts(512);
      for (let i = 0; i < count; i++) late.add(`"${100 + i}.113.77.7"`, -1);
      const counted = countingReads(log);
      expect([...late.find(counted.bytes, 0, 0, log.length)]).toEqual([]);
      return counted.reads();
    };
    expect(readsWith(512)).toBeLessThan(2 * readsWith(1) + log.length);
  });
});

/** The same bytes, and how often one of them was looked at. */
function countingReads(bytes: Uint8Array): { readonly bytes: Uint8Array; readonly reads: () => number } {
  let reads = 0;
  const get = (target: Uint8Array, key: string | symbol): unknown => {
    if (typeof key === 'string' && /^\d/.test(key)) reads++;
    return Reflect.get(target, key, target);
  };
  return { bytes: new Proxy(bytes, { get }), reads: () => reads };
}
