import type { DetectorFixture } from '../../../tests/fixture.ts';

const pools = ['pool.example.com:3333'];

export const fixture: DetectorFixture = {
  fires: [
    {
      name: 'shares that were accepted',
      seen: [{ kind: 'miner-output', value: { log: 'miner-log', pools: [], accepted: 3, rejected: 0 } }],
      stage: 'active',
    },
    {
      name: 'a speed beside a pool',
      seen: [{ kind: 'miner-output', value: { log: 'syslog', pools, accepted: 0, rejected: 0, rate: 812.4 } }],
      stage: 'active',
    },
  ],
  silent: [
    {
      name: 'a miner that found no pool',
      seen: [{ kind: 'miner-output', value: { log: 'miner-log', pools, accepted: 0, rejected: 0 } }],
    },
    {
      name: 'a trial without a pool, as for measuring a machine',
      seen: [{ kind: 'miner-output', value: { log: 'miner-log', pools: [], accepted: 0, rejected: 0, rate: 4000 } }],
    },
  ],
};
