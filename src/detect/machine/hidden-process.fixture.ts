import type { DetectorFixture } from '../../../tests/fixture.ts';
import { at, configOf, processOf } from '../../../tests/machine-story.ts';

export const fixture: DetectorFixture = {
  fires: [
    { name: 'a process that no list has', stage: 'mention', seen: [processOf({ why: ['hidden-from-list'] })] },
    {
      name: 'a hidden process that mines',
      stage: 'capability',
      seen: [processOf({ why: ['hidden-from-list', 'mines'] }), at('/proc/7/cmdline', configOf())],
    },
    {
      name: 'a thread of the kernel that has a program',
      stage: 'mention',
      seen: [processOf({ name: 'kworker/0:1', why: ['posing-as-kernel'] })],
    },
    {
      name: 'a busy program out of /tmp under another name',
      stage: 'mention',
      seen: [processOf({ name: 'sshd', why: ['name-lies', 'from-temporary-folder', 'busy'] })],
    },
    {
      name: 'a busy program out of /tmp whose file is gone',
      stage: 'mention',
      seen: [processOf({ programState: 'deleted', why: ['program-deleted', 'from-temporary-folder', 'busy'] })],
    },
    {
      name: "a busy program out of a hidden folder of root's",
      stage: 'mention',
      seen: [processOf({ program: '/root/.x/y', packaged: 'no', why: ['from-hidden-folder', 'busy'] })],
    },
  ],
  silent: [
    {
      name: 'a program that names its own process',
      seen: [processOf({ program: '/usr/sbin/nginx', why: ['name-lies'] })],
    },
    {
      name: 'a busy database that was upgraded while it ran',
      seen: [processOf({ program: '/usr/sbin/mysqld', programState: 'deleted', why: ['program-deleted', 'busy'] })],
    },
    {
      name: 'a busy program of a person, in a hidden folder of their home',
      seen: [
        processOf({ program: '/home/ada/.boinc/projects/x', packaged: 'no', why: ['from-hidden-folder', 'busy'] }),
      ],
    },
    { name: 'a program at rest out of /tmp', seen: [processOf({ why: ['from-temporary-folder', 'program-deleted'] })] },
    { name: 'a miner that hides nothing', seen: [processOf({ name: 'xmrig', why: ['mines', 'busy'] })] },
  ],
};
