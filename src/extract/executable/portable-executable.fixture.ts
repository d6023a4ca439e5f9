import { readFileSync } from 'node:fs';
import { reconstruct } from '../../../examples/2018-installer/build.ts';
import { buildImage } from '../../../examples/2018-installer/image.ts';
import type { ExtractorFixture } from '../../../tests/fixture.ts';

const evidence = readFileSync(new URL('../../../examples/2018-installer/evidence.yaml', import.meta.url), 'utf8');

const withoutPaths = buildImage({
  compiled: new Date(0),
  typeLibraryId: '00000000-0000-4000-8000-000000000001',
  moduleVersionId: '00000000-0000-4000-8000-000000000002',
  symbolGuid: '00000000-0000-4000-8000-000000000003',
  symbolPath: 'a.pdb',
  userStrings: ['C:', 'C:\\', 'not C:\\a path', '1:\\x'],
});

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
  ],
  silent: [
    { name: 'a Linux program', input: Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]), kind: 'executable' },
    { name: 'a DOS program', input: Uint8Array.from([0x4d, 0x5a, ...new Uint8Array(200)]), kind: 'executable' },
    { name: 'two letters', input: 'MZ', kind: 'executable' },
  ],
};
