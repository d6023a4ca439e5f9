/** What gzip, Zstandard and LZ4 have in common: one thing in a packed stream. */
import { Buffer } from 'node:buffer';
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noise } from '../../../tests/noise.ts';
import { hasPeer } from '../../../tests/peer.ts';
import { unpack } from '../../../tests/unpacked.ts';
import { fixture as gzipFixture } from './gzip.fixture.ts';
import { gzip } from './gzip.ts';
import { line, fixture as lz4Fixture } from './lz4.fixture.ts';
import { lz4 } from './lz4.ts';
import { fixture as zstdFixture } from './zstd.fixture.ts';
import { zstd } from './zstd.ts';

const formats = [
  { decoder: gzip, fixture: gzipFixture, text: 'text' },
  { decoder: zstd, fixture: zstdFixture, text: line },
  { decoder: lz4, fixture: lz4Fixture, text: line },
];

describe.each(formats)('$decoder.id', ({ decoder, fixture, text }) => {
  it('unpacks what stands one behind the other as one', async () => {
    const twice = Buffer.concat([fixture.opens, fixture.opens]);
    expect(await unpack(decoder, twice, {}, 7)).toMatchObject({
      parts: [{ bytes: Buffer.from(text + text) }],
      gaps: [],
    });
  });

  it('says where it breaks off, wherever it is cut', async () => {
    for (let end = 1; end < fixture.opens.length; end++) {
      const { parts, gaps } = await unpack(decoder, fixture.opens.subarray(0, end), {}, 5);
      expect(text.startsWith(parts[0]?.bytes.toString() ?? '')).toBe(true);
      // A checksum that is missing costs nothing of the contents.
      if (parts[0]?.bytes.toString() !== text) expect(gaps.map(({ code }) => code)).toEqual(['malformed']);
    }
  });

  it('never fails on bytes that were changed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(fixture.opens.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        async (changes) => {
          const bytes = Uint8Array.from(fixture.opens);
          for (const [at, byte] of changes) bytes[at] = byte;
          await unpack(decoder, bytes);
        },
      ),
      { numRuns: 300 },
    );
  });
});

const peers = [
  { command: 'gzip', decoder: gzip, flags: [['-c'], ['-c', '-1'], ['-c', '-9']] },
  {
    command: 'zstd',
    decoder: zstd,
    flags: [['-c'], ['-c', '-9'], ['-c', '--fast=5'], ['-c', '--no-check'], ['-c', '--long=24']],
  },
  {
    command: 'lz4',
    decoder: lz4,
    flags: [['-c'], ['-c', '-9', '-BD'], ['-c', '-B4', '-BX'], ['-c', '-l'], ['-c', '--no-frame-crc']],
  },
];

describe.each(peers)('what $command packs (skipped without it)', ({ command, decoder, flags }) => {
  it.skipIf(!hasPeer(command)).each(flags.map((of) => [of]))('with %j is unpacked', async (of) => {
    const mixed = Buffer.concat([noise(300_000), Buffer.alloc(200_000, 'again and again '), noise(12_000_000)]);
    for (const input of [mixed, Buffer.from('short'), noise(70_000)]) {
      const packed = spawnSync(command, of, { input, maxBuffer: 64e6 }).stdout;
      const { parts, gaps } = await unpack(decoder, packed, {}, 10_007);
      expect(gaps).toEqual([]);
      expect(parts[0]?.bytes.equals(input)).toBe(true);
    }
  });
});
