/** Configurations under a key of several bytes: what comes out is as long as what went in. */
import { fixture } from '../../src/decode/encoding/rolling-xor.fixture.ts';
import { rollingXor } from '../../src/decode/encoding/rolling-xor.ts';
import { nodeHost } from '../../src/engine/node/host.ts';
import { defaultLimits } from '../../src/model/limits.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = {
  id: 'rolling-xor',
  seeds: () => [fixture.opens, fixture.leaves],
  run(bytes) {
    rollingXor.accepts?.(bytes.subarray(0, 4096), 'x', bytes.length);
    const out = rollingXor.decode(bytes, { host: nodeHost, limits: defaultLimits });
    if (Symbol.asyncIterator in out) throw new Error('a key is found without waiting');
    for (const one of out)
      if ('bytes' in one && one.bytes.length !== bytes.length) throw new Error('more or fewer bytes than went in');
  },
};
