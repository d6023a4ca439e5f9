/** Payloads of scripts: they lie within the file, in order. */
import { scriptPayloads } from '../../src/codec/script-payload/script-payload.ts';
import { fixture } from '../../src/decode/archive/self-extracting-script.fixture.ts';
import { selfExtractingScript } from '../../src/decode/archive/self-extracting-script.ts';
import { defaultLimits } from '../../src/model/limits.ts';
import type { DecodeContext } from '../../src/model/units.ts';
import type { FuzzTarget } from '../target.ts';

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
const seeds = [
  `#!/bin/sh\n${'#'.repeat(300)}\nskip="4"\nhead -n "$skip" "$0"\nfilesizes="3 4"\n\x1f\x8b\x08\0\0\0\0\0`,
  `#!/bin/sh\n${'#'.repeat(300)}\nbase64 -d <<END\nQUJD\nEND\nbegin 644 x\n#8F5G\nend\n`,
];

export const target: FuzzTarget = {
  id: 'self-extracting-script',
  seeds: () => [fixture.opens, ...seeds.map(ascii)],
  run(bytes) {
    let from = 0;
    for (const { at, end } of scriptPayloads(new TextDecoder('latin1').decode(bytes), bytes)) {
      if (at < from || end <= at || end > bytes.length) throw new Error(`a payload from ${at} to ${end}`);
      from = end;
    }
    // The decoder asks its host for nothing.
    const outs = selfExtractingScript.decode(bytes, { limits: defaultLimits } as DecodeContext);
    if (Symbol.iterator in outs) for (const out of outs) if ('gap' in out && out.gap.what === '') throw new Error('?');
  },
};
