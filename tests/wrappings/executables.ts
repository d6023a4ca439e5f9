/**
 * Programs that carry something, packed or behind them; none of them has code that runs. What they carry as plain text
 * is searched with the program, what is an archive or a script by itself.
 */
import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { ascii } from '../../examples/2018-installer/layout.ts';
import { adler32 } from '../../src/codec/upx/pack-header.ts';
import { makeElf } from '../make-elf.ts';
import { codeSignature, makeMachO } from '../make-mach-o.ts';
import { makePe, resourceSection } from '../make-pe.ts';
import { makePyInstaller, makePyz, marshalCode } from '../make-pyinstaller.ts';
import { type Damage, makeWindowsProgram, packElf, packWindows, makeElf as unpackedElf } from '../make-upx.ts';
import { packNrv } from '../nrv-packer.ts';
import { byProgram, decode, joined, type Wrapping } from './wrapping.ts';

const elf = makeElf({ parts: [{ name: '.text', bytes: [0x90, 0x90, 0xc3], segment: [1, 5] }] });
const pe = makePe({ sections: [{ name: '.data', bytes: ascii('data'), rva: 0x1000 }] });
const machO = makeMachO({ uuid: new Array<number>(16).fill(1), libraries: [], signature: codeSignature('a', 'b') });

/** Names what PyInstaller's own names. */
const bootloader = Buffer.from(
  makeElf({ parts: [{ name: '.rodata', bytes: ascii('pyi-runtime-tmpdir'), segment: [1, 4] }] }),
);

/** As a resource of raw data. */
function resource(bytes: Uint8Array): Uint8Array {
  const rva = 0x1000;
  const section = resourceSection(rva, [[10, 101, 1033, [...bytes]]]);
  const directories = new Map([[2, [rva, section.length] as const]]);
  return makePe({ sections: [{ name: '.rsrc', bytes: section, rva }], directories });
}

const pyInstaller =
  (entry: (bytes: Buffer) => Parameters<typeof makePyInstaller>[1][number]): Wrapping['wrap'] =>
  (bytes) =>
    makePyInstaller(bootloader, [entry(Buffer.from(bytes))]);

const lzmaCode = `
import lzma, sys
chosen = [{'id': lzma.FILTER_LZMA1, 'lc': 3, 'lp': 0, 'pb': 2}]
sys.stdout.buffer.write(bytes([26, 3]) + lzma.compress(sys.stdin.buffer.read(), lzma.FORMAT_RAW, filters=chosen))
`;

/** Starting Python takes long, and UPX packs in several blocks. */
const packedBefore = new Map<string, Uint8Array>();

function packLzma(bytes: Uint8Array): Uint8Array {
  const key = decode(bytes);
  const packed = packedBefore.get(key) ?? execFileSync('python3', ['-c', lzmaCode], { input: bytes });
  packedBefore.set(key, packed);
  return packed;
}

const formats = ['NRV2B', 'NRV2D', 'NRV2E'] as const;
const methods = [
  ...formats.map((name, i) => ({ name, method: 2 + 3 * i, pack: (bytes: Uint8Array) => packNrv(bytes, name, 4) })),
  {
    name: 'LZMA',
    method: 14,
    pack: packLzma,
    needs: { command: 'python3', from: 'python3' },
  },
];

const filler = Buffer.from('words of a program that say nothing. '.repeat(60));

/** The payload in the data of a program, which was packed. */
function packed(format: 'ELF' | 'PE', packing: (typeof methods)[number], damage: Damage): Wrapping['wrap'] {
  return (bytes) => {
    const data = Buffer.concat([filler, Buffer.from([0]), bytes, Buffer.from([0]), filler]);
    if (format === 'PE') return packWindows(makeWindowsProgram(32, filler, data), packing, adler32, damage);
    return packElf(unpackedElf(64, 62, filler, data, Buffer.alloc(0)), packing, damage);
  };
}

const upx = (['ELF', 'PE'] as const).flatMap((format) =>
  [{}, { magic: true }].flatMap((damage) =>
    methods.map((packing) => ({
      name: `UPX, ${packing.name}, ${format}${damage.magic ? ', magic broken' : ''}`,
      by: 'upx',
      takes: 'configuration' as const,
      wrap: packed(format, packing, damage),
      ...('needs' in packing ? { needs: packing.needs } : {}),
    })),
  ),
);

export const executables: readonly Wrapping[] = [
  { name: 'behind an ELF program', takes: 'form', wrap: (bytes) => joined(elf, bytes) },
  { name: 'behind a Windows program', takes: 'form', wrap: (bytes) => joined(pe, bytes) },
  { name: 'behind a macOS program', takes: 'form', wrap: (bytes) => joined(machO, bytes) },
  { name: 'a resource of a Windows program', takes: 'form', wrap: resource },
  {
    name: 'a resource of a .NET program',
    takes: 'form',
    needs: { command: 'mcs', from: 'mono-mcs' },
    wrap: byProgram('sh', [
      '-c',
      'echo "class X { static void Main() {} }" > x.cs && mcs -out:out.exe x.cs -resource:payload,Own.payload',
    ]),
  },
  {
    name: 'a file in an archive of PyInstaller',
    by: 'pyinstaller',
    wrap: pyInstaller((bytes) => ({ type: 'x', name: 'payload', bytes, compressed: true })),
  },
  {
    name: 'a string of a script in an archive of PyInstaller',
    by: 'pyinstaller',
    takes: 'text',
    wrap: pyInstaller((bytes) => ({ type: 's', name: 'run', bytes: marshalCode([decode(bytes)]), compressed: true })),
  },
  {
    name: 'a string of a module in an archive of PyInstaller',
    by: 'pyinstaller',
    takes: 'text',
    wrap: pyInstaller((bytes) => ({
      type: 'z',
      name: 'PYZ-00.pyz',
      bytes: makePyz({ settings: marshalCode([decode(bytes)]) }),
    })),
  },
  ...upx,
];
