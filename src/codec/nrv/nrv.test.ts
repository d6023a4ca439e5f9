import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packNrv } from '../../../tests/nrv-packer.ts';
import { hasPeer } from '../../../tests/peer.ts';
import { type NrvFormat, unpackNrv } from './nrv.ts';

const formats: readonly NrvFormat[] = ['NRV2B', 'NRV2D', 'NRV2E'];
const words = [1, 2, 4] as const;
const text = Buffer.from('the miner in the mine mined what a miner mines; '.repeat(400));

/** UCL packs what comes on standard input; its library is called through Python. */
const ucl = `
import ctypes, sys
library = ctypes.CDLL('libucl.so.1')
data = sys.stdin.buffer.read()
out = ctypes.create_string_buffer(len(data) * 2 + 1024)
size = ctypes.c_uint32(0)
pack = getattr(library, 'ucl_' + sys.argv[1] + '_99_compress')
if pack(data, ctypes.c_uint32(len(data)), out, ctypes.byref(size), None, 9, None, None): sys.exit(1)
sys.stdout.buffer.write(out.raw[:size.value])
`;

function uclPacks(bytes: Uint8Array, format: NrvFormat): Uint8Array | undefined {
  try {
    return execFileSync('python3', ['-c', ucl, format.toLowerCase()], {
      input: bytes,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
  } catch {
    return undefined;
  }
}

describe('NRV data', () => {
  it.each(formats)('%s gives back any bytes, in words of any width', (format) => {
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 600 }), fc.array(fc.constantFrom(0, 1, 2), { maxLength: 3000 }));
    fc.assert(
      fc.property(bytes, fc.constantFrom(...words), (given, width) => {
        const packed = packNrv(Uint8Array.from(given), format, width);
        const unpacked = unpackNrv(packed, format, width, 10_000);
        expect(unpacked).toEqual({ bytes: Uint8Array.from(given), packedBytes: packed.length, end: 'whole' });
      }),
    );
  });

  it.each(formats)('%s repeats from far back', (format) => {
    const far = Buffer.concat([text, Buffer.from(Array.from({ length: 9000 }, (_, i) => (i * i * 7) >> 3)), text]);
    const packed = packNrv(far, format, 4);
    expect(Buffer.from(unpackNrv(packed, format, 4, far.length).bytes).equals(far)).toBe(true);
  });

  it.each(formats)('%s stops at the bytes that are asked for', (format) => {
    const packed = packNrv(text, format, 4);
    expect(unpackNrv(packed, format, 4, 1000)).toMatchObject({
      bytes: new Uint8Array(text.subarray(0, 1000)),
      end: 'full',
    });
  });

  it.each(formats)('%s gives what stands before the place where it breaks off', (format) => {
    const packed = packNrv(text, format, 1);
    const unpacked = unpackNrv(packed.subarray(0, 40), format, 1, 1_000_000);
    expect(unpacked.end).toBe('broken');
    expect(text.indexOf(unpacked.bytes.subarray(0, 30))).toBe(0);
  });

  it('is broken where a match reaches back before the beginning', () => {
    const packed = packNrv(Buffer.from('x'), 'NRV2B', 1);
    // a literal, then a match from 256 * 5 bytes ago
    expect(unpackNrv(Uint8Array.from([0b1_0_00_01_11, 0x78, 0, 0, 0]), 'NRV2B', 1, 100).end).toBe('broken');
    expect(unpackNrv(packed.subarray(0, 1), 'NRV2B', 1, 100).end).toBe('broken');
  });

  it.skipIf(!hasPeer('python3') || !uclPacks(text, 'NRV2B')).each(formats)(
    '%s unpacks what the UCL library packs (skipped without libucl1 and python3)',
    (format) => {
      for (const bytes of [text, Buffer.alloc(70_000, 'ab'), Buffer.from('x')]) {
        const packed = uclPacks(bytes, format) ?? new Uint8Array(0);
        expect(unpackNrv(packed, format, 1, 100_000)).toEqual({
          bytes: new Uint8Array(bytes),
          packedBytes: packed.length,
          end: 'whole',
        });
      }
    },
  );
});
