/** Compound files and VBA: nothing throws, loops end, and no stream is longer than the file. */
import { readCompoundFile } from '../../src/codec/compound-file/compound-file.ts';
import { readOlePackage } from '../../src/codec/compound-file/ole-package.ts';
import { unpackVba } from '../../src/codec/vba/compression.ts';
import { findVbaSource, vbaModules } from '../../src/codec/vba/project.ts';
import { fixture } from '../../src/decode/document/compound-file.fixture.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = {
  id: 'compound-file',
  seeds: () => [fixture.opens],
  run(bytes) {
    const file = readCompoundFile(bytes);
    if (file.status !== 'ok') return;
    for (const entry of file.value.directory.streams) {
      const { bytes: stream } = file.value.streamBytes(entry);
      if (stream.length > bytes.length) throw new Error('a stream longer than the file');
      readOlePackage(stream);
      const unpacked = unpackVba(stream, 0, 1e6);
      if (unpacked.status === 'ok') vbaModules(unpacked.value.bytes);
      const at = findVbaSource(stream);
      if (at !== undefined) unpackVba(stream, at, 1e6);
    }
    for (const { at, end } of file.value.unused())
      if (at >= end || end > bytes.length) throw new Error(`unused bytes from ${at} to ${end}`);
  },
};
