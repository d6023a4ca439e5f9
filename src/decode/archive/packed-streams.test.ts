/** gzip, Zstandard and LZ4: one thing in a packed stream. */
import { Buffer } from 'node:buffer';
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { gzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { hasPeer } from '../../../tests/peer.ts';
import { textsOf, unpack } from '../../../tests/unpacked.ts';
import { fixture as gzipFixture } from './gzip.fixture.ts';
import { gzip } from './gzip.ts';
import { line, fixture as lz4Fixture } from './lz4.fixture.ts';
import { lz4 } from './lz4.ts';
import { fixture as zstdFixture } from './zstd.fixture.ts';
import { zstd } from './zstd.ts';

const formats = [
  { decoder: gzip, fixture: gzipFixture, text: 'text', name: 'note.txt' },
  { decoder: zstd, fixture: zstdFixture, text: line, name: 'unpacked' },
  { decoder: lz4, fixture: lz4Fixture, text: line, name: 'unpacked' },
];

describe.each(formats)('$decoder.id', ({ decoder, fixture, text, name }) => {
  it('opens its own format and leaves other bytes alone', async () => {
    expect(decoder.accepts(fixture.opens, 'x')).toBe(true);
    expect(await unpack(decoder, fixture.opens)).toMatchObject({
      parts: [{ name, bytes: Buffer.from(text) }],
      gaps: [],
    });
    expect(decoder.accepts(fixture.leaves, 'x')).toBe(false);
  });

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

/** 20 MB that pack a little. */
function noise(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let i = 0, state = 1; i < length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[i] = state >>> 28;
  }
  return bytes;
}

describe('gzip', () => {
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

describe('zstd', () => {
  const skippable = Buffer.from('502a4d1803000000616263', 'hex');

  it('passes over frames of other content', async () => {
    const bytes = Buffer.concat([zstdFixture.opens, skippable, zstdFixture.opens]);
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

describe('lz4', () => {
  it('unpacks the legacy frame', async () => {
    expect(lz4.accepts(lz4Fixture.legacy, 'x')).toBe(true);
    expect(textsOf(await unpack(lz4, lz4Fixture.legacy))).toEqual({ unpacked: line });
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
