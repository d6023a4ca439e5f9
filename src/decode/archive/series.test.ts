/** What Debian packages, cpio and asar have in common: they hold files as they are, one behind the other. */
import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textsOf, unpack } from '../../../tests/unpacked.ts';
import { fixture as asarFixture } from './asar.fixture.ts';
import { asar } from './asar.ts';
import { fixture as cpioFixture } from './cpio.fixture.ts';
import { cpio } from './cpio.ts';
import { fixture as debFixture } from './deb.fixture.ts';
import { deb } from './deb.ts';

const formats = [
  { decoder: deb, fixture: debFixture },
  { decoder: cpio, fixture: cpioFixture },
  { decoder: asar, fixture: asarFixture },
];

describe.each(formats)('$decoder.id', ({ decoder, fixture }) => {
  it('gives what stands behind it', async () => {
    const behind = await unpack(decoder, Buffer.concat([fixture.opens, Buffer.alloc(200, 'hidden ')]));
    expect(Object.values(textsOf(behind)).some((text) => text.includes('hidden hidden'))).toBe(true);
  });

  it('ends wherever it is cut or changed', async () => {
    const whole = fixture.opens;
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length),
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 4 }),
        async (cut, changes) => {
          const bytes = Uint8Array.from(whole);
          for (const [at, byte] of changes) bytes[at] = byte;
          const { parts } = await unpack(decoder, bytes.subarray(0, cut));
          expect(parts.reduce((sum, part) => sum + part.bytes.length, 0)).toBeLessThanOrEqual(cut);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('stops at the number of files', async () => {
    expect((await unpack(decoder, fixture.opens, { children: 0 })).gaps).toMatchObject([{ code: 'limit-count' }]);
  });
});
