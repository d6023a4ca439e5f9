import type { LogFormatFixture } from '../../../tests/fixture.ts';

const time = '2026-11-23T16:00:00.000Z';

export const fixture: LogFormatFixture = {
  fires: [
    {
      name: 'dpkg',
      input: '2026-11-23 16:00:00 startup archives unpack\n2026-11-23 16:00:00 install xmrig:amd64 <none> 6.21.0\n',
      expect: [
        { source: { product: 'linux', service: 'dpkg' }, time, fields: { action: 'startup' } },
        { time, fields: { action: 'install', package: 'xmrig:amd64 <none> 6.21.0' } },
      ],
    },
    {
      name: 'apt',
      input:
        '\nStart-Date: 2026-11-23  16:00:00\nCommandline: apt install xmrig\nRequested-By: alice (1000)\nInstall: xmrig:amd64 (6.21.0)\nEnd-Date: 2026-11-23  16:00:05\n',
      expect: [
        { source: { product: 'linux', service: 'apt' }, time, fields: { action: 'begin', CommandLine: undefined } },
        { time, fields: { action: 'command', CommandLine: 'apt install xmrig' } },
        { fields: { action: 'user' } },
        {
          time,
          fields: {
            action: 'install',
            package: 'xmrig:amd64 (6.21.0)',
            CommandLine: 'apt install xmrig',
            User: 'alice',
          },
        },
        { time: '2026-11-23T16:00:05.000Z' },
      ],
    },
    {
      name: 'dnf',
      input:
        '2026-11-23T17:00:00+0100 INFO --- logging initialized ---\n2026-11-23T17:00:00+0100 SUBDEBUG Installed: xmrig-6.21.0-1.x86_64\n',
      expect: [{ source: { product: 'linux', service: 'dnf' }, time, fields: { action: 'installed' } }],
    },
    {
      name: 'yum',
      input: 'Nov 23 16:00:00 Installed: xmrig-6.21.0-1.x86_64\n',
      expect: [{ source: { product: 'linux', service: 'yum' }, time, fields: { package: 'xmrig-6.21.0-1.x86_64' } }],
    },
    {
      name: 'pacman',
      input:
        "[2026-11-23T17:00:00+0100] [PACMAN] Running 'pacman -S xmrig'\n[2026-11-23 16:00] [ALPM] installed xmrig (6.21.0-1)\n",
      expect: [
        { source: { product: 'linux', service: 'pacman' }, time, fields: { CommandLine: 'pacman -S xmrig' } },
        { time, fields: { action: 'installed' } },
      ],
    },
  ],
  silent: [
    { name: 'a program’s log', input: '2026-11-23 16:00:00 INFO started\n' },
    { name: 'a mail', input: 'Install: it was done\nUpgrade: not yet\n' },
    { name: 'system logs', input: 'Nov 23 16:00:00 box cron[1]: x\n' },
  ],
};
