import type { DetectorFixture } from '../../../tests/fixture.ts';

const donation = '48edfHu7V9Z84YzzMa6fUueoELZ9ZRXq9VetWzYGzKt52XU5xvqgzYnDK9URnRoJMk1j8nLwEVsaSWJ4fhdUyZijBGUicoD';
const wallet = {
  coin: 'monero',
  network: 'mainnet',
  type: 'standard',
  address: donation,
  checksumValid: true,
} as const;

export const fixture: DetectorFixture = {
  fires: [
    {
      name: 'a rule that names miners',
      stage: 'mention',
      seen: [{ kind: 'mining-term', value: { term: 'xmrig', category: 'miner' }, artifact: { kind: 'rules' } }],
    },
    {
      name: 'a wallet in a document',
      stage: 'mention',
      seen: [{ kind: 'wallet', value: wallet, artifact: { kind: 'document' } }],
    },
    {
      name: 'a wallet in a program',
      stage: 'mention',
      seen: [{ kind: 'wallet', value: wallet, artifact: { kind: 'executable' } }],
    },
  ],
  silent: [
    { name: 'nothing', seen: [] },
    {
      name: "the name of a pool in a sensor's log, which another detector weighs",
      seen: [
        {
          kind: 'mining-term',
          value: { term: 'supportxmr.com', category: 'pool' },
          artifact: { name: 'a', kind: 'log' },
        },
        {
          kind: 'name-lookup',
          value: { name: 'pool.supportxmr.com', sensor: 'dns-log' },
          artifact: { name: 'a', kind: 'log' },
        },
      ],
    },
    {
      name: 'terms in a configuration, which another detector judges',
      seen: [
        { kind: 'mining-term', value: { term: 'xmrig', category: 'miner' } },
        { kind: 'mining-config', value: { pools: [{ host: 'pool.example' }], source: 'json' } },
      ],
    },
    {
      name: 'terms in a miner',
      seen: [
        { kind: 'mining-term', value: { term: 'xmrig', category: 'miner' } },
        { kind: 'miner-code', value: { family: 'xmrig', purpose: 'miner', form: 'executable', traits: ['a'] } },
      ],
    },
    {
      name: 'a wallet that carries no valid check',
      seen: [{ kind: 'wallet', value: { ...wallet, checksumValid: false } }],
    },
  ],
};
