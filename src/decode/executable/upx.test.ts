import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { target } from '../../../fuzz/targets/upx.ts';
import {
  type Damage,
  makeElf,
  makeWindowsProgram,
  type Packing,
  packBlocks,
  packElf,
  packLibrary,
  packWindows,
} from '../../../tests/make-upx.ts';
import { packNrv } from '../../../tests/nrv-packer.ts';
import { hasPeer } from '../../../tests/peer.ts';
import { applyFilter } from '../../../tests/upx-filter.ts';
import { readPeImage } from '../../codec/pe/image.ts';
import { adler32 } from '../../codec/upx/pack-header.ts';
import { nodeHost } from '../../engine/node/host.ts';
import { defaultLimits, type Limits } from '../../model/limits.ts';
import type { Child, Decoded, Miss } from '../../model/units.ts';
import { fixture } from './upx.fixture.ts';
import { upx } from './upx.ts';

const text = Buffer.from(
  '"url": "pool.example.com:3333", "user": "somebody", "pass": "x", "donate-level": 1; '.repeat(150),
);
const call = Buffer.from([0x90, 0xe8, 0x10, 0x01, 0, 0, 0x0f, 0x84, 0x20, 0, 0, 0]);
const code = Buffer.concat([Buffer.concat(Array.from({ length: 40 }, () => call)), text]);

const python = `
import lzma, sys
chosen = [{'id': lzma.FILTER_LZMA1, 'lc': 3, 'lp': 0, 'pb': 2}]
sys.stdout.buffer.write(bytes([26, 3]) + lzma.compress(sys.stdin.buffer.read(), lzma.FORMAT_RAW, filters=chosen))
`;
const packLzma = (bytes: Uint8Array): Uint8Array => execFileSync('python3', ['-c', python], { input: bytes });
const hasPython = hasPeer('python3', '-V');

const formats = ['NRV2B', 'NRV2D', 'NRV2E'] as const;
const widths = [4, 1, 2] as const;
const packings: (Packing & { readonly name: string })[] = [
  ...formats.flatMap((name, i) =>
    widths.map((width, j) => ({
      name,
      method: 2 + 3 * i + j,
      pack: (bytes: Uint8Array) => packNrv(bytes, name, width),
    })),
  ),
  ...(hasPython ? [{ name: 'LZMA', method: 14, pack: packLzma }] : []),
];
const [nrv2b] = packings;
if (!nrv2b) throw new Error('there are packings');

function filteredBy(packing: Packing, id: number): Packing {
  const filter = { id, mark: 0xa7, apply: (bytes: Uint8Array) => applyFilter(bytes, { id, mark: 0xa7, base: 0 }) };
  return { ...packing, filter };
}

function decode(bytes: Uint8Array, limits: Limits = defaultLimits): Decoded[] {
  const out = upx.decode(bytes, { host: nodeHost, limits });
  if (Symbol.asyncIterator in out) throw new Error('UPX needs no waiting');
  return [...out];
}

function only(bytes: Uint8Array): Child {
  const [child, ...rest] = decode(bytes);
  if (!child || !('bytes' in child) || rest.length > 0) throw new Error('one child is expected, and nothing else');
  return child;
}

const gapsOf = (decoded: readonly Decoded[]): Miss['gap'][] => decoded.flatMap((d) => ('gap' in d ? [d.gap] : []));
const same = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;
const accepts = (bytes: Uint8Array): boolean => upx.accepts?.(bytes.subarray(0, 4096), 'x', bytes.length) ?? false;

describe('upx', () => {
  it('opens its own format and leaves other programs alone', () => {
    expect(accepts(fixture.opens)).toBe(true);
    expect(decode(fixture.opens)).toHaveLength(1);
    expect(accepts(fixture.leaves.map((byte, i) => (i === 60 ? 1 : byte)))).toBe(false); // it has sections
    expect(decode(fixture.leaves)).toEqual([]);
  });
});

