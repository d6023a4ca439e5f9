import { acted, started } from '../../../tests/entry-story.ts';
import type { DetectorFixture } from '../../../tests/fixture.ts';

const pool = { host: 'pool.example.com', port: 3333 };

export const fixture: DetectorFixture = {
  fires: [
    { name: 'a miner by its name', seen: [started(0, { why: ['mines'], command: './xmrig' })], stage: 'capability' },
    {
      name: "a miner's own image",
      seen: [acted(0, { action: 'pod-made', what: 'metal3d/xmrig', carries: 'miner' })],
      stage: 'capability',
    },
  ],
  silent: [
    { name: 'a download', seen: [started(0)] },
    {
      name: 'a configuration that nothing started',
      seen: [{ kind: 'mining-config', value: { pools: [pool], source: 'argv' } }],
    },
    { name: 'a package', seen: [acted(0, { action: 'package-installed', carries: 'miner' })] },
  ],
};
