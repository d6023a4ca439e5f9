import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { makeAsar } from '../../../tests/make-series.ts';
import { textsOf, unpack } from '../../../tests/unpacked.ts';
import { fixture } from './asar.fixture.ts';
import { asar } from './asar.ts';

describe('asar', () => {
  it('opens its own format and leaves other bytes alone', async () => {
    expect(asar.accepts(fixture.opens, 'x')).toBe(true);
    const unpacked = await unpack(asar, fixture.opens, {}, 3);
    expect(textsOf(unpacked)).toEqual({ 'main.js': 'main', 'lib/b.js': 'lib' });
    expect(unpacked.gaps).toEqual([]);
    expect(asar.accepts(fixture.leaves, 'x')).toBe(false);
  });

  it('says which files share bytes, and gives those once', async () => {
    const place = { offset: '0', size: 4 };
    const { parts, gaps } = await unpack(asar, makeAsar({ files: { a: place, b: place } }, 'text'));
    expect(parts).toHaveLength(1);
    expect(gaps).toMatchObject([{ code: 'malformed', what: expect.stringContaining('1 file') }]);
  });

  it('says so where a file lies beyond the end', async () => {
    const { gaps } = await unpack(asar, makeAsar({ files: { a: { offset: '900', size: 4 } } }, 'text'));
    expect(gaps).toMatchObject([{ code: 'malformed', what: '"a" is cut off' }]);
  });

  it('is no archive where its directory is no JSON', async () => {
    const bytes = Buffer.from(makeAsar({ files: {} }, ''));
    bytes[17] = 0x7b;
    const { parts, gaps } = await unpack(asar, bytes);
    expect(parts).toEqual([]);
    expect(gaps).toMatchObject([{ code: 'malformed', offset: 16 }]);
  });

  it('walks folders within folders, however deep', async () => {
    let node: unknown = { files: { deep: { offset: '0', size: 4 } } };
    for (let depth = 0; depth < 1_200; depth++) node = { files: { f: node } };
    const [part] = (await unpack(asar, makeAsar(node, 'text'))).parts;
    expect(part?.name).toMatch(/f\/deep$/);
  });
});
