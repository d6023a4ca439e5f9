import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { textsOf, unpack } from '../../../tests/unpacked.ts';
import { fixture, line } from './zstd.fixture.ts';
import { zstd } from './zstd.ts';

describe('zstd', () => {
  it('opens its own format and leaves other bytes alone', async () => {
    expect(zstd.accepts(fixture.opens, 'x')).toBe(true);
    const unpacked = await unpack(zstd, fixture.opens, {}, 3);
    expect(textsOf(unpacked)).toEqual({ unpacked: line });
    expect(unpacked.gaps).toEqual([]);
    expect(zstd.accepts(fixture.leaves, 'x')).toBe(false);
  });

  it('calls what it holds after the archive, where it tells no name', async () => {
    const unpacked = await unpack(zstd, fixture.opens, {}, 64, 'data.tar.zst');
    expect(unpacked.parts.map((part) => part.name)).toEqual(['data.tar']);
  });

  const skippable = Buffer.from('502a4d1803000000616263', 'hex');

  it('passes over frames of other content', async () => {
    const bytes = Buffer.concat([fixture.opens, skippable, fixture.opens]);
    expect(textsOf(await unpack(zstd, bytes))).toEqual({ unpacked: line + line });
  });

  it('takes no more memory than it may', async () => {
    const claims = Buffer.from('28b52ffd00a8', 'hex'); // a window of 2 GiB
    const { parts, gaps } = await unpack(zstd, Buffer.concat([claims, Buffer.from('010000', 'hex')]));
    expect(parts).toEqual([]);
    expect(gaps).toMatchObject([{ code: 'limit-memory' }]);
  });

  it('says so where a dictionary is missing', async () => {
    const { gaps } = await unpack(zstd, Buffer.from('28b52ffd21070000010000', 'hex'));
    expect(gaps).toMatchObject([{ code: 'malformed', what: expect.stringContaining('dictionary') }]);
  });

  it('stops a bomb of repeated bytes, and one of many small blocks in a large window', async () => {
    const repeated = Buffer.from('020010aa', 'hex'); // 128 KiB of one byte: 3 bytes say so
    const start = Buffer.from('28b52ffd0070', 'hex'); // a window of 16 MiB
    const bomb = Buffer.concat([start, ...Array.from({ length: 2_000 }, () => repeated)]);
    expect((await unpack(zstd, bomb)).gaps).toMatchObject([{ code: 'limit-ratio' }]);
    const small = Buffer.concat([start, ...Array.from({ length: 20_000 }, () => Buffer.from('08000061', 'hex'))]);
    const { gaps } = await unpack(zstd, small, { ratio: 1e9 });
    expect(gaps).toMatchObject([{ code: 'limit-memory', what: expect.stringContaining('small blocks') }]);
  });
});