describe('an ELF program', () => {
  const elf = makeElf(
    64,
    62,
    code,
    text.subarray(0, 5000),
    Buffer.from('.symtab and what else no segment holds '.repeat(20)),
  );

  it.each(packings)('packed by $name, method $method, comes back as it was', (packing) => {
    const packed = packElf(elf, packing);
    expect(accepts(packed)).toBe(true);
    const child = only(packed);
    expect(child).toMatchObject({ name: 'upx', how: packing.name });
    expect(same(child.bytes, elf)).toBe(true);
  });

  it.each([0x26, 0x46, 0x49])('has filter %i undone', (id) => {
    expect(same(only(packElf(elf, filteredBy(nrv2b, id))).bytes, elf)).toBe(true);
  });

  it.each([
    [32, 3, 0x49],
    [32, 40, 0x50],
    [64, 183, 0x52],
  ] as const)('of %i bits for machine %i comes back as it was', (bits, machine, id) => {
    const other = makeElf(bits, machine, code, text.subarray(0, 900), Buffer.alloc(0));
    expect(same(only(packElf(other, filteredBy(nrv2b, id))).bytes, other)).toBe(true);
  });

  it.each<Damage>([{ magic: true }, { magic: true, sizes: true }, { magic: true, methods: true }])(
    'comes back as it was with %j',
    (damage) => {
      const packed = packElf(elf, nrv2b, damage);
      expect(accepts(packed)).toBe(true);
      const child = only(packed);
      expect(child.how).toBe('NRV2B, UPX magic broken');
      // Where the size is wiped, what stood behind the last segment is not known to be missing.
      expect(same(child.bytes, elf.subarray(0, child.bytes.length))).toBe(true);
      expect(child.bytes.length).toBeGreaterThan(code.length + 5000);
    },
  );

  it('comes back without what no segment holds where the end is cut off, and says so', () => {
    const decoded = decode(packElf(elf, nrv2b, { magic: true, tail: true }));
    expect(decoded[0]).toMatchObject({ name: 'upx' });
    expect(gapsOf(decoded)).toEqual([expect.objectContaining({ code: 'malformed' })]);
  });

  it('comes back up to a place where the file was cut, and says where', () => {
    const packed = packElf(elf, nrv2b);
    const decoded = decode(packed.subarray(0, 800));
    const [child] = decoded;
    if (!child || !('bytes' in child)) throw new Error('a child is expected');
    expect(same(child.bytes.subarray(0, 600), elf.subarray(0, 600))).toBe(true);
    expect(gapsOf(decoded)).toMatchObject([{ code: 'malformed' }]);
  });

  it('packed in many small blocks comes back as it was', () => {
    expect(same(only(packElf(elf, nrv2b, {}, 0x200)).bytes, elf)).toBe(true);
  });

  it('that is a shared library comes back with its first bytes, which were never packed', () => {
    const library = makeElf(64, 62, code, text.subarray(0, 5000), Buffer.alloc(0));
    library.writeUInt32LE(2, 64 + 56); // the second segment is the dynamic one
    const packed = packLibrary(library, 700, nrv2b);
    expect(accepts(packed)).toBe(true);
    const child = only(packed);
    expect(child.how).toBe('NRV2B, parts one after the other, not the file as it was');
    expect(same(child.bytes, library)).toBe(true);
  });

  it('larger than is allowed comes back in part, and a gap says so', () => {
    const decoded = decode(packElf(elf, nrv2b), { ...defaultLimits, unpackedBytes: 10_000 });
    expect(gapsOf(decoded)).toMatchObject([{ code: 'limit-bytes' }]);
    expect(decoded[0]).toMatchObject({ how: 'NRV2B, parts one after the other, not the file as it was' });
  });
});

