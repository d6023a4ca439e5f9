import { readFileSync } from 'node:fs';
import { reconstruct } from '../../../examples/2018-installer/build.ts';
import { buildImage } from '../../../examples/2018-installer/image.ts';
import { ascii, u32 } from '../../../examples/2018-installer/layout.ts';
import type { ExtractorFixture } from '../../../tests/fixture.ts';
import { makePe } from '../../../tests/make-pe.ts';
import { signedSample } from '../../../tests/signed-sample.ts';

const evidence = readFileSync(new URL('../../../examples/2018-installer/evidence.yaml', import.meta.url), 'utf8');

const withoutPaths = buildImage({
  compiled: new Date(0),
  typeLibraryId: '00000000-0000-4000-8000-000000000001',
  moduleVersionId: '00000000-0000-4000-8000-000000000002',
  symbolGuid: '00000000-0000-4000-8000-000000000003',
  symbolPath: 'a.pdb',
  userStrings: ['C:', 'C:\\', 'not C:\\a path', '1:\\x'],
});

const importRva = 0x4000;
const importTable = [
  ...[...u32(importRva + 40), ...u32(0), ...u32(0), ...u32(importRva + 52), ...u32(importRva + 40)],
  ...new Array<number>(20).fill(0),
  ...[...u32(0x80000001), ...u32(0x80000002), ...u32(0)],
  ...[...ascii('KERNEL32.dll'), 0],
];

/** Named and laid out as a packer would have it, with a signature dated before the compile time. */
function packed(): Uint8Array {
  const size = 8 + signedSample.length;
  const entry = [size & 0xff, size >>> 8, 0, 0, 0, 2, 2, 0, ...signedSample];
  const image = (at: number): Uint8Array =>
    makePe({
      seconds: Date.UTC(2022, 0, 1) / 1000,
      // Every value of a byte equally often: as dense as compressed data.
      sections: [
        { name: 'UPX0', bytes: [], rva: 0x1000, memorySize: 0x1000, characteristics: 0xe0000080 },
        {
          name: 'UPX1',
          bytes: Array.from({ length: 8192 }, (_, i) => i % 256),
          rva: 0x2000,
          characteristics: 0xe0000040,
        },
        { name: '.idata', bytes: importTable, rva: importRva },
      ],
      directories: new Map([
        [1, [importRva, 40]],
        [4, [at, size]],
      ]),
    });
  return Uint8Array.from([...image(image(0).length), ...entry]);
}

export const fixture: ExtractorFixture = {
  fires: [
    {
      name: 'the reconstruction of the 2018 installer',
      input: reconstruct(evidence),
      kind: 'executable',
      expect: [
        {
          kind: 'build-trace',
          value: { trace: 'compile-time', text: '2017-12-24T00:00:00Z', time: '2017-12-24T00:00:00Z' },
        },
        {
          kind: 'build-trace',
          value: { trace: 'pdb-path', text: 'C:\\Users\\Jawhar\\documents\\reconstruction.pdb' },
        },
        { kind: 'build-trace', value: { trace: 'mvid', text: '59564144-414c-504d-2d49-4e4552542d31' } },
        { kind: 'build-trace', value: { trace: 'type-library-id', text: '82e999fb-a6e0-4094-aa1f-1a306069d1a5' } },
        { kind: 'build-trace', value: { trace: 'file-path', text: 'C:\\SoftwaresInstall\\soft' } },
        { kind: 'build-trace', value: { trace: 'file-path', text: 'C:\\NewDirectory' } },
        { kind: 'build-trace', value: { trace: 'file-path', text: 'C:\\NewDirectory2\\info2' } },
        { kind: 'build-trace', value: { trace: 'file-path', text: 'C:\\Windows\\Sys64\\intelservice.exe' } },
        { kind: 'build-trace', value: { trace: 'file-path', text: 'C:\\Windows\\Sys64\\updater.exe' } },
      ],
    },
    {
      name: 'a compile time that is not set',
      input: withoutPaths,
      kind: 'executable',
      expect: [
        { kind: 'build-trace', value: { trace: 'compile-time', text: '0x00000000: not set' } },
        { kind: 'build-trace', value: { trace: 'pdb-path', text: 'a.pdb' } },
        { kind: 'build-trace', value: { trace: 'mvid', text: '00000000-0000-4000-8000-000000000002' } },
        { kind: 'build-trace', value: { trace: 'type-library-id', text: '00000000-0000-4000-8000-000000000001' } },
      ],
    },
    {
      name: 'a packed and signed program whose compile time cannot be',
      input: packed(),
      kind: 'executable',
      expect: [
        {
          kind: 'build-trace',
          value: {
            trace: 'compile-time',
            text: '2022-01-01T00:00:00Z, but its signature says 2021-02-03T04:05:06Z, which is earlier: one of the two is wrong',
          },
        },
        {
          kind: 'build-trace',
          value: {
            trace: 'signer',
            text: 'Example Signer (O=Example Ltd), certificate issued by Example CA (O=Example Ltd), digest sha256, time-stamped 2021-02-03T04:05:06Z, not verified',
          },
        },
        {
          kind: 'build-trace',
          value: { trace: 'linking', text: 'imports 2 functions from 1 library: KERNEL32.dll' },
        },
        {
          kind: 'build-trace',
          value: {
            trace: 'packer',
            text: 'looks packed: a section named as UPX names it; code in UPX1 as dense as compressed data (8.0 bits a byte); room for code in UPX0 that the file leaves empty; only 2 imported functions',
          },
        },
      ],
    },
  ],
  silent: [
    { name: 'a Linux program', input: Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]), kind: 'executable' },
    { name: 'a DOS program', input: Uint8Array.from([0x4d, 0x5a, ...new Uint8Array(200)]), kind: 'executable' },
    { name: 'two letters', input: 'MZ', kind: 'executable' },
  ],
};
