import { Buffer } from 'node:buffer';
import { gzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { noise } from '../../../tests/noise.ts';
import { textsOf, unpack } from '../../../tests/unpacked.ts';
import { fixture } from './gzip.fixture.ts';
import { gzip } from './gzip.ts';

describe('gzip', () => {
  it('opens its own format and leaves other bytes alone', async () => {
    expect(gzip.accepts(fixture.opens, 'x')).toBe(true);
    const unpacked = await unpack(gzip, fixture.opens, {}, 3);
    expect(textsOf(unpacked)).toEqual({ 'note.txt': 'text' });
    expect(unpacked.gaps).toEqual([]);
    expect(gzip.accepts(fixture.leaves, 'x')).toBe(false);
  });

  it('calls what it holds after the archive, where it tells no name', async () => {
    const unpacked = await unpack(gzip, gzipSync(Buffer.from('x')), {}, 64, 'x.tgz');
    expect(unpacked.parts.map((part) => part.name)).toEqual(['x.tar']);
  });

  it('has no name for what tells none', async () => {
    expect(textsOf(await unpack(gzip, gzipSync(Buffer.from('x'))))).toEqual({ unpacked: 'x' });
  });

  it('hands on what is long in pieces, and stops a bomb by its ratio', async () => {
    const long = noise(9_000_000);
    const { parts, gaps } = await unpack(gzip, gzipSync(long, { level: 1 }));
    expect(parts[0]?.long).toBe(true);
    expect(parts[0]?.bytes.equals(long)).toBe(true);
    expect(gaps).toEqual([]);
    const bomb = gzipSync(new Uint8Array(30_000_000));
    const stopped = await unpack(gzip, bomb);
    expect(stopped.parts[0]?.bytes.length).toBe(200 * bomb.length);
    expect(stopped.gaps).toMatchObject([{ code: 'limit-ratio' }]);
  });

  it('stops at the bytes that it may unpack to', async () => {
    const { parts, gaps } = await unpack(gzip, gzipSync(noise(5_000)), { unpackedBytes: 3_000 });
    expect(parts[0]?.bytes.length).toBe(3_000);
    expect(gaps).toMatchObject([{ code: 'limit-bytes' }]);
  });
});
