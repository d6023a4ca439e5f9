import { type EventFixture, eventLine, saidLine } from '../../../tests/event-harness.ts';

const sysmon = (fields: Record<string, string | number>, seconds = 0) =>
  eventLine({ EventID: 1, ...fields }, { seconds, machine: 'WEB1' });
const history = (CommandLine: string) =>
  eventLine({ CommandLine }, { source: { service: 'history' }, line: CommandLine });

export const fixture: EventFixture = {
  fires: [
    {
      name: 'a miner out of a hidden folder',
      lines: [history('/dev/shm/.k/xmrig --donate-level 1')],
      expect: [{ kind: 'process-start', value: { why: ['mines', 'from-temporary-folder'] } }],
    },
  ],
  silent: [
    {
      name: 'an ordinary day',
      lines: [
        history('ls -la'),
        history('curl -O https://downloads.example.org/tool-1.2.tar.gz'),
        history('ps aux | grep xmrig'),
        history('pkill -f kdevtmpfsi'),
        saidLine('(root) CMD (/usr/lib/php/sessionclean)'),
        saidLine('anna : TTY=pts/0 ; PWD=/home/anna ; USER=root ; COMMAND=/usr/bin/apt-get update'),
        sysmon({
          Image: '/bin/sh',
          CommandLine: 'sh -c next start',
          ParentImage: '/usr/bin/node',
          ParentCommandLine: 'npm start',
        }),
        sysmon({
          Image: '/bin/sh',
          CommandLine: 'sh -c test ! -f /archive/0001 && cp pg_wal/0001 /archive/0001',
          ParentImage: '/usr/lib/postgresql/16/bin/postgres',
        }),
        sysmon({
          Image: 'C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319\\csc.exe',
          CommandLine: 'csc.exe /noconfig',
          ParentImage: 'C:\\Windows\\System32\\inetsrv\\w3wp.exe',
        }),
        sysmon({ Image: '/tmp/go-build123/b001/x.test', CommandLine: '/tmp/go-build123/b001/x.test -test.v' }),
        eventLine({ EventID: 3, Image: 'C:\\a.exe', CommandLine: 'xmrig' }),
      ],
    },
  ],
};
