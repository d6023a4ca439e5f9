/** What the headers of a PE image lead to: nothing throws, loops end, and what is framed lies within the file. */
import { buildImage } from '../../examples/2018-installer/image.ts';
import { readCertificateTable } from '../../src/codec/authenticode/certificate-table.ts';
import { readCompileTime } from '../../src/codec/pe/compile-time.ts';
import { readDebugDirectory } from '../../src/codec/pe/debug-directory.ts';
import { readPeImage } from '../../src/codec/pe/image.ts';
import { readImports } from '../../src/codec/pe/imports.ts';
import { certificateTable, overlays } from '../../src/codec/pe/overlay.ts';
import { readResources } from '../../src/codec/pe/resources.ts';
import { readRichHeader } from '../../src/codec/pe/rich-header.ts';
import { readVersionStrings } from '../../src/codec/pe/version-info.ts';
import { makePe, resourceSection } from '../../tests/make-pe.ts';
import { signedSample } from '../../tests/signed-sample.ts';
import type { FuzzTarget } from '../target.ts';

export const seedImage = (userStrings: readonly string[]): Uint8Array =>
  buildImage({
    compiled: new Date('2020-01-01T00:00:00Z'),
    typeLibraryId: '00000000-0000-4000-8000-000000000001',
    moduleVersionId: '00000000-0000-4000-8000-000000000002',
    symbolGuid: '00000000-0000-4000-8000-000000000003',
    symbolPath: 'C:\\x.pdb',
    userStrings,
  });

/** Resources, a Rich header's marks, and a signature behind it. */
function richImage(): Uint8Array {
  const bytes = resourceSection(0x1000, [
    [10, 1, 0, [1, 2, 3]],
    [16, 1, 0, new Array<number>(64).fill(8)],
  ]);
  const stub = [...Buffer.from('DanS'), ...new Array<number>(20).fill(0), ...Buffer.from('Rich'), 0, 0, 0, 0];
  const size = 8 + signedSample.length;
  const entry = [size & 0xff, size >>> 8, 0, 0, 0, 2, 2, 0, ...signedSample];
  const image = (at: number): Uint8Array =>
    makePe({
      stub,
      sections: [{ name: '.rsrc', bytes, rva: 0x1000 }],
      directories: new Map([
        [1, [0x1000, 60]],
        [2, [0x1000, bytes.length]],
        [4, [at, entry.length]],
      ]),
    });
  return Uint8Array.from([...image(image(0).length), ...entry]);
}

function checkFrames(bytes: Uint8Array, frames: readonly { readonly at: number; readonly end: number }[]): void {
  for (const { at, end } of frames)
    if (at < 0 || end < at || end > bytes.length) throw new Error(`a frame from ${at} to ${end} of ${bytes.length}`);
}

export const target: FuzzTarget = {
  id: 'pe',
  seeds: () => [seedImage([]), richImage()],
  run: (bytes) => {
    const image = readPeImage(bytes);
    if (image.status !== 'ok') return;
    const debug = readDebugDirectory(bytes, image.value);
    readCompileTime(image.value.timestamp.seconds, debug.status === 'ok' && debug.value.reproducible);
    for (const { at, length } of debug.status === 'ok' ? debug.value.codeView : [])
      if (at < 0 || length <= 0 || at + length > bytes.length) throw new Error('a path beyond the end of the file');
    readRichHeader(bytes);
    readImports(bytes, image.value);
    const resources = readResources(bytes, image.value);
    const leaves = resources.status === 'ok' ? resources.value.leaves : [];
    checkFrames(bytes, [...leaves, ...overlays(bytes, image.value, bytes.length)]);
    for (const leaf of leaves) readVersionStrings(bytes, leaf);
    const table = certificateTable(image.value, bytes.length);
    const signatures = table && readCertificateTable(bytes, table);
    checkFrames(bytes, signatures?.status === 'ok' ? signatures.value : []);
  },
};
