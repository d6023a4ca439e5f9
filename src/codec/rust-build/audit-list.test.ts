import { constants, deflateRawSync, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAuditList } from './audit-list.ts';
import { inflateShort } from './inflate.ts';

const list = {
  packages: [
    { name: 'tokio', version: '1.35.1', source: 'crates.io' },
    { name: 'tool', version: '0.1.0', source: 'local', dependencies: [0], root: true },
    { name: 7 },
  ],
};

describe('the list of crates', () => {
  it('gives each crate, and the one that the program is', () => {
    const bytes = Buffer.concat([deflateSync(JSON.stringify(list)), Buffer.alloc(8)]);
    expect(readAuditList(bytes)).toEqual({
      status: 'ok',
      value: { crates: ['tokio 1.35.1', 'tool 0.1.0'], root: 'tool 0.1.0' },
    });
  });

  it('is malformed where it does not unpack or is another document', () => {
    expect(readAuditList(deflateSync(JSON.stringify(list)).subarray(0, 30))).toMatchObject({ status: 'malformed' });
    for (const text of ['[]', '{"packages": 1}', 'null', 'text'])
      expect(readAuditList(deflateSync(text)), text).toMatchObject({ status: 'malformed' });
    expect(readAuditList(Buffer.from('plain'))).toEqual({ status: 'not-this-format' });
  });
});

describe('inflating', () => {
  it('gives back whatever zlib deflated, in any way', () => {
    const ways = [{ level: 0 }, { level: 9 }, { strategy: constants.Z_FIXED }, { strategy: constants.Z_HUFFMAN_ONLY }];
    const text = fc.oneof(
      fc.uint8Array({ maxLength: 3000 }),
      fc.string({ maxLength: 50 }).map((s) => Buffer.from(s.repeat(40))),
    );
    fc.assert(
      fc.property(text, fc.constantFrom(...ways), (bytes, way) => {
        const inflated = inflateShort(deflateRawSync(bytes, way), bytes.length);
        expect(inflated && Buffer.compare(inflated, bytes)).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  it('ends, whatever it is given, and gives no more than it may', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(inflateShort(bytes, 1000)?.length ?? 0).toBeLessThanOrEqual(1000);
      }),
      { numRuns: 2000 },
    );
    expect(inflateShort(deflateRawSync(new Uint8Array(100_000)), 1000)).toBeUndefined();
  });
});