describe('an ELF program whose segments lie over each other', () => {
  it('is not unpacked for each of them without end', () => {
    const size = 0x40000;
    const count = 12;
    const headers = Buffer.alloc(64 + count * 56);
    makeElf(64, 62, Buffer.alloc(0), Buffer.alloc(0), Buffer.alloc(0)).copy(headers, 0, 0, 64);
    headers.writeUInt16LE(count, 56);
    for (let i = 0; i < count; i++) {
      headers.writeUInt32LE(1, 64 + 56 * i);
      headers.writeUInt32LE(i === 0 ? headers.length + size : size, 64 + 56 * i + 32);
    }
    const packed = packBlocks([headers, ...Array.from({ length: count }, () => Buffer.alloc(size))], nrv2b);
    const decoded = decode(packed, { ...defaultLimits, unpackedBytes: 3 * size });
    expect(gapsOf(decoded).map(({ code }) => code)).toEqual(['limit-bytes']);
  });
});

describe('a Windows program', () => {
  it.each([32, 64] as const)('of %i bits comes back as it was', (bits) => {
    for (const packing of packings) {
      const program = makeWindowsProgram(bits, code, text);
      for (const used of [packing, filteredBy(packing, bits === 32 ? 0x26 : 0x49)]) {
        const packed = packWindows(program, used, adler32);
        expect(accepts(packed)).toBe(true);
        const child = only(packed);
        expect(child.how).toBe(packing.name);
        expect(same(child.bytes, program)).toBe(true);
      }
    }
  });

  it.each([32, 64] as const)('of %i bits comes back with its magic overwritten and its sections renamed', (bits) => {
    const program = makeWindowsProgram(bits, code, text);
    const packed = packWindows(program, filteredBy(nrv2b, 0x26), adler32, { magic: true });
    expect(accepts(packed)).toBe(true);
    const child = only(packed);
    expect(child.how).toBe('NRV2B, UPX magic broken');
    expect(same(child.bytes, program)).toBe(true);
  });

  it.each([32, 64] as const)('of %i bits comes back with its pack header wiped', (bits) => {
    for (const packing of packings.filter(({ name }) => name === 'LZMA' || name === 'NRV2E')) {
      const program = makeWindowsProgram(bits, code, text);
      const child = only(packWindows(program, packing, adler32, { magic: true, tail: true }));
      expect(child.how).toBe(`${packing.name}, UPX magic broken, targets of calls left as packed`);
      expect(same(child.bytes, program)).toBe(true);
    }
  });

  it('whose checksum does not hold is given, with a gap', () => {
    const packed = packWindows(makeWindowsProgram(32, code, text), nrv2b, () => 1);
    expect(gapsOf(decode(packed))).toMatchObject([{ code: 'malformed', offset: 0x3e0 }]);
  });

  it('that is not packed is left alone', () => {
    const program = makeWindowsProgram(64, code, text);
    expect(accepts(program)).toBe(false);
    expect(decode(program)).toEqual([]);
  });
});

describe('programs that UPX itself packed', () => {
  const folder = '/usr/share/clamav-testfiles';
  it.skipIf(!existsSync(folder)).each([
    ['clam-upx.exe', 'NRV2B'],
    ['clam.ea05.exe', 'NRV2E'],
    ['clam.ea06.exe', 'NRV2E'],
  ])('%s, by %s, comes back with its checksum holding (skipped without clamav-testfiles)', (name, method) => {
    const packed = readFileSync(join(folder, name));
    expect(accepts(packed)).toBe(true);
    const child = only(packed);
    expect(child.how).toBe(method);
    expect(readPeImage(child.bytes).status).toBe('ok');
  });
});

describe('hostile programs', () => {
  it('never make it throw, loop or take more than is allowed', () => {
    for (const seed of target.seeds())
      for (let at = 0; at < Math.min(seed.length, 1400); at += 11) {
        const bytes = Uint8Array.from(seed);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8));
        bytes[at + 7] = 0xff;
        target.run(bytes);
      }
  });
});
