/** Go's build information, Rust's paths and lists of crates: nothing throws, loops end, and what is framed lies within the bytes. */

import { deflateSync } from 'node:zlib';
import { ascii, padTo } from '../../examples/2018-installer/layout.ts';
import { readGoBuild } from '../../src/codec/go-build/build-info.ts';
import { readAuditList } from '../../src/codec/rust-build/audit-list.ts';
import { readRustBuild } from '../../src/codec/rust-build/build-paths.ts';
import type { FuzzTarget } from '../target.ts';

const magic = [0xff, ...ascii(' Go buildinf:')];
const inline = [
  ...padTo(32, [...magic, 8, 2]),
  8,
  ...ascii('go1.22.3'),
  40,
  ...padTo(16, []),
  ...ascii('path\tx\n'),
  ...padTo(17, []),
];
const pointed = [
  ...magic,
  8,
  0,
  32,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  48,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  ...padTo(32, [0, 64]),
  ...ascii('go1.16'),
];
const rust =
  '/home/x/.cargo/registry/src/index.crates.io-0123/tokio-1.35.1/src/io.rs/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860/library';

export const target: FuzzTarget = {
  id: 'toolchain-build',
  seeds: () => [
    deflateSync(JSON.stringify({ packages: [{ name: 'a', version: '1.0.0', root: true }] })),
    Uint8Array.from(inline),
    Uint8Array.from(pointed),
    Uint8Array.from(ascii(rust)),
  ],
  run: (bytes) => {
    readAuditList(bytes);
    const go = readGoBuild(bytes, (address) => address);
    if (go.status === 'ok' && go.value.at + go.value.length > bytes.length) throw new Error('a blob beyond the end');
    const { commits, homes } = readRustBuild(bytes);
    for (const { text, at } of [...commits, ...homes])
      if (at < 0 || at + text.length > bytes.length) throw new Error(`a text at ${at} of ${bytes.length} bytes`);
  },
};
