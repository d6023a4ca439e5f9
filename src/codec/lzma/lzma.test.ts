import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { lzmaSample } from '../../../tests/lzma-sample.ts';
import { hasPeer } from '../../../tests/peer.ts';
import { type LzmaProperties, lzmaProperties, unpackLzma } from './lzma.ts';

const usual: LzmaProperties = { literalContextBits: 3, literalPositionBits: 0, positionBits: 2 };
const python = `
import lzma, sys
lc, lp, pb = map(int, sys.argv[1:])
chosen = [{'id': lzma.FILTER_LZMA1, 'lc': lc, 'lp': lp, 'pb': pb}]
sys.stdout.buffer.write(lzma.compress(sys.stdin.buffer.read(), lzma.FORMAT_RAW, filters=chosen))
`;

describe('LZMA data', () => {
  it('unpack to their end mark', () => {
    const unpacked = unpackLzma(lzmaSample.packed, usual, 1000);
    expect(Buffer.from(unpacked.bytes).toString()).toBe(lzmaSample.text);
    expect(unpacked).toMatchObject({ end: 'whole', packedBytes: lzmaSample.packed.length });
  });

  it('stop at the bytes that are asked for', () => {
    const unpacked = unpackLzma(lzmaSample.packed, usual, 20);
    expect(Buffer.from(unpacked.bytes).toString()).toBe(lzmaSample.text.slice(0, 20));
    expect(unpacked.end).toBe('full');
  });

  it('give what stands before the place where they break off', () => {
    for (let length = 0; length < lzmaSample.packed.length; length++) {
      const unpacked = unpackLzma(lzmaSample.packed.subarray(0, length), usual, 1000);
      expect(unpacked.end, `${length} bytes`).toBe('broken');
      expect(unpacked.packedBytes).toBeLessThanOrEqual(length);
      // The last symbol may have been read from beyond the end.
      const sure = Buffer.from(unpacked.bytes).toString().slice(0, 10);
      if (length > 30) expect(lzmaSample.text.startsWith(sure)).toBe(true);
    }
  });

  it('are broken where they do not begin as a range coder does', () => {
    const packed = lzmaSample.packed.slice();
    packed[0] = 1;
    expect(unpackLzma(packed, usual, 1000)).toMatchObject({ end: 'broken', bytes: new Uint8Array(0) });
  });

  it('have their properties in one byte', () => {
    expect(lzmaProperties(0x5d)).toEqual(usual);
    expect(lzmaProperties(225)).toBeUndefined();
  });

  it.skipIf(!hasPeer('python3', '-V')).each([
    [3, 0, 2],
    [0, 2, 0],
    [4, 0, 4],
    [0, 4, 1],
    [0, 0, 0],
  ])('unpack what liblzma packs, lc %i lp %i pb %i (skipped without python3)', (lc, lp, pb) => {
    const noise = Buffer.from(Array.from({ length: 20_000 }, (_, i) => Math.imul(i, 2654435761) >>> 24));
    const bytes = Buffer.concat([noise, Buffer.alloc(50_000, 'miner '), noise.subarray(0, 5000), Buffer.alloc(300)]);
    const packed = execFileSync('python3', ['-c', python, `${lc}`, `${lp}`, `${pb}`], { input: bytes });
    const properties = { literalContextBits: lc, literalPositionBits: lp, positionBits: pb };
    const unpacked = unpackLzma(packed, properties, 1_000_000);
    expect(unpacked).toMatchObject({ end: 'whole', packedBytes: packed.length });
    expect(Buffer.from(unpacked.bytes).equals(bytes)).toBe(true);
  });
});
