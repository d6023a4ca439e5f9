/** The sieve, its twin and a plain search must agree on anything, and nobody may drown them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Anchor, Hit, Run, RunShape } from '../model/anchor.ts';
import type { Found, Wanted } from './contract.ts';
import { hitPurse, runPurse } from './share.ts';
import { compilePlan, createSieve, createTwin } from './sieve.ts';
import { literalTables } from './tables.ts';

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const ascii = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
const wide = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf16le'));
const join = (...parts: Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

function sieves(wanted: Wanted, capacity = 1 << 16): ((bytes: Uint8Array) => Found)[] {
  const plan = structuredClone(compilePlan(wanted));
  return [createSieve(plan, { capacity }), createTwin(plan, { capacity })].map((sieve) => (bytes) => {
    // What an earlier scan left behind must not matter.
    sieve.input.set(bytes);
    return sieve.scan(bytes.length);
  });
}

/** Both implementations, which must agree. */
function sift(wanted: Wanted, bytes: Uint8Array): Found {
  const [fast, plain] = sieves(wanted, Math.max(bytes.length, 64)).map((scan) => scan(bytes));
  expect(fast).toEqual(plain);
  if (!fast) throw new Error('no sieve');
  return fast;
}

const anchorsIn = (anchors: readonly Anchor[], bytes: Uint8Array): readonly Hit[] =>
  sift({ anchors, runs: [] }, bytes).hits;
const runsIn = (runs: readonly RunShape[], bytes: Uint8Array): readonly Run[] =>
  sift({ anchors: [], runs }, bytes).runs;

function naiveHits(anchors: readonly Anchor[], bytes: Uint8Array): Hit[] {
  const hits: Hit[] = [];
  for (const text of new Set(anchors.map((anchor) => anchor.text))) {
    const fold = anchors.some((anchor) => anchor.text === text && anchor.fold);
    const lower = (s: string): string => s.replace(/[A-Z]/g, (c) => c.toLowerCase());
    const hay = fold ? lower(latin1(bytes)) : latin1(bytes);
    for (const encoding of ['ascii', 'utf16le'] as const) {
      const form = latin1(encoding === 'ascii' ? ascii(text) : wide(text));
      const needle = fold ? lower(form) : form;
      for (let at = hay.indexOf(needle); at >= 0; at = hay.indexOf(needle, at + 1))
        hits.push({ anchor: text, offset: at, length: needle.length, encoding });
    }
  }
  return hits.sort((a, b) => a.offset - b.offset || a.length - b.length || (a.anchor < b.anchor ? -1 : 1));
}

const alphabets: Record<RunShape['alphabet'], string> = {
  alphanumeric: '[0-9A-Za-z]',
  base58: '[1-9A-HJ-NP-Za-km-z]',
  bech32: '[02-9ac-hj-np-zAC-HJ-NP-Z]',
  hex: '[0-9a-fA-F]',
};

/** The shapes in the words of regular expressions. */
function fits({ alphabet, shortest, longest, first }: RunShape, run: string): boolean {
  if (longest === undefined) return new RegExp(`${alphabets[alphabet]}{${shortest}}`).test(run);
  if (run.length < shortest || run.length > longest || !(first ?? run).includes(run.charAt(0))) return false;
  if (alphabet === 'bech32')
    return (run === run.toLowerCase() || run === run.toUpperCase()) && /^.+1[02-9ac-hj-np-z]{6,}$/i.test(run);
  return new RegExp(`^${alphabet === 'hex' ? '(0[xX])?' : ''}${alphabets[alphabet]}+$`).test(run);
}

function naiveRuns(shapes: readonly RunShape[], bytes: Uint8Array): Run[] {
  const runs: Run[] = [];
  const text = latin1(bytes);
  for (const [encoding, expression] of [
    ['ascii', /[0-9A-Za-z]+/g],
    ['utf16le', /(?:[0-9A-Za-z]\0)+/g],
  ] as const)
    for (const match of text.matchAll(expression)) {
      const run = match[0].replaceAll('\0', '');
      if (shapes.some((shape) => fits(shape, run)))
        runs.push({ offset: match.index, length: match[0].length, encoding });
    }
  return runs.sort((a, b) => a.offset - b.offset || a.length - b.length);
}

