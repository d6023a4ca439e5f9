import { describe, expect, it } from 'vitest';
import { textsOf, unpack } from '../../../tests/unpacked.ts';
import { fixture, line } from './lz4.fixture.ts';
import { lz4 } from './lz4.ts';

describe('lz4', () => {
  it('opens its own format and leaves other bytes alone', async () => {
    expect(lz4.accepts(fixture.opens, 'x')).toBe(true);
    const unpacked = await unpack(lz4, fixture.opens, {}, 3);
    expect(textsOf(unpacked)).toEqual({ unpacked: line });
    expect(unpacked.gaps).toEqual([]);
    expect(lz4.accepts(fixture.leaves, 'x')).toBe(false);
  });

  it('calls what it holds after the archive, where it tells no name', async () => {
    const unpacked = await unpack(lz4, fixture.opens, {}, 64, 'rootfs.cpio.lz4');
    expect(unpacked.parts.map((part) => part.name)).toEqual(['rootfs.cpio']);
  });

  it('unpacks the legacy frame', async () => {
    expect(lz4.accepts(fixture.legacy, 'x')).toBe(true);
    expect(textsOf(await unpack(lz4, fixture.legacy))).toEqual({ unpacked: line });
  });
});
