import type { DetectorFixture } from '../../../tests/fixture.ts';
import { at, configOf, containerOf, processOf } from '../../../tests/machine-story.ts';

const state = '/var/lib/docker/containers/1a2b3c4d5e6f7a8b/config.v2.json';

export const fixture: DetectorFixture = {
  fires: [
    {
      name: 'a container whose command names an account',
      stage: 'configured',
      seen: [
        {
          ...containerOf({ mines: true, state: 'running', why: ['mines'] }),
          artifact: { name: state, kind: 'config' },
        },
        at(state, configOf(), 'config'),
      ],
    },
    {
      name: 'one in which a process was seen mining',
      stage: 'active',
      seen: [
        containerOf({ mines: true, why: ['mines'] }),
        processOf({ container: '1a2b3c4d5e6f7a8b', why: ['mines', 'busy'] }),
      ],
    },
    {
      name: "a container of a miner's image",
      stage: 'capability',
      seen: [containerOf({ image: 'metal3d/xmrig', why: ['miner-image'] })],
    },
    {
      name: "a miner's image that waits to be started",
      stage: 'capability',
      seen: [containerOf({ image: 'metal3d/xmrig', state: 'an image, no container', why: ['miner-image'] })],
    },
    {
      name: 'a container that fetches a miner',
      stage: 'capability',
      seen: [containerOf({ carries: 'miner', why: ['fetches-and-runs'] })],
    },
  ],
  silent: [
    {
      name: 'a container that fetches something',
      seen: [containerOf({ carries: 'download', why: ['fetches-and-runs'] })],
    },
    { name: 'a privileged container', seen: [containerOf({ why: ['privileged', 'sees-whole-machine'] })] },
    {
      name: 'an innocent container in which a process mines',
      seen: [containerOf(), processOf({ container: '1a2b3c4d5e6f7a8b', why: ['mines', 'busy'] })],
    },
  ],
};
