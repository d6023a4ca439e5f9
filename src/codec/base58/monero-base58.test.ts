import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasPeer } from '../../../tests/peer.ts';
import { base58Characters } from './alphabet.ts';
import { decodeMoneroBase58, encodeMoneroBase58, moneroBase58Length } from './monero-base58.ts';

const text = fc.string({ unit: fc.constantFrom(...base58Characters), maxLength: 120 });

describe("Monero's base58", () => {
  it('takes 0, 2, 3, 5, 6, 7, 9, 10 and 11 characters for 0 to 8 bytes, and 95 for the 69 of an address', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 69].map(moneroBase58Length)).toEqual([0, 2, 3, 5, 6, 7, 9, 10, 11, 95]);
  });

  it('writes what it reads and reads what it writes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const written = encodeMoneroBase58(bytes);
        expect(written).toHaveLength(moneroBase58Length(bytes.length));
        expect(decodeMoneroBase58(written)).toEqual({ status: 'ok', value: bytes });
      }),
    );
    fc.assert(
      fc.property(text, (characters) => {
        const read = decodeMoneroBase58(characters);
        if (read.status === 'ok') expect(encodeMoneroBase58(read.value)).toBe(characters);
      }),
    );
  });

  it('reads the largest block and rejects the next one', () => {
    expect(decodeMoneroBase58('jpXCZedGfVQ')).toEqual({ status: 'ok', value: new Uint8Array(8).fill(0xff) });
    expect(decodeMoneroBase58('jpXCZedGfVR')).toEqual({ status: 'malformed', at: 0, what: 'block 1 overflows' });
    expect(decodeMoneroBase58('5Q')).toEqual({ status: 'ok', value: Uint8Array.of(0xff) });
    expect(decodeMoneroBase58('5R')).toMatchObject({ what: 'block 1 overflows' });
  });

  it('names the block that overflows and the character that does not belong', () => {
    expect(decodeMoneroBase58(`${'1'.repeat(22)}${'z'.repeat(11)}`)).toEqual({
      status: 'malformed',
      at: 22,
      what: 'block 3 overflows',
    });
    expect(decodeMoneroBase58('1111O111111')).toEqual({
      status: 'malformed',
      at: 4,
      what: 'character O at offset 4 is not base58',
    });
  });

  it('rejects lengths that no bytes have', () => {
    for (const length of [1, 4, 8, 12, 15, 19])
      expect(decodeMoneroBase58('1'.repeat(length))).toMatchObject({ status: 'malformed' });
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (any) => void decodeMoneroBase58(any)));
  });
});

describe.skipIf(!hasPeer('python3'))('beside a second implementation (skips without python3)', () => {
  it('agrees with big integers in Python', () => {
    const inputs = fc.sample(fc.uint8Array({ minLength: 1, maxLength: 80 }), { numRuns: 200, seed: 1 });
    const program = `
import sys
A = '${base58Characters}'
N = [0, 2, 3, 5, 6, 7, 9, 10, 11]
for line in sys.stdin:
    data, out = bytes.fromhex(line.strip()), ''
    for i in range(0, len(data), 8):
        block, digits = data[i:i+8], ''
        n = int.from_bytes(block, 'big')
        for _ in range(N[len(block)]):
            n, d = divmod(n, 58)
            digits = A[d] + digits
        out += digits
    print(out)
`;
    const hex = inputs.map((bytes) => Buffer.from(bytes).toString('hex')).join('\n');
    const theirs = execFileSync('python3', ['-c', program], { input: hex, encoding: 'utf8' }).trim().split('\n');
    expect(inputs.map(encodeMoneroBase58)).toEqual(theirs);
  });
});