const walletShapes: readonly RunShape[] = [
  { alphabet: 'base58', shortest: 95 },
  { alphabet: 'base58', shortest: 26, longest: 35, first: '13LMDRtnm2A9' },
  { alphabet: 'bech32', shortest: 42, longest: 64, first: 'blt' },
  { alphabet: 'hex', shortest: 40, longest: 42 },
];
const monero = '48edfHu7V9Z84YzzMa6fUueoELZ9ZRXq9VetWzYGzKt52XU5xvqgzYnDK9URnRoJMk1j8nLwEVsaSWJ4fhdUyZijBGUicoD';

describe('the sieve finds anchors', () => {
  const anchors: Anchor[] = [
    { text: 'xmrig' },
    { text: 'rx/wow' },
    { text: 'stratum+tcp://' },
    { text: 'DonateLevel', fold: true },
    { text: 'MiNeR', fold: true },
  ];

  it('at every offset, in ASCII and UTF-16LE, and never past the end', () => {
    for (const anchor of anchors)
      for (const encode of [ascii, wide])
        for (let lead = 0; lead < 20; lead++) {
          const bytes = join(new Uint8Array(lead).fill(0x2e), encode(anchor.text));
          expect(anchorsIn(anchors, bytes)).toEqual(naiveHits(anchors, bytes));
          expect(anchorsIn(anchors, bytes)).toHaveLength(1);
          expect(anchorsIn(anchors, bytes.subarray(0, -1))).toEqual([]);
        }
  });

  it('with any byte before and after a short one', () => {
    const [scan] = sieves({ anchors, runs: [] });
    for (let byte = 0; byte < 256; byte++)
      for (let lead = 1; lead < 5; lead++) {
        const around = new Uint8Array(lead).fill(byte);
        expect(scan?.(join(around, ascii('xmrig'), around)).hits).toMatchObject([{ anchor: 'xmrig', offset: lead }]);
        expect(scan?.(join(around, ascii('rx/wow'), around)).hits).toMatchObject([{ anchor: 'rx/wow', offset: lead }]);
      }
  });

  it('in either case where folded, and only the letters', () => {
    const text = 'DONATELEVEL donatelevel dONATElEVEL miner MINER XMRIG xmrig';
    expect(anchorsIn(anchors, ascii(text))).toEqual(naiveHits(anchors, ascii(text)));
    expect(anchorsIn([{ text: '@[pool]', fold: true }], ascii('`{pool} @{POOL] @[POOL]'))).toHaveLength(1);
  });

  it('once, however often it was asked for; folded, if anyone asked so', () => {
    const twice = [{ text: 'xmrig' }, { text: 'xmrig', fold: true }, { text: 'xmrig' }];
    expect(anchorsIn(twice, ascii('XMRig xmrig'))).toHaveLength(2);
  });

  it('where they overlap, nest and repeat themselves', () => {
    const nested = ['aaaaa', 'aaaaaaaa', 'abababab', 'babab', 'stratum', 'stratum+tcp', 'tum+tcp://', 'tcp://'];
    const wanted = nested.map((text) => ({ text }));
    const bytes = ascii(`${'a'.repeat(40)}${'ab'.repeat(20)}stratum+tcp://stratum+tcp`);
    expect(anchorsIn(wanted, bytes)).toEqual(naiveHits(wanted, bytes));
  });

  it('but not in what an earlier scan left behind the end', () => {
    for (const scan of sieves({ anchors, runs: walletShapes })) {
      expect(scan(join(ascii('..xmrig '), ascii(monero))).hits).toHaveLength(1);
      for (let length = 0; length < 7; length++)
        expect(scan(ascii('..xmrig'.slice(0, length)))).toEqual({ hits: [], runs: [], dropped: 0 });
    }
  });

  it('refuses an anchor or a shape that it could not find', () => {
    expect(() => compilePlan({ anchors: [{ text: 'pool' }], runs: [] })).toThrow(RangeError);
    expect(() => compilePlan({ anchors: [{ text: 'pöölpöö' }], runs: [] })).toThrow(RangeError);
    expect(() => compilePlan({ anchors: [], runs: [{ alphabet: 'hex', shortest: 25 }] })).toThrow(RangeError);
  });
});

