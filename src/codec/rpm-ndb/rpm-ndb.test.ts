import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rpmNdb } from '../../../tests/rpm-stores.ts';
import { rangedBytes } from '../../model/ranged-bytes.ts';
import { readRpmNdb } from './rpm-ndb.ts';

const headers = [Buffer.from('first'), Buffer.alloc(5000, 'second'), Buffer.from('third, to the edge!!')];

/** Bytes of a header hold until the next one is asked for. */
function headersIn(bytes: Uint8Array): (string | undefined)[] {
  const read = readRpmNdb(rangedBytes(bytes));
  return read.status === 'ok' ? Array.from(read.value, (header) => header && Buffer.from(header).toString()) : [];
}

describe('RPM’s own database', () => {
  it('gives the header of each package', () => {
    expect(headersIn(rpmNdb(headers))).toEqual(headers.map(String));
    expect(headersIn(rpmNdb([]))).toEqual([]);
  });

  it('has nothing of a package that was removed', () => {
    const bytes = rpmNdb(headers);
    bytes.fill(0, 32 + 4, 32 + 16);
    expect(headersIn(bytes)).toEqual(headers.slice(1).map(String));
  });

  it('is told from what is none', () => {
    expect(readRpmNdb(rangedBytes(new Uint8Array(8192))).status).toBe('not-this-format');
    expect(readRpmNdb(rangedBytes(Buffer.from('RpmP'))).status).toBe('not-this-format');
  });

  it('is refused in a version that is not known, and where it ends within its slots', () => {
    const bytes = rpmNdb(headers);
    bytes[4] = 1;
    expect(readRpmNdb(rangedBytes(bytes)).status).toBe('malformed');
    expect(readRpmNdb(rangedBytes(rpmNdb(headers).subarray(0, 4000))).status).toBe('malformed');
    bytes[4] = 0;
    bytes.fill(0xff, 12, 16);
    expect(readRpmNdb(rangedBytes(bytes)).status).toBe('limit');
  });

  it('says which packages are damaged: another’s number, an end that is none, blocks over each other', () => {
    const damage = (at: number, value: number): (string | undefined)[] => {
      const bytes = rpmNdb(headers);
      bytes[at] = value;
      return headersIn(bytes);
    };
    const rest = headers.slice(1).map(String);
    expect(damage(4096 + 4, 9)).toEqual([undefined, ...rest]);
    expect(damage(4096 + 47, 0)).toEqual([undefined, ...rest]);
    // The second slot leads to where the first one does.
    expect(damage(32 + 16 + 8, 0)).toEqual(['first', undefined, String(headers[2])]);
  });

  it('never throws, ends, and gives no more than the file holds, however it is damaged', () => {
    const bytes = rpmNdb(headers);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 }),
        (changes) => {
          const damaged = Uint8Array.from(bytes);
          for (const [at, value] of changes) damaged[at] = value;
          const total = headersIn(damaged).reduce((sum, header) => sum + (header?.length ?? 0), 0);
          expect(total).toBeLessThanOrEqual(bytes.length);
        },
      ),
      { numRuns: 300 },
    );
  });
});
