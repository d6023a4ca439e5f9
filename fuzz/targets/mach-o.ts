/** Mach-O load commands and signatures: nothing throws, and what stands behind lies within the file. */
import { readCodeSignature } from '../../src/codec/mach-o/code-signature.ts';
import { readMachImages } from '../../src/codec/mach-o/image.ts';
import { machOverlay } from '../../src/codec/mach-o/overlay.ts';
import { codeSignature, makeFat, makeMachO } from '../../tests/make-mach-o.ts';
import type { FuzzTarget } from '../target.ts';

const program = makeMachO({
  uuid: new Array<number>(16).fill(7),
  libraries: ['/usr/lib/libSystem.B.dylib'],
  signature: codeSignature('com.example.program', 'TEAM123456'),
});

export const target: FuzzTarget = {
  id: 'mach-o',
  seeds: () => [program, makeFat([program, program])],
  run: (bytes) => {
    const images = readMachImages(bytes);
    for (const { signature } of images.status === 'ok' ? images.value : []) {
      const read = signature && readCodeSignature(bytes, signature.at, signature.end);
      if (read?.status === 'ok' && read.value.at + read.value.length > bytes.length)
        throw new Error('a signature beyond the end of the file');
    }
    const behind = machOverlay(bytes, bytes.length);
    if (behind && (behind.at < 0 || behind.at > behind.end || behind.end > bytes.length))
      throw new Error(`a stretch from ${behind.at} to ${behind.end} of ${bytes.length}`);
  },
};
