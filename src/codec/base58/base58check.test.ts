import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasPeer } from '../../../tests/peer.ts';
import { base58Characters } from './alphabet.ts';
import { base58ChecksumHolds, decodeBase58, encodeBase58Check } from './base58check.ts';

describe('Base58Check', () => {
  it('reads what it writes, leading zeros and all', () => {
    fc.assert(
      fc.property(fc.nat(4), fc.uint8Array({ maxLength: 40 }), (zeros, tail) => {
        const payload = Uint8Array.from([...Array(zeros).fill(0), ...tail]);
        const read = decodeBase58(encodeBase58Check(payload));
        expect(read.status === 'ok' && [...read.value.subarray(0, -4)]).toEqual([...payload]);
        expect(read.status === 'ok' && base58ChecksumHolds(read.value)).toBe(true);
      }),
    );
  });

  it('sees a changed byte', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 40 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (payload, at, by) => {
          const read = decodeBase58(encodeBase58Check(payload));
          if (read.status !== 'ok') throw new Error(read.status);
          const place = at % read.value.length;
          read.value[place] = (read.value[place] ?? 0) ^ by;
          expect(base58ChecksumHolds(read.value)).toBe(false);
        },
      ),
    );
  });

  it('refuses what is longer than any address, and characters outside the alphabet', () => {
    expect(decodeBase58('1'.repeat(129)).status).toBe('limit');
    expect(decodeBase58('12O4')).toEqual({ status: 'malformed', at: 2, what: 'character O at offset 2 is not base58' });
    expect(base58ChecksumHolds(new Uint8Array(3))).toBe(false);
  });
});

describe.skipIf(!hasPeer('python3'))('beside a second implementation (skips without python3)', () => {
  it('agrees with big integers and hashlib in Python', () => {
    const inputs = fc.sample(fc.uint8Array({ minLength: 1, maxLength: 30 }), { numRuns: 200, seed: 2 });
    const program = `
import sys, hashlib
A = '${base58Characters}'
sha = lambda b: hashlib.sha256(b).digest()
for line in sys.stdin:
    data = bytes.fromhex(line.strip())
    data += sha(sha(data))[:4]
    n, out = int.from_bytes(data, 'big'), ''
    while n:
        n, d = divmod(n, 58)
        out = A[d] + out
    print('1' * (len(data) - len(data.lstrip(b'\\0'))) + out)
`;
    const hex = inputs.map((bytes) => Buffer.from(bytes).toString('hex')).join('\n');
    const theirs = execFileSync('python3', ['-c', program], { input: hex, encoding: 'utf8' }).trim().split('\n');
    expect(inputs.map(encodeBase58Check)).toEqual(theirs);
  });
});
