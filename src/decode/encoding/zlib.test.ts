import { constants, deflateRawSync, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { open } from '../../../tests/decoding.ts';
import { config, noise } from './encoding.fixture.ts';
import { fixture } from './zlib.fixture.ts';
import { zlib } from './zlib.ts';

const accepts = (bytes: Uint8Array, name = 'x'): boolean => zlib.accepts(bytes.subarray(0, 4096), name);

describe('zlib', () => {
  it('opens its fixture and leaves the other alone', async () => {
    expect(accepts(fixture.opens)).toBe(true);
    const { children, gaps } = await open(zlib, fixture.opens);
    expect(Buffer.from(children[0]?.bytes ?? []).toString()).toBe(config);
    expect(gaps).toEqual([]);
    expect(accepts(fixture.leaves)).toBe(false);
  });

  it.each([0, 1, 3, 6, 9])('reads what zlib writes at level %i', async (level) => {
    const packed = deflateSync(config, { level });
    expect(accepts(packed)).toBe(true);
    expect(Buffer.from((await open(zlib, packed)).children[0]?.bytes ?? []).toString()).toBe(config);
  });

  it('reads raw DEFLATE where its name says so, and nowhere else', async () => {
    const packed = deflateRawSync(config);
    expect(accepts(packed, 'x.ps1!deflate@0x1f')).toBe(true);
    expect(accepts(packed, 'deflate@0x1f')).toBe(true);
    expect(accepts(packed, 'x.ps1')).toBe(false);
    expect(Buffer.from((await open(zlib, packed)).children[0]?.bytes ?? []).toString()).toBe(config);
  });

  it('gives what is long in pieces', async () => {
    const long = Buffer.concat([noise(300_000), Buffer.alloc(10_000_000, config)]);
    const { children, gaps } = await open(zlib, deflateSync(long));
    expect(Buffer.from(children[0]?.bytes ?? []).equals(long)).toBe(true);
    expect(gaps).toEqual([]);
  });

  it('stops at the limits and says which', async () => {
    const bomb = deflateSync(Buffer.alloc(20_000_000));
    const byRatio = await open(zlib, bomb);
    expect(byRatio.gaps).toMatchObject([{ code: 'limit-ratio' }]);
    expect(byRatio.children[0]?.bytes.length).toBe(200 * (bomb.length - 2));
    const byBytes = await open(zlib, bomb, { ratio: 100_000, unpackedBytes: 9_000_000 });
    expect(byBytes.gaps).toMatchObject([{ code: 'limit-bytes' }]);
    expect(byBytes.children[0]?.bytes.length).toBe(9_000_000);
  });

  it('says where nothing can be made of it, and gives what a cut stream held', async () => {
    const noisy = Uint8Array.from([0x78, 0x9c, 0x6d, ...noise(500)]);
    expect(await open(zlib, noisy)).toMatchObject({ children: [], gaps: [{ code: 'malformed' }] });
    const cut = deflateSync(config, { strategy: constants.Z_HUFFMAN_ONLY }).subarray(0, 200);
    const { children } = await open(zlib, cut);
    expect(config.startsWith(Buffer.from(children[0]?.bytes ?? []).toString())).toBe(true);
    expect(children[0]?.bytes.length).toBeGreaterThan(50);
  });
});
