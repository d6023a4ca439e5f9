/** .NET metadata: nothing throws, loops end, and what is framed lies within the file. */
import { readEntryPoint } from '../../src/codec/dotnet/entry-point.ts';
import { userStrings } from '../../src/codec/dotnet/heaps.ts';
import { moduleVersionId, typeLibraryId } from '../../src/codec/dotnet/identity.ts';
import { readManifestResources } from '../../src/codec/dotnet/manifest-resources.ts';
import { readMetadata } from '../../src/codec/dotnet/metadata.ts';
import { readResourceSet } from '../../src/codec/dotnet/resource-set.ts';
import { readTables } from '../../src/codec/dotnet/tables.ts';
import { readPeImage } from '../../src/codec/pe/image.ts';
import { makeResourceSet } from '../../tests/make-resource-set.ts';
import type { FuzzTarget } from '../target.ts';
import { seedImage } from './pe.ts';

function checkFrame(bytes: Uint8Array, at: number, end: number): void {
  if (at < 0 || end < at || end > bytes.length)
    throw new Error(`a frame from ${at} to ${end} of ${bytes.length} bytes`);
}

const resourceSet = Uint8Array.from(
  makeResourceSet([
    ['a', 0x20, [1, 2, 3]],
    ['b', 1, [4]],
  ]),
);

export const target: FuzzTarget = {
  id: 'dotnet',
  seeds: () => [seedImage([]), seedImage(['C:\\a', 'é', 'x'.repeat(200)]), resourceSet],
  run: (bytes) => {
    const set = readResourceSet(bytes, { at: 0, end: bytes.length });
    for (const { at, end } of set.status === 'ok' ? set.value : []) checkFrame(bytes, at, end);
    const image = readPeImage(bytes);
    if (image.status !== 'ok') return;
    const metadata = readMetadata(bytes, image.value);
    if (metadata.status !== 'ok') return;
    const heap = metadata.value.streams.get('#US');
    for (const { at, end } of heap ? userStrings(bytes, heap) : []) checkFrame(bytes, at, end);
    const tables = readTables(bytes, metadata.value.streams.get('#~'));
    if (tables.status !== 'ok') return;
    const module = moduleVersionId(bytes, metadata.value, tables.value);
    if (module) checkFrame(bytes, module.at, module.at + 16);
    const library = typeLibraryId(bytes, metadata.value, tables.value);
    readEntryPoint(bytes, metadata.value, tables.value);
    const resources = readManifestResources(bytes, metadata.value, tables.value);
    for (const { at, end } of resources.status === 'ok' ? resources.value : []) checkFrame(bytes, at, end);
    if (library) checkFrame(bytes, library.at, library.at + library.text.length);
  },
};
