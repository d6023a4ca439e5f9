import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPeer } from '../../../tests/peer.ts';
import { berkeleyHash } from '../../../tests/rpm-stores.ts';
import { rangedBytes } from '../../model/ranged-bytes.ts';
import { readBerkeleyHash } from './berkeley-hash.ts';

type Pair = readonly [key: string, value: string] | undefined;

/** Bytes of a pair hold until the next one is asked for. */
function pairsOf(bytes: Uint8Array): Pair[] {
  const read = readBerkeleyHash(rangedBytes(bytes));
  if (read.status !== 'ok') return [];
  return Array.from(read.value, (pair) => pair && ([hex(pair.key), hex(pair.value)] as const));
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

const values = [Buffer.from('short'), Buffer.alloc(10_000, 'long'), Buffer.alloc(1024, 'x')];

describe('hash tables of Berkeley DB', () => {
  it.each([true, false])(
    'are read in either byte order, values on pages of their own with them (little: %s)',
    (little) => {
      const number = (value: number): string => (little ? `0${value}000000` : `0000000${value}`);
      expect(pairsOf(berkeleyHash(values, { littleEndian: little }))).toEqual([
        [number(0), number(3)],
        ...values.map((value, i) => [number(i + 1), hex(value)]),
      ]);
    },
  );

  it('are told from what is none', () => {
    expect(readBerkeleyHash(rangedBytes(new Uint8Array(8192))).status).toBe('not-this-format');
    expect(readBerkeleyHash(rangedBytes(new Uint8Array(10))).status).toBe('not-this-format');
  });

  it.each([
    ['an unknown version', 16],
    ['encryption', 24],
    ['pages of no size', 21],
  ])('are refused with %s', (_, at) => {
    const bytes = berkeleyHash(values);
    bytes[at] = 99;
    expect(readBerkeleyHash(rangedBytes(bytes)).status).toBe('malformed');
  });

  it('lose the value whose pages are damaged, and no other', () => {
    const bytes = berkeleyHash(values);
    bytes[3 * 4096 + 25] = 0;
    expect(pairsOf(bytes).map((pair) => pair !== undefined)).toEqual([true, true, false, true]);
  });

  it('say where the file ends too early', () => {
    const pairs = pairsOf(berkeleyHash(values).subarray(0, 3 * 4096));
    // Two values, and the pages that are not there.
    expect(pairs.map((pair) => pair !== undefined)).toEqual([true, true, false, false, false]);
  });

  it('never throw, end, and give no more than the file holds, however they are damaged', () => {
    const bytes = berkeleyHash([...values, Buffer.alloc(700)], { pageBytes: 512 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 }),
        (changes) => {
          const damaged = Uint8Array.from(bytes);
          for (const [at, value] of changes) damaged[at] = value;
          const total = pairsOf(damaged).reduce((sum, pair) => sum + (pair?.[1].length ?? 0) / 2, 0);
          expect(total).toBeLessThanOrEqual(2 * bytes.length);
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** Skipped without `db5.3_load`. */
describe.skipIf(!hasPeer('db5.3_load', '-V'))('tables that db_load wrote (skipped without db5.3-util)', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'davylamp-berkeley-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const many = Array.from({ length: 1500 }, (_, i) => [`key-${i}`, 'v'.repeat((i % 97) * 150)] as const);

  it.each([
    { order: 1234, page: 512, more: '' },
    { order: 4321, page: 512, more: '' },
    { order: 1234, page: 65_536, more: '' },
    { order: 4321, page: 4096, more: '' },
    { order: 1234, page: 4096, more: 'chksum=1\n' },
  ])('give every pair: byte order $order, pages of $page bytes $more', ({ order, page, more }) => {
    const path = join(folder, `${order}-${page}-${more.length}`);
    const lines = many.map(([key, value]) => ` ${hex(Buffer.from(key))}\n ${hex(Buffer.from(value))}\n`);
    const head = `VERSION=3\nformat=bytevalue\ntype=hash\ndb_pagesize=${page}\ndb_lorder=${order}\n${more}HEADER=END\n`;
    execFileSync('db5.3_load', [path], { input: `${head}${lines.join('')}DATA=END\n`, timeout: 60_000 });
    const pairs = pairsOf(readFileSync(path));
    expect(new Map(pairs.flatMap((pair) => (pair ? [pair] : [])))).toEqual(
      new Map(many.map(([key, value]) => [hex(Buffer.from(key)), hex(Buffer.from(value))])),
    );
    expect(pairs).toHaveLength(many.length);
  });
});
