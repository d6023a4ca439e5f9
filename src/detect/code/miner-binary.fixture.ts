import type { DetectorFixture } from '../../../tests/fixture.ts';

const traits = ['one', 'two', 'three', 'four'];

export const fixture: DetectorFixture = {
  fires: [
    {
      name: 'a program with the traits of XMRig',
      stage: 'capability',
      seen: [
        {
          kind: 'miner-code',
          value: { family: 'xmrig', purpose: 'miner', form: 'executable', traits },
          artifact: { kind: 'executable' },
        },
      ],
    },
    {
      name: 'a node that can mine',
      stage: 'capability',
      seen: [
        {
          kind: 'miner-code',
          value: { family: 'monerod', purpose: 'node-that-can-mine', form: 'executable', traits },
          artifact: { kind: 'executable' },
        },
      ],
    },
    {
      name: 'WebAssembly that computes a hash of mining',
      stage: 'capability',
      seen: [
        {
          kind: 'miner-code',
          value: { family: 'cryptonight', purpose: 'miner', form: 'webassembly', traits: [...traits, ...traits] },
          artifact: { kind: 'executable' },
        },
      ],
    },
    {
      name: "a page that calls a service's miner",
      stage: 'capability',
      seen: [
        {
          kind: 'miner-code',
          value: { family: 'coinhive', purpose: 'miner', form: 'javascript', traits },
          artifact: { kind: 'page' },
        },
      ],
    },
  ],
  silent: [
    {
      name: 'a script, which another detector judges',
      seen: [{ kind: 'miner-code', value: { family: 'xmrig', purpose: 'fetches-miner', form: 'script', traits } }],
    },
    { name: 'nothing', seen: [] },
  ],
};
