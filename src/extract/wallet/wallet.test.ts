import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runExtractor } from '../../../tests/harness.ts';
import { encodeCryptoNoteAddress } from '../../codec/address/cryptonote.ts';
import { custodialBases } from '../../intel/wallets/custodial-bases.ts';
import { compilePlan, createTwin } from '../../sieve/sieve.ts';
import { fixture } from './wallet.fixture.ts';
import { wallet } from './wallet.ts';

const address = '48edfHu7V9Z84YzzMa6fUueoELZ9ZRXq9VetWzYGzKt52XU5xvqgzYnDK9URnRoJMk1j8nLwEVsaSWJ4fhdUyZijBGUicoD';
/** Two keys that look as random as real ones, the same in each run. */
const keysOf = (number: number): Uint8Array => createHash('sha512').update(`keys ${number}`).digest();

const run = (input: string | Uint8Array) => runExtractor(wallet, { name: 'case', input });

describe('the wallet extractor', () => {
  it.each(fixture.fires.map((c) => [c.name, c] as const))('fires on %s', (_, input) => {
    const { sightings, misses } = runExtractor(wallet, input);
    expect(sightings).toMatchObject(input.expect);
    expect(misses).toEqual([]);
  });

  it.each(fixture.silent.map((c) => [c.name, c] as const))('stays silent on %s', (_, input) => {
    expect(runExtractor(wallet, input)).toEqual({ sightings: [], misses: [] });
  });

  it.each(fixture.fires.map((c) => [c.name, c] as const))(
    'is woken by the sieve on %s',
    (_, { input, expect: wanted }) => {
      const bytes = typeof input === 'string' ? Buffer.from(input) : input;
      const sieve = createTwin(compilePlan({ anchors: [], runs: wallet.runs ?? [] }));
      sieve.input.set(bytes);
      const { runs } = sieve.scan(bytes.length);
      const view = { name: 'case', kind: 'data', bytes, base: 0, whole: true, hits: [], runs } as const;
      expect([...wallet.extract(view)]).toMatchObject(wanted);
    },
  );

  it('says where an address stands, in bytes', () => {
    expect(run(`wallet: ${address}.x`).sightings).toMatchObject([{ offset: 8, length: 95 }]);
    expect(run(Buffer.from(`wallet: ${address}.x`, 'utf16le')).sightings).toMatchObject([{ offset: 16, length: 190 }]);
    expect(run(`glued${address}glued`).sightings).toMatchObject([{ offset: 5, length: 95 }]);
  });

  it('names an address three times at most', () => {
    expect(run(`${address}\n`.repeat(100)).sightings).toHaveLength(3);
    expect(run(address.repeat(100)).sightings).toHaveLength(3);
  });

  it('finds every address of a long list, glued or not', () => {
    const all = Array.from({ length: 2000 }, (_, i) => encodeCryptoNoteAddress(18, keysOf(i)));
    for (const text of [all.join('\n'), all.join('')]) {
      const { sightings, misses } = run(text);
      expect(sightings.map((s) => s.kind === 'wallet' && s.value.address)).toEqual(all);
      expect(misses).toEqual([]);
    }
  });

  it('finds an address that burns coins where it stands on its own', () => {
    const burn = encodeCryptoNoteAddress(18, new Uint8Array(64));
    expect(burn).toContain('1'.repeat(60));
    expect(run(`${burn}\n`).sightings).toMatchObject([{ value: { address: burn } }]);
  });

  it.each([
    ['the digit 4', '4'.repeat(4_000_000)],
    ['two digits', '48'.repeat(2_000_000)],
    ['half an address', address.slice(0, 48).repeat(80_000)],
    ['almost-addresses', `${address.slice(0, 94)}E\n`.repeat(40_000)],
  ])('is not stalled by a file of nothing but %s', (_, text) => {
    const started = performance.now();
    const { sightings } = run(text);
    expect(sightings).toEqual([]);
    expect(performance.now() - started).toBeLessThan(5_000); // hashing at every place would take a minute
  });

  it('says that it passed wallets over where too much text only begins as one does', () => {
    const { sightings, misses } = run(`${address.slice(0, 48).repeat(10_000)} ${address}`);
    expect(sightings).toEqual([]);
    expect(misses).toMatchObject([{ gap: { code: 'limit-count' } }]);
  });
});

const list = '../shared/corpus/wallets/unit42-xmr-wallets.txt';

describe.skipIf(!existsSync(list))("on Unit 42's list (skips without ../shared/corpus)", () => {
  it('finds 2,103 standard and 235 integrated addresses and the four custodial bases', () => {
    const { sightings, misses } = run(readFileSync(list));
    expect(misses).toEqual([]);
    const found = sightings.flatMap((s) => (s.kind === 'wallet' ? [s.value] : []));
    expect(found.filter((value) => value.type === 'standard')).toHaveLength(2103);
    expect(found.filter((value) => value.type === 'integrated')).toHaveLength(235);

    const counts = new Map<string, number>();
    for (const { base } of found) if (base) counts.set(base, (counts.get(base) ?? 0) + 1);
    const many = [...counts].filter(([, count]) => count > 1).sort((a, b) => b[1] - a[1]);
    expect(many).toEqual(custodialBases.map((base) => [base.address, base.integratedAddresses]));
    expect(found.filter((value) => value.known === 'custodial')).toHaveLength(116 + 60 + 45 + 11);
  });
});
