/** Files written out in base64: what comes out is shorter than what went in. */
import { fixture } from '../../src/decode/encoding/base64-text.fixture.ts';
import { base64Text } from '../../src/decode/encoding/base64-text.ts';
import { nodeHost } from '../../src/engine/node/host.ts';
import { defaultLimits } from '../../src/model/limits.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = {
  id: 'base64-text',
  seeds: () => [fixture.opens, fixture.leaves],
  run(bytes) {
    base64Text.accepts(bytes.subarray(0, 4096), 'x', bytes.length);
    const out = base64Text.decode(bytes, { host: nodeHost, limits: defaultLimits });
    if (Symbol.asyncIterator in out) throw new Error('base64 needs no waiting');
    let total = 0;
    for (const one of out) if ('bytes' in one) total += one.bytes.length;
    if (total > bytes.length) throw new Error(`${total} bytes out of ${bytes.length}`);
  },
};
