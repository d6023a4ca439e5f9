import { ascii, padTo } from '../../../examples/2018-installer/layout.ts';
import type { ExtractorFixture } from '../../../tests/fixture.ts';
import { makeElf } from '../../../tests/make-elf.ts';

const mark = new Array<number>(16).fill(0xaa);
const module = [
  ...mark,
  ...ascii('path\texample.com/tool\nmod\texample.com/tool\tv1.0.0\th1:x=\ndep\texample.com/a\tv1.2.3\n'),
  ...mark,
];
const goBlob = [
  ...padTo(32, [0xff, ...ascii(' Go buildinf:'), 8, 2]),
  ...[8, ...ascii('go1.22.3')],
  ...[module.length, ...module],
];
const rustPath = '/home/someone/.cargo/registry/src/index.crates.io-6f17d22bba15001f/tokio-1.35.1/src/io.rs';
/** Every value of a byte equally often: as dense as compressed data. */
const dense = Array.from({ length: 8192 }, (_, i) => (i * 167) % 256);

export const fixture: ExtractorFixture = {
  fires: [
    {
      name: 'a Go program',
      input: makeElf({ parts: [{ name: '.go.buildinfo', bytes: goBlob, segment: [1, 6] }] }),
      kind: 'executable',
      expect: [
        { kind: 'build-trace', value: { trace: 'linking', text: 'static, symbols stripped' } },
        {
          kind: 'build-trace',
          value: { trace: 'go-build', text: 'go1.22.3, main package example.com/tool, module example.com/tool v1.0.0' },
        },
        { kind: 'build-trace', value: { trace: 'go-build', text: 'built from the modules example.com/a v1.2.3' } },
      ],
    },
    {
      name: 'a Rust program',
      input: makeElf({
        parts: [
          { name: '.rodata', bytes: ascii(rustPath), segment: [1, 4] },
          { name: '.comment', bytes: [...ascii('rustc version 1.75.0'), 0] },
        ],
      }),
      kind: 'executable',
      expect: [
        { kind: 'build-trace', value: { trace: 'compiler', text: 'rustc version 1.75.0' } },
        { kind: 'build-trace', value: { trace: 'linking', text: 'static, symbols stripped' } },
        { kind: 'build-trace', value: { trace: 'rust-build', text: '1 crate: tokio 1.35.1' } },
        {
          kind: 'build-trace',
          value: { trace: 'build-path', text: '/home/someone (where cargo keeps its crates)' },
        },
      ],
    },
    {
      name: 'a packed program without section headers, and something behind it',
      input: Uint8Array.from([
        ...makeElf({ parts: [{ name: '', bytes: dense, segment: [1, 5] }], sectionless: true }),
        ...ascii('{"pools": []}  '.repeat(4)),
      ]),
      kind: 'executable',
      expect: [
        { kind: 'build-trace', value: { trace: 'linking', text: 'static, section headers removed, as packers do' } },
        {
          kind: 'build-trace',
          value: {
            trace: 'packer',
            text: 'looks packed: code in segment 1 as dense as compressed data (8.0 bits a byte)',
          },
        },
        { kind: 'build-trace', value: { trace: 'section', text: '60 bytes behind the program' } },
      ],
    },
  ],
  silent: [
    { name: 'a Windows program', input: Uint8Array.from([0x4d, 0x5a, ...new Uint8Array(200)]), kind: 'executable' },
    { name: 'three letters', input: 'ELF', kind: 'executable' },
  ],
};
