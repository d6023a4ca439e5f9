import type { ExtractorFixture } from '../../../tests/fixture.ts';
import { codeSignature, makeMachO } from '../../../tests/make-mach-o.ts';

export const fixture: ExtractorFixture = {
  fires: [
    {
      name: 'a program for macOS',
      input: makeMachO({
        uuid: Array.from({ length: 16 }, (_, i) => i),
        libraries: ['/usr/lib/libSystem.B.dylib'],
        signature: codeSignature('com.example.program', 'TEAM123456'),
      }),
      kind: 'executable',
      expect: [
        { kind: 'build-trace', value: { trace: 'build-id', text: '00010203-0405-0607-0809-0A0B0C0D0E0F (ARM64)' } },
        {
          kind: 'build-trace',
          value: { trace: 'compiler', text: 'for macOS 11.1 or later, built with the kit of 12.3.1' },
        },
        { kind: 'build-trace', value: { trace: 'linking', text: 'dynamic, needs /usr/lib/libSystem.B.dylib' } },
        {
          kind: 'build-trace',
          value: {
            trace: 'signer',
            text: 'identifier com.example.program, team TEAM123456, signed by nobody (ad hoc), not verified',
          },
        },
      ],
    },
  ],
  silent: [
    {
      name: 'a Java class, which begins as programs for several processors do',
      input: Uint8Array.from([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 52, ...new Uint8Array(100)]),
      kind: 'executable',
    },
    { name: 'an ELF program', input: Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]), kind: 'executable' },
  ],
};
