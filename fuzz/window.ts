/** Fuzz targets of decoders that open stretches of a text: children lie within it, and are no larger than it. */

import type { WindowDecoder } from '../src/model/units.ts';
import { openWindow } from '../tests/open-window.ts';
import type { FuzzTarget } from './target.ts';

export function windowTarget(decoder: WindowDecoder, ...seeds: readonly (string | Uint8Array)[]): FuzzTarget {
  return {
    id: decoder.id,
    seeds: () => seeds.map((seed) => (typeof seed === 'string' ? new TextEncoder().encode(seed) : seed)),
    run(bytes) {
      for (const { name, bytes: content, from } of openWindow(decoder, bytes).children) {
        const { offset, length } = from ?? { offset: -1, length: 0 };
        if (offset < 0 || length <= 0 || offset + length > bytes.length) throw new Error(`${name} lies outside`);
        if (content.length > 3 * length) throw new Error(`${name} is larger than what it stands for`);
        if (content.buffer === bytes.buffer) throw new Error(`${name} is no copy`);
      }
    },
  };
}
