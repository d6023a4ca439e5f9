import type { DetectorFixture } from '../../../tests/fixture.ts';

export const fixture: DetectorFixture = {
  fires: [
    {
      name: 'a script that fetches a miner and starts it',
      stage: 'capability',
      seen: [
        {
          kind: 'miner-code',
          value: { family: 'xmrig', purpose: 'fetches-miner', form: 'script', traits: ['fetches it', 'starts it'] },
          artifact: { kind: 'script' },
        },
      ],
    },
  ],
  silent: [
    { name: 'a download alone', seen: [{ kind: 'download', value: { url: 'http://h.example/xmrig' } }] },
    {
      name: 'a program',
      seen: [{ kind: 'miner-code', value: { family: 'xmrig', purpose: 'miner', form: 'executable', traits: ['a'] } }],
    },
  ],
};