describe('the sieve finds wallet-shaped runs', () => {
  it('at every offset, in ASCII and UTF-16LE, up to the very end', () => {
    for (const text of [
      monero,
      '1BoatSLRHtKNngkdXEeobR76b53LETtpyT',
      'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
      '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
    ])
      for (const encode of [ascii, wide])
        for (let lead = 0; lead < 70; lead++) {
          const bytes = join(new Uint8Array(lead).fill(0x2e), encode(text));
          expect(runsIn(walletShapes, bytes)).toMatchObject([{ offset: lead, length: bytes.length - lead }]);
        }
  });

  it('as a stretch within a longer run where the shape has no longest, whole where it has', () => {
    expect(runsIn(walletShapes, ascii(`O0${monero}l`))).toMatchObject([{ offset: 0, length: 98 }]);
    expect(runsIn(walletShapes, ascii(`${monero.slice(0, 60)}0${monero}`))).toHaveLength(1);
    expect(runsIn(walletShapes, ascii(`${monero.slice(0, 60)}0${monero.slice(0, 94)}`))).toEqual([]);
    expect(runsIn(walletShapes, ascii('O1BoatSLRHtKNngkdXEeobR76b53LETtpyT'))).toEqual([]);
  });

  it('only where the first character, the alphabet and the case fit', () => {
    const none = [
      'XBoatSLRHtKNngkdXEeobR76b53LETtpyT',
      '1BoatSLRHtKNngkdXEeobR76b53LETtpy0',
      'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3tb',
      'bc1Qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
      '1x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
    ];
    for (const text of none) expect(runsIn(walletShapes, ascii(text))).toEqual([]);
  });

  it('once, if a run is as long as the input', () => {
    const bytes = new Uint8Array(1 << 20).fill(0x41);
    expect(runsIn(walletShapes, bytes)).toEqual([{ offset: 0, length: 1 << 20, encoding: 'ascii' }]);
  });
});

