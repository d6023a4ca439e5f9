import type { ExtractorFixture } from '../../../tests/fixture.ts';

export const fixture: ExtractorFixture = {
  fires: [
    {
      name: 'a blog that names a miner and a pool',
      kind: 'document',
      input: 'They ran XMRig against pool.supportxmr.com for a week.',
      expect: [
        { kind: 'mining-term', value: { term: 'xmrig', category: 'miner' } },
        { kind: 'mining-term', value: { term: 'supportxmr.com', category: 'pool' } },
      ],
    },
    {
      name: 'words of the protocol',
      input: '{"id":1,"method":"mining.authorize"} to stratum+tcp://host:1',
      expect: [
        { kind: 'mining-term', value: { term: 'mining.authorize', category: 'protocol' } },
        { kind: 'mining-term', value: { term: 'stratum+tcp://', category: 'protocol' } },
      ],
    },
    {
      name: 'a browser miner',
      kind: 'page',
      input: '<script src="https://coinhive.com/lib/coinhive.min.js"></script>',
      expect: [
        { kind: 'mining-term', value: { term: 'coinhive.com', category: 'script-miner' } },
        { kind: 'mining-term', value: { term: 'coinhive', category: 'script-miner' } },
      ],
    },
    {
      name: 'the name a miner took from a thread of the kernel',
      input: 'ps: 1234 /tmp/kdevtmpfsi',
      expect: [{ kind: 'mining-term', value: { term: 'kdevtmpfsi', category: 'miner' } }],
    },
    {
      name: 'a longer name stands for the shorter one within it',
      input: 'donate.v2.xmrig.com:3333',
      expect: [{ kind: 'mining-term', value: { term: 'donate.v2.xmrig.com', category: 'pool' } }],
    },
  ],
  silent: [
    { name: "the kernel's own thread", input: 'kdevtmpfs ksoftirqd/0 [kdevtmpfs]' },
    {
      name: 'data mining',
      kind: 'document',
      input: 'Data mining and a miner, the hash rate, RandomX, minerals, adminerd.',
    },
    {
      name: "another host whose name ends like a pool's",
      input: 'notnanopool.org my-nanopool.org nanopool.org.example',
    },
    { name: 'words that go on', input: 'xmrigged coinhives ccminers' },
  ],
};
