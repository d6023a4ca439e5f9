/** Parts of programs: nothing throws, loops end, and children lie within the file and apart from each other. */
import { storedZip } from '../../examples/2018-installer/archive.ts';
import { programParts } from '../../src/decode/executable/program-parts.ts';
import { nodeHost } from '../../src/engine/node/host.ts';
import { defaultLimits } from '../../src/model/limits.ts';
import type { DecodeContext } from '../../src/model/units.ts';
import { makeElf } from '../../tests/make-elf.ts';
import { codeSignature, makeMachO } from '../../tests/make-mach-o.ts';
import { makePe, resourceSection } from '../../tests/make-pe.ts';
import type { FuzzTarget } from '../target.ts';
import { seedImage } from './pe.ts';

export const context: DecodeContext = { host: nodeHost, limits: { ...defaultLimits, unpackedBytes: 1 << 20 } };

const archive = [...storedZip('config.json', '{"pools": []}')];
const resources = resourceSection(0x1000, [
  [10, 101, 1033, archive],
  ['OWN', 'x', 0, archive],
]);
const withResources = makePe({
  sections: [{ name: '.rsrc', bytes: resources, rva: 0x1000 }],
  directories: new Map([[2, [0x1000, resources.length]]]),
});

export const target: FuzzTarget = {
  id: 'program-parts',
  seeds: () => [
    Uint8Array.from([...makeElf({ parts: [{ name: '.data', bytes: archive, segment: [1, 6] }] }), ...archive]),
    Uint8Array.from([
      ...makeMachO({ uuid: archive.slice(0, 16), libraries: ['a'], signature: codeSignature('a', 'b') }),
      ...archive,
    ]),
    Uint8Array.from([...withResources, ...archive]),
    seedImage(['x']),
  ],
  async run(bytes) {
    programParts.accepts?.(bytes.subarray(0, 4096), 'x', bytes.length);
    let total = 0;
    for await (const out of programParts.decode(bytes, context)) {
      if ('gap' in out || !('bytes' in out) || !out.from) continue;
      total += out.from.length;
      if (out.from.offset <= 0 || out.from.offset + out.from.length > bytes.length)
        throw new Error(`a part from ${out.from.offset} on, of ${out.from.length} bytes`);
    }
    if (total > bytes.length) throw new Error('parts that share bytes');
  },
};