describe('the sieve, its twin and a plain search agree', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'A', 'b', 'x', '/', '1'), minLength: 5, maxLength: 14 });
  const anchor = fc.record({ text, fold: fc.boolean() });
  const shape = fc
    .record({
      alphabet: fc.constantFrom('alphanumeric', 'base58', 'bech32', 'hex'),
      shortest: fc.integer({ min: 26, max: 50 }),
      extra: fc.option(fc.integer({ min: 0, max: 30 })),
      first: fc.option(fc.constantFrom('1', 'abA', '0x')),
    })
    .map(
      ({ alphabet, shortest, extra, first }): RunShape => ({
        alphabet,
        shortest,
        ...(extra === null ? {} : { longest: shortest + extra }),
        ...(first === null ? {} : { first }),
      }),
    );

  /** Bytes made of the anchors' own parts, of runs and of noise: what comes near. */
  const adversarial = (anchors: readonly Anchor[]): fc.Arbitrary<Uint8Array> => {
    const bit = fc.oneof(
      fc.constantFrom(...anchors.map((a) => a.text), 'stratum'),
      fc.string({ unit: fc.constantFrom('a', 'A', 'b', 'x', '/', '1', '0'), maxLength: 60 }),
    );
    const cut = fc
      .tuple(bit, fc.nat(14), fc.nat(60))
      .map(([s, from, size]) => s.slice(from % (s.length + 1), from + size));
    const part = fc.oneof(
      bit.map(ascii),
      bit.map(wide),
      bit.map((s) => ascii(s.toUpperCase())),
      cut.map(ascii),
      fc.uint8Array({ maxLength: 9 }),
      fc.tuple(cut, fc.nat(9)).map(([s, times]) => ascii(s.repeat(times))),
    );
    return fc.array(part, { maxLength: 20 }).map((parts) => join(...parts));
  };

  it('on bytes made to come near', () => {
    const wanted = fc.record({
      anchors: fc.array(anchor, { maxLength: 8 }),
      runs: fc.array(shape, { maxLength: 4 }),
    });
    const input = wanted.chain((w) =>
      fc.tuple(fc.constant(w), fc.array(adversarial(w.anchors), { minLength: 1, maxLength: 4 })),
    );
    fc.assert(
      fc.property(input, ([w, samples]) => {
        const [fast, plain] = sieves(w);
        for (const bytes of samples) {
          const found = fast?.(bytes);
          expect(found).toEqual(plain?.(bytes));
          expect(found).toEqual({ hits: naiveHits(w.anchors, bytes), runs: naiveRuns(w.runs, bytes), dropped: 0 });
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('the core and the twin fill the same tables', () => {
  it('down to the order of entries', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'B', 'c', 'z', '/', '+', '1', ' '),
      minLength: 5,
      maxLength: 40,
    });
    const anchors = fc.array(fc.record({ text, fold: fc.boolean() }), { maxLength: 60 });
    const property = fc.property(anchors, (wanted) => {
      const plan = compilePlan({ anchors: wanted, runs: [] });
      const memory = Buffer.from(createSieve(plan, { capacity: 64 }).input.buffer);
      for (const table of Object.values(literalTables(plan.patterns, plan.texts)))
        expect(memory.includes(Buffer.from(table.buffer))).toBe(true);
    });
    fc.assert(property, { numRuns: 8 });
  });
});

describe('what repeats is shared out', () => {
  const anchors: Anchor[] = [{ text: 'stratum+tcp://' }, { text: 'xmrig', fold: true }, { text: 'nicehash' }];
  const size = 3 << 20;
  const repeat = (part: Uint8Array): Uint8Array => new Uint8Array(Buffer.alloc(size, part));

  it('hits beyond the purse are counted, and each anchor keeps its first in each block', () => {
    const bytes = repeat(ascii('xmrigXMRIG'));
    for (let at = 70_000; at < size; at += 65_536) bytes.set(ascii('nicehash'), at);
    const found = sift({ anchors, runs: [] }, bytes);
    const all = naiveHits(anchors, bytes);
    const of = (hits: readonly Hit[], anchor: string): Hit[] => hits.filter((hit) => hit.anchor === anchor);
    expect(found.hits.length + found.dropped).toBe(all.length);
    expect(of(found.hits, 'nicehash')).toEqual(of(all, 'nicehash'));
    const blocks = new Set(of(found.hits, 'xmrig').map((hit) => hit.offset >>> 16));
    expect(blocks.size).toBe(48);
    expect(found.hits).toHaveLength(hitPurse(size) + blocks.size + of(all, 'nicehash').length);
  });

  it('in a flood of what nearly fits, too, each anchor keeps its first in each block', () => {
    const bytes = repeat(ascii('stratum+tcp:/ stratum+tcp://'));
    for (let at = 70_000; at < size; at += 65_536) bytes.set(ascii(' XMRIG '), at);
    const { hits, dropped } = sift({ anchors, runs: [] }, bytes);
    const blocksOf = (anchor: string): number =>
      new Set(hits.filter((hit) => hit.anchor === anchor).map((hit) => hit.offset >>> 16)).size;
    expect(blocksOf('stratum+tcp://')).toBe(48);
    expect(blocksOf('xmrig')).toBe(47);
    expect(hits.length + dropped).toBeGreaterThanOrEqual(naiveHits(anchors, bytes).length);
  });

  it('and so are runs', () => {
    const bytes = repeat(ascii(`${'1'.repeat(26)} `));
    const found = sift({ anchors: [], runs: walletShapes }, bytes);
    expect(found.runs).toHaveLength(runPurse(size));
    expect(found.runs.length + found.dropped).toBe(naiveRuns(walletShapes, bytes).length);
  });

  it('nothing is dropped from a list of wallets and pools', () => {
    const lines = Array.from({ length: 4000 }, (_, i) => `stratum+tcp://pool${i}.example ${monero}\n`).join('');
    const found = sift({ anchors, runs: walletShapes }, ascii(lines));
    expect(found.dropped).toBe(0);
    expect(found.hits).toHaveLength(4000);
    expect(found.runs).toHaveLength(4000);
  });
});
