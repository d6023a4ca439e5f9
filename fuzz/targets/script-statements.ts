import { latin1 } from '../../src/codec/latin1/latin1.ts';
import { readStatements } from '../../src/codec/script-statements/script-statements.ts';
import { killsOf } from '../../src/extract/script/rivals.ts';
import { cleaner, dropper, monitor } from '../../src/extract/script/samples.ts';
import { scriptDeeds } from '../../src/extract/script/script-deeds.ts';
import type { FuzzTarget } from '../target.ts';

const others = [
  "import os\nos.system('pkill -f a')\nsubprocess.run(['sh', '-c', \"echo a | crontab -\"])\n",
  'schtasks /create /tn "A" /tr "C:\\a b.exe"\r\nreg add HKCU\\A /v b /d c\r\n',
  'sh -c "sh -c \'sh -c a; b\'; c" <<A\n$(a `b`)\nA\n*/5 * * * * a | b\n',
];

export const target: FuzzTarget = {
  id: 'script-statements',
  seeds: () => [dropper, cleaner, monitor, ...others].map((seed) => new TextEncoder().encode(seed)),
  run(bytes) {
    const text = latin1(bytes);
    const { statements } = readStatements(text);
    for (const { at, end } of statements)
      if (at < 0 || end < at || end > text.length) throw new Error('a statement beyond the text');
    for (const { value } of killsOf(statements))
      if (value.names.length + value.pools.length === 0) throw new Error('a kill of nobody');
    const view = { name: 'x', kind: 'script', bytes, base: 0, whole: true, hits: [], runs: [] } as const;
    for (const out of scriptDeeds.extract(view))
      if ('kind' in out && out.offset + out.length > Math.max(1, bytes.length) + 1)
        throw new Error('a deed beyond the bytes');
  },
};
