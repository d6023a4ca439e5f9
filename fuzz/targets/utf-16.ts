/** UTF-16 with the high byte first, and what tells text from noise: nothing throws. */
import { isMeaningful, mayBeMeaningful } from '../../src/codec/plain-content/plain-content.ts';
import { fixture } from '../../src/decode/encoding/utf-16.fixture.ts';
import { utf16 } from '../../src/decode/encoding/utf-16.ts';
import { nodeHost } from '../../src/engine/node/host.ts';
import { defaultLimits } from '../../src/model/limits.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = {
  id: 'utf-16',
  seeds: () => [fixture.opens, fixture.leaves],
  run(bytes) {
    utf16.accepts(bytes.subarray(0, 4096), 'x', bytes.length);
    isMeaningful(bytes);
    mayBeMeaningful(bytes.subarray(0, 64));
    const out = utf16.decode(bytes, { host: nodeHost, limits: defaultLimits });
    if (Symbol.asyncIterator in out) throw new Error('UTF-16 needs no waiting');
    for (const one of out)
      if ('bytes' in one && one.bytes.length > 2 * bytes.length + 3) throw new Error('too many bytes');
  },
};
