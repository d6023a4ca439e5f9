import { expect, it } from 'vitest';
import { packedName } from './packed-name.ts';

it.each([
  ['x.tar.xz', 'x.tar'],
  ['data.tar.zst', 'data.tar'],
  ['miner.tgz', 'miner.tar'],
  ['miner.TBZ2', 'miner.tar'],
  ['log.1.gz', 'log.1'],
  ['/var/log/auth.log.2.gz', 'auth.log.2'],
  ['../../tmp/x.lz4', 'x'],
  ['C:\\Temp\\x.exe.Z', 'x.exe'],
])('what is packed as %j is called %j', (archive, name) => expect(packedName(archive)).toBe(name));

it.each([undefined, '', 'miner', '.gz', '/var/.xz', 'initrd.img'])('what is packed as %j has no name', (archive) =>
  expect(packedName(archive)).toBe('unpacked'),
);
