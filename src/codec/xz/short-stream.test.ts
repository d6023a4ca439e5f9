import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasPeer } from '../../../tests/peer.ts';
import { streams } from '../../decode/archive/seven-zip.fixture.ts';
import { crc64 } from './crc64.ts';
import { unpackShortXz } from './short-stream.ts';

const text = 'the same text '.repeat(8);
const most = 1_000_000;

describe('a short xz file', () => {
  it('gives what it holds', () => {
    expect(Buffer.from(unpackShortXz(streams.xz, most) ?? []).toString()).toBe(text);
  });

  it('is left alone where it unpacks to more than is asked for', () => {
    expect(unpackShortXz(streams.xz, text.length)).toBeDefined();
    expect(unpackShortXz(streams.xz, text.length - 1)).toBeUndefined();
  });

  it('is left alone wherever it is cut, and where something follows', () => {
    for (let end = 0; end < streams.xz.length; end++)
      expect(unpackShortXz(streams.xz.subarray(0, end), most), `${end} bytes`).toBeUndefined();
    expect(unpackShortXz(Buffer.concat([streams.xz, streams.xz]), most)).toBeUndefined();
    expect(unpackShortXz(Buffer.concat([streams.xz, Buffer.alloc(4)]), most)).toBeUndefined();
  });

  it('is left alone wherever its data were changed', () => {
    fc.assert(
      fc.property(fc.nat(streams.xz.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bytes = Uint8Array.from(streams.xz);
        bytes[at] = (bytes[at] ?? 0) ^ change;
        const unpacked = unpackShortXz(bytes, most);
        if (unpacked !== undefined) expect(Buffer.from(unpacked).toString()).toBe(text);
      }),
    );
  });
});

it('CRC-64 of the digits is the one that its catalogue tells', () => {
  expect(
    Buffer.from(crc64(Buffer.from('123456789')))
      .reverse()
      .toString('hex'),
  ).toBe('995dc9bbdf1939fa');
});

/** Text, noise that does not pack, repeats from far away. */
const noise = Buffer.from(Array.from({ length: 150_000 }, (_, i) => Math.imul(i ^ (i << 7), 2_654_435_761) >>> 24));
const inputs = [
  Buffer.alloc(0),
  Buffer.from('x'),
  Buffer.alloc(300_000, 'miner '),
  Buffer.concat([noise, Buffer.alloc(90_000, 'a pool '), noise.subarray(70_000), noise]),
];

describe.skipIf(!hasPeer('xz'))('what xz packs (skipped without it)', () => {
  it.each([
    '-0',
    '-9e',
    '--check=crc32',
    '--check=none',
    '--block-size=40000',
    '-T2',
    '--lzma2=lc=0,lp=4,pb=4',
    '--lzma2=lc=4,pb=0',
    '--lzma2=lc=1,lp=2,pb=1,dict=64KiB,mf=hc3',
  ])('with %s is unpacked', (flag) => {
    for (const input of inputs) {
      const unpacked = unpackShortXz(execFileSync('xz', ['-c', flag], { input }), most);
      expect(unpacked && Buffer.from(unpacked).equals(input)).toBe(true);
    }
  });

  it.each([['--check=sha256'], ['--x86', '--lzma2=preset=6'], ['--delta=dist=4', '--lzma2=preset=6']])(
    'with %s is left alone',
    (...flags) => {
      expect(unpackShortXz(execFileSync('xz', ['-c', ...flags], { input: inputs[2] }), most)).toBeUndefined();
    },
  );
});
