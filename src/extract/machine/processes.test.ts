import { describe, expect, it } from 'vitest';
import { type Files, machineOf, runProbe, type TestMachine } from '../../../tests/machine-tree.ts';
import { readMinerCommand } from '../../codec/command-line/miner-arguments.ts';
import { splitCommands } from '../../codec/command-line/words.ts';
import { type ProcessState, processSchema } from '../../model/machine-payloads.ts';
import type { Machine, MachineTree, RunningMachine, Told } from '../../model/machine-units.ts';
import { wallet } from '../config/samples.ts';
import { booted, procOf, type SampleProcess, tcpTable, usual } from './process/sample-processes.ts';
import { processes } from './processes.ts';

const seconds = 2;
const measuredAt = booted + 3 * 86_400_000;

interface Given {
  readonly files?: Files;
  readonly running?: Partial<RunningMachine>;
  readonly processors?: number;
}

/** Debian with these packaged files. */
function debian(...paths: string[]): Files {
  return {
    '/etc/passwd': 'root:x:0:0:root:/root:/bin/bash\nwww-data:x:33:33::/var/www:/usr/sbin/nologin\n',
    '/var/lib/dpkg/status': 'Package: base\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1\n\n',
    '/var/lib/dpkg/info/base.list': `/.\n${['/usr/lib/systemd/systemd', ...paths].join('\n')}\n`,
    ...Object.fromEntries(['/usr/lib/systemd/systemd', ...paths].map((path) => [path, '\x7fELF'])),
  };
}

function machineWith(
  list: readonly SampleProcess[],
  { files = {}, running = {}, processors }: Given = {},
): TestMachine {
  const all = [...usual, ...list];
  return machineOf(
    { ...debian(), ...procOf(all, processors), ...files },
    {
      running: {
        answers: (pid) => all.some((one) => one.pid === pid),
        before: { ms: measuredAt - seconds * 1000, ticks: new Map(all.map(({ pid }) => [pid, 10])) },
        now: () => measuredAt,
        ...running,
      },
    },
  );
}

const look = (list: readonly SampleProcess[], given?: Given): Told[] => runProbe(processes, machineWith(list, given));

function statesIn(told: readonly Told[], aside = false): ProcessState[] {
  return told.flatMap((one) =>
    'kind' in one && one.kind === 'process' && (one.aside === true) === aside ? [one.value] : [],
  );
}

const open = (list: readonly SampleProcess[], given?: Given): ProcessState[] => statesIn(look(list, given));
const aside = (list: readonly SampleProcess[], given?: Given): ProcessState[] => statesIn(look(list, given), true);
const examinedIn = (told: readonly Told[]): string[] => told.flatMap((one) => ('examine' in one ? [one.examine] : []));

/** The same tree as an object of which a test may replace a part. */
function delegated(tree: MachineTree): MachineTree {
  return {
    stat: (path) => tree.stat(path),
    follow: (path) => tree.follow(path),
    list: (path) => tree.list(path),
    read: (path, most) => tree.read(path, most),
    text: (path, most) => tree.text(path, most),
    fill: (path, at, into) => tree.fill(path, at, into),
    target: (path) => tree.target(path),
    real: (path) => tree.real(path),
  };
}

describe('what is told openly', () => {
  it('a miner by its command, with its owner, its start and its connection', () => {
    const miner: SampleProcess = {
      pid: 700,
      program: '/root/work',
      arguments: ['./work', '-o', 'pool.example.com:3333', '-u', wallet, '--donate-level', '1'],
      ticks: 400,
      threads: ['0', '1', '2', '3'],
      opened: ['/dev/null', 'socket:[77]'],
    };
    const table = tcpTable([{ remote: [203, 0, 113, 42], port: 3333, inode: 77 }]);
    const [state] = open([miner], { files: { '/proc/700/net/tcp': table } });
    expect(state).toMatchObject({
      pid: 700,
      name: 'work',
      user: 'root',
      start: '2026-11-20T12:00:05.000Z',
      cores: 1.95,
      watched: 2,
      pinned: 4,
      parents: [{ pid: 1, name: 'systemd', program: '/usr/lib/systemd/systemd' }],
      connections: [{ protocol: 'tcp', local: '10.0.2.10:41952', remote: '203.0.113.42:3333', state: 'established' }],
      packaged: 'no',
    });
    expect(state?.why).toEqual(['mines', 'busy', 'pinned', 'talks-to-pool', 'not-packaged']);
  });

  it.each<[string, SampleProcess, string]>([
    ['from memory alone', { pid: 700, program: '/memfd:x (deleted)' }, 'program-in-memory'],
    ['whose file is gone', { pid: 700, program: '/root/x (deleted)' }, 'program-deleted'],
    ['from a temporary folder', { pid: 700, program: '/dev/shm/x' }, 'from-temporary-folder'],
    ['from the folder of message queues', { pid: 700, program: '/dev/mqueue/x' }, 'from-temporary-folder'],
    ['hidden in a folder of the system', { pid: 700, program: '/usr/lib/.x/y' }, 'from-hidden-folder'],
    [
      'posing as a thread by its arguments',
      { pid: 700, program: '/opt/x', arguments: ['[kworker/0:1]'] },
      'posing-as-kernel',
    ],
    ['posing as a thread by its name', { pid: 700, program: '/opt/x', name: 'ksoftirqd/0' }, 'posing-as-kernel'],
    [
      'posing as a thread in a script',
      { pid: 700, program: '/usr/bin/perl', arguments: ['[kswapd0]'], name: 'perl' },
      'posing-as-kernel',
    ],
    ['called as a shell', { pid: 700, program: '/var/lib/x', arguments: ['-bash'] }, 'name-lies'],
    ['called as a service', { pid: 700, program: '/opt/app/x', arguments: ['/usr/sbin/sshd', '-D'] }, 'name-lies'],
    [
      'a script that calls itself a service',
      { pid: 700, program: '/usr/bin/perl', arguments: ['/usr/sbin/httpd -k start'] },
      'name-lies',
    ],
    [
      'with a library from a temporary folder',
      { pid: 700, program: '/usr/bin/sleep', environment: { LD_PRELOAD: '/tmp/x.so' } },
      'preloaded',
    ],
    [
      'writing to processors',
      { pid: 700, program: '/root/x', opened: ['/dev/cpu/0/msr'] },
      'writes-processor-registers',
    ],
  ])('a program %s', (_, process, why) => {
    const files = debian('/usr/bin/perl', '/usr/bin/sleep');
    expect(open([process], { files }).map((state) => state.why)).toEqual([expect.arrayContaining([why])]);
  });

  it('a program of no package that a web server started', () => {
    const list: SampleProcess[] = [
      { pid: 600, program: '/usr/sbin/nginx', arguments: ['nginx: worker process'], uid: 33 },
      { pid: 700, parent: 600, program: '/var/www/upload/x', uid: 33 },
    ];
    expect(open(list, { files: debian('/usr/sbin/nginx') })).toMatchObject([
      { pid: 700, user: 'www-data', why: ['child-of-service', 'not-packaged'] },
    ]);
  });

  it('a busy program of no package that is tied to processors', () => {
    const busy: SampleProcess = { pid: 700, program: '/opt/x', ticks: 500, threads: ['0', '1', '2'] };
    expect(open([busy])).toMatchObject([{ why: ['busy', 'pinned', 'not-packaged'], pinned: 3 }]);
  });
});

describe('what is told aside, or not at all', () => {
  it.each<[string, SampleProcess]>([
    ['a login', { pid: 700, program: '/usr/bin/bash', arguments: ['-bash'] }],
    ['a server’s title', { pid: 700, program: '/usr/sbin/sshd', arguments: ['sshd: root@pts/0'] }],
    ['systemd’s helper', { pid: 700, program: '/usr/lib/systemd/systemd', name: '(sd-pam)', arguments: ['(sd-pam)'] }],
    ['a task queue’s title', { pid: 700, program: '/usr/bin/python3', arguments: ['[celeryd: celery@a:MainProcess]'] }],
    ['a container’s monitor', { pid: 700, program: '/usr/bin/lxc-start', arguments: ['[lxc monitor] /var/lib/lxc a'] }],
    [
      'Java’s thread names',
      { pid: 700, program: '/opt/jdk/bin/java', name: 'main', arguments: ['java', '-jar', 'x.jar'] },
    ],
    [
      'node from a folder of versions',
      { pid: 700, program: '/home/a/.nvm/versions/node/v20/bin/node', name: 'MainThread' },
    ],
    ['busybox', { pid: 700, program: '/bin/busybox', name: 'crond', arguments: ['/usr/sbin/crond', '-f'] }],
    [
      'a shell by another’s name',
      { pid: 700, program: '/usr/bin/dash', name: 'sh', arguments: ['sh', '-c', 'sleep 1'] },
    ],
    ['an AppImage', { pid: 700, program: '/tmp/.mount_abcdef/usr/bin/app' }],
    ['a program that is being developed', { pid: 700, program: '/tmp/go-build123/b001/exe/main' }],
    ['a shell in a temporary folder', { pid: 700, program: '/usr/bin/bash', folder: '/tmp/work' }],
    ['a runtime’s copy of itself', { pid: 700, program: '/memfd:runc_cloned:/proc/self/exe (deleted)' }],
    ['a snap', { pid: 700, program: '/snap/firefox/1/usr/lib/firefox/firefox', mounts: 2 }],
    ['a memory allocator', { pid: 700, program: '/usr/bin/x', environment: { LD_PRELOAD: 'libjemalloc.so.2' } }],
    ['a busy build', { pid: 700, program: '/home/a/.cargo/bin/rustc', ticks: 500 }],
    [
      'a script named like a service',
      { pid: 700, program: '/opt/py/bin/python3', name: 'cron', arguments: ['python3', '/opt/cron'] },
    ],
    [
      'a wrapped program of Nix',
      { pid: 700, program: '/nix/store/a-nginx/bin/.nginx-wrapped', arguments: ['nginx: master'] },
    ],
    ['a person’s tool in a temporary folder', { pid: 700, program: '/home/a/bin/tool', folder: '/tmp', ticks: 500 }],
    [
      'a successor under the old name',
      { pid: 700, program: '/opt/db/bin/mariadbd', arguments: ['/opt/db/bin/mysqld'] },
    ],
    ['a program by another name of its file', { pid: 700, program: '/opt/ssh/server', arguments: ['/opt/sshd'] }],
    ['a look at a pool', { pid: 700, program: '/usr/bin/ping', arguments: ['ping', 'pool.supportxmr.com'] }],
    ['a zombie', { pid: 700, program: '/usr/bin/x', state: 'Z', locked: true, arguments: [] }],
  ])('%s', (_, process) => {
    const packaged = ['/usr/bin/bash', '/usr/sbin/sshd', '/usr/bin/python3', '/usr/bin/lxc-start', '/usr/bin/dash'];
    const files = {
      ...debian(...packaged, '/bin/busybox'),
      '/opt/ssh/server': 'ELF',
      '/opt/sshd': { link: 'ssh/server' },
    };
    expect(open([process], { files })).toEqual([]);
  });

  it('a step of a build server', () => {
    const list: SampleProcess[] = [
      { pid: 600, program: '/opt/jdk/bin/java', arguments: ['java', '-jar', 'jenkins.war'] },
      { pid: 700, parent: 600, program: '/usr/bin/bash', arguments: ['/bin/sh', '-xe', '/tmp/jenkins7.sh'] },
    ];
    expect(open(list, { files: debian('/usr/bin/bash') })).toEqual([]);
  });

  it('an upgraded program still runs from its deleted file', () => {
    const old: SampleProcess = { pid: 700, program: '/usr/sbin/cron (deleted)' };
    expect(aside([old], { files: debian('/usr/sbin/cron') }).find(({ pid }) => pid === 700)).toMatchObject({
      programState: 'deleted',
      why: [],
    });
  });

  it('threads of the kernel are not told, and all others once', () => {
    expect(aside([]).map(({ pid, why }) => [pid, why])).toEqual([[1, []]]);
  });

  it('a container’s own programs are no package’s and no sign', () => {
    const inside: SampleProcess = {
      pid: 700,
      program: '/usr/local/bin/server',
      mounts: 9,
      group: `/system.slice/docker-${'3f4d9a2b'.repeat(8)}.scope`,
      uid: 33,
      ticks: 500,
    };
    const [, state] = aside([inside]);
    expect(state).toMatchObject({ container: '3f4d9a2b'.repeat(8), packaged: 'unknown', why: ['busy'], uid: 33 });
    expect(state?.user).toBeUndefined();
  });

  it('sockets are told with what is connected first, and a datagram’s is not closed', () => {
    const server: SampleProcess = { pid: 700, program: '/opt/x', opened: ['socket:[78]', 'socket:[77]', 'socket:[9]'] };
    const files = {
      '/proc/700/net/udp': tcpTable([{ remote: [0, 0, 0, 0], port: 0, inode: 78 }]).replace(' 01 ', ' 07 '),
      '/proc/700/net/tcp': tcpTable([{ remote: [198, 51, 100, 7], port: 443, inode: 77 }]),
    };
    expect(aside([server], { files }).at(-1)?.connections).toMatchObject([
      { protocol: 'tcp', remote: '198.51.100.7:443', state: 'established' },
      { protocol: 'udp', remote: '0.0.0.0:0', state: 'unconnected' },
    ]);
  });

  it('a port of pools says nothing where nothing else does', () => {
    const server: SampleProcess = { pid: 700, program: '/opt/x', opened: ['socket:[77]'] };
    const table = tcpTable([{ remote: [203, 0, 113, 42], port: 3333, inode: 77 }]);
    expect(aside([server], { files: { '/proc/700/net/tcp': table } }).at(-1)).toMatchObject({ why: [] });
  });
});

describe('hidden processes', () => {
  /** The same machine, of which the list of /proc leaves one out. */
  const withoutListing = (machine: TestMachine, hidden: number): Machine => {
    const list = (path: string): ReturnType<MachineTree['list']> =>
      machine.tree.list(path).filter(({ name }) => path !== '/proc' || name !== String(hidden));
    return { ...machine, tree: { ...delegated(machine.tree), list } };
  };
  const all = (machine: Machine): Told[] => [...processes.probe(machine, { paths: [], left: 0 })];
  const rogue: SampleProcess = { pid: 321, program: '/usr/lib/x' };

  it('one that the list leaves out is found by signal 0 and read as all are', () => {
    const told = all(withoutListing(machineWith([rogue]), 321));
    expect(statesIn(told)).toMatchObject([
      { pid: 321, program: '/usr/lib/x', why: ['hidden-from-list', 'not-packaged'] },
    ]);
    expect(examinedIn(told)).toEqual(['/proc/321/cmdline', '/proc/321/exe']);
  });

  it('one that has no folder at all still answers', () => {
    const told = look([], { running: { answers: (pid) => pid < 5 || pid === 321 } });
    expect(statesIn(told)).toMatchObject([{ pid: 321, why: ['hidden-from-list'], programState: 'unreadable' }]);
  });

  it('one beyond all numbers that were asked is found by its control group', () => {
    const far: SampleProcess = { ...rogue, pid: 5000 };
    const files = { '/sys/fs/cgroup/system.slice/x.service/cgroup.procs': '1\n5000\n' };
    expect(statesIn(all(withoutListing(machineWith([far], { files }), 5000)))).toMatchObject([{ pid: 5000 }]);
  });

  it('one that does not answer either, and stays in its control group', () => {
    const files = { '/sys/fs/cgroup/x.slice/cgroup.procs': '0\n321\n' };
    const told = look([], { files, running: { answers: (pid) => pid < 5 } });
    expect(statesIn(told)).toMatchObject([{ pid: 321, why: ['hidden-from-list'] }]);
  });

  it('too many to be told, and control groups that were not asked, are gaps', () => {
    const groups = Array.from({ length: 8193 }, (_, i) => [`/sys/fs/cgroup/${i}/cgroup.procs`, '']);
    const named = Array.from({ length: 67 }, (_, i) => 1000 + i).join('\n');
    const files = { ...Object.fromEntries(groups), '/sys/fs/cgroup/0/cgroup.procs': named };
    const told = look([], { files, running: { answers: (pid) => pid < 5 } });
    const gaps = told.flatMap((one) => ('gap' in one ? one.gap.what : []));
    expect(gaps).toEqual([
      '3 more processes that the list leaves out are not told',
      '2 more control groups are not asked which processes they hold',
    ]);
  });

  it('threads answer as well and are none', () => {
    const files = { '/proc/321/status': 'Name:\tx\nTgid:\t1\nPid:\t321\n' };
    const machine = machineWith([], { files, running: { answers: (pid) => pid < 5 || pid === 321 } });
    expect(statesIn(all(withoutListing(machine, 321)))).toEqual([]);
  });

  it('nothing is hidden where /proc is of another namespace, or shows a container’s root its own alone', () => {
    const of = (files: Files, more: object): Told[] =>
      runProbe(
        processes,
        machineOf({ ...procOf(usual), ...files }, { running: { answers: (pid) => pid === 321, ...more } }),
      );
    expect(statesIn(of({}, {}))).toMatchObject([{ pid: 321 }]);
    expect(statesIn(of({ '/proc/self': { link: '4242' } }, { pid: 7 }))).toEqual([]);
    const closed = {
      '/proc/self/uid_map': '         0     100000      65536\n',
      '/proc/self/mountinfo': '22 21 0:20 / /proc rw - proc proc rw,hidepid=invisible\n',
    };
    expect(statesIn(of(closed, {}))).toEqual([]);
  });

  it('what began after the list was read is not hidden', () => {
    const machine = machineWith([rogue]);
    const before = withoutListing(machine, 321);
    let asked = 0;
    const list = (path: string): ReturnType<MachineTree['list']> =>
      path === '/proc' && asked++ > 0 ? machine.tree.list(path) : before.tree.list(path);
    expect(statesIn(all({ ...machine, tree: { ...before.tree, list } }))).toEqual([]);
  });

  it('without root, what cannot be read is only closed to us', () => {
    const running = { asRoot: false, answers: (pid: number): boolean => pid < 5 || pid === 321 };
    expect(open([], { running })).toEqual([]);
  });

  it('where time runs out, the numbers that were left are a gap', () => {
    let clock = measuredAt;
    const running = { now: (): number => (clock += 10_000) };
    const files = { '/proc/loadavg': '0 0 0 1/9 900000\n', '/proc/sys/kernel/pid_max': '4194304\n' };
    const told = look([], { running, files });
    expect(told).toContainEqual({ gap: expect.objectContaining({ code: 'limit-time', path: '/proc' }) });
    expect(told).toContainEqual({ looked: { at: 'process numbers', count: 1024 } });
  });
});

describe('what is examined', () => {
  it('a command line is written so that a miner’s configuration is read from it', () => {
    const list: SampleProcess[] = [
      { pid: 700, program: '/usr/bin/x', arguments: ['x', '-o', 'pool.example.com:3333', '-u', wallet, '-p', 'a b'] },
    ];
    const told = look(list, { files: debian('/usr/bin/x') });
    const line = told.find((one) => 'examine' in one && one.examine === '/proc/700/cmdline');
    const text = new TextDecoder().decode(line && 'bytes' in line ? line.bytes : undefined);
    expect(text).toBe(`x -o pool.example.com:3333 -u ${wallet} -p 'a b'\n`);
    expect(readMinerCommand([...splitCommands(text)][0] ?? [])?.config.pools[0]).toMatchObject({ port: 3333 });
  });

  it('a program of no package, once for all its processes; not those of packages and containers', () => {
    const group = `/docker/${'3f4d9a2b'.repeat(8)}`;
    const list: SampleProcess[] = [
      { pid: 700, program: '/opt/app/server' },
      { pid: 701, program: '/opt/app/server' },
      { pid: 702, program: '/usr/bin/bash' },
      { pid: 703, program: '/usr/bin/server', mounts: 9, group },
      { pid: 704, program: '/usr/bin/worker', mounts: 9, group, ticks: 500 },
    ];
    const told = look(list, { files: debian('/usr/bin/bash') });
    expect(examinedIn(told)).toEqual(['/proc/700/exe', '/proc/704/exe']);
  });

  it('the script that an interpreter runs, where no package brought it', () => {
    const list: SampleProcess[] = [
      { pid: 700, program: '/usr/bin/bash', arguments: ['bash', './work.sh', '--fast'], folder: '/root' },
      { pid: 701, program: '/usr/bin/bash', arguments: ['bash', '-c', '/root/work.sh'] },
      { pid: 702, program: '/usr/bin/python3.11', arguments: ['/usr/bin/python3', '/usr/bin/tool'] },
    ];
    const files = { ...debian('/usr/bin/bash', '/usr/bin/python3.11', '/usr/bin/tool'), '/root/work.sh': 'sleep 1' };
    expect(examinedIn(look(list, { files }))).toEqual(['/root/work.sh']);
  });

  it('the configuration that a miner would look for', () => {
    const list: SampleProcess[] = [
      { pid: 700, program: '/opt/a/x', arguments: ['x', '-c', 'my.json'], folder: '/srv/data' },
      { pid: 701, program: '/opt/b/x (deleted)', arguments: ['x', '--config=/etc/other.json'] },
    ];
    const there = ['/opt/a/config.json', '/opt/b/config.json', '/srv/data/my.json', '/etc/other.json'];
    const files = Object.fromEntries(there.map((path) => [path, '{}']));
    expect(examinedIn(look(list, { files })).filter((path) => path.endsWith('json'))).toEqual([
      '/srv/data/my.json',
      '/opt/a/config.json',
      '/etc/other.json',
      '/opt/b/config.json',
    ]);
  });

  it('of a copied /proc, the program by its own path', () => {
    const files = {
      ...debian(),
      ...procOf([{ pid: 700, program: '/opt/x', arguments: ['/opt/x'] }]),
      '/opt/x': '\x7fELF',
    };
    const told = runProbe(processes, machineOf(files));
    expect(statesIn(told, true)).toMatchObject([{ pid: 700, programState: 'present' }]);
    expect(examinedIn(told)).toEqual(['/opt/x']);
  });

  it('memory only where the user asked for it, of what is telling, small ranges first', () => {
    const maps = `1000-3000 rw-p 00000000 00:00 0
10000-20000 rw-p 00000000 00:00 0                          [heap]
20000-21000 r-xp 00000000 08:01 7                          /tmp/x\n`;
    const list: SampleProcess[] = [
      { pid: 700, program: '/tmp/x', maps },
      { pid: 701, program: '/opt/x', maps },
    ];
    const asked: string[] = [];
    const memory = (pid: number, from: number, length: number): Uint8Array => {
      asked.push(`${pid} ${from.toString(16)} ${length.toString(16)}`);
      return new Uint8Array(length).fill(65);
    };
    expect(examinedIn(look(list))).not.toContain('/proc/700/mem');
    expect(examinedIn(look(list, { running: { memory } }))).toContain('/proc/700/mem');
    expect(asked).toEqual(['700 10000 10000', '700 1000 2000']);
  });

  it('memory beyond the bound is a gap', () => {
    const maps = '10000000-30000000 rw-p 00000000 00:00 0 \n';
    const memory = (_: number, __: number, length: number): Uint8Array => new Uint8Array(length).fill(65);
    const told = look([{ pid: 700, program: '/tmp/x', maps }], { running: { memory } });
    const part = told.find((one) => 'examine' in one && one.examine === '/proc/700/mem');
    expect(part && 'bytes' in part && part.bytes?.length).toBe(16 * 1024 * 1024);
    expect(told).toContainEqual({ gap: expect.objectContaining({ code: 'limit-bytes', path: '/proc/700/mem' }) });
  });
});

describe('hostile and half-gone processes', () => {
  it('a machine without /proc says nothing', () => {
    expect(runProbe(processes, machineOf(debian()))).toEqual([]);
  });

  it('one that ended while it was read is told as far as it goes', () => {
    expect(aside([{ pid: 700, program: '/usr/bin/x', locked: true, arguments: [] }]).at(-1)).toMatchObject({
      programState: 'unreadable',
    });
    const files = { '/proc/701/status': 'Name:\tx\n', '/proc/702/stat': '702 (x', '/proc/x/stat': '1' };
    expect(statesIn(look([], { files }), true)).toHaveLength(1);
  });

  it('one that became another program while it was read is read once more', () => {
    const machine = machineWith([{ pid: 700, program: '/srv/tool' }]);
    const { tree } = machine;
    const old = tree.text('/proc/700/stat')?.replace('(tool)', '(sh)');
    let asked = 0;
    const text = (path: string, most?: number): string | undefined =>
      path === '/proc/700/stat' && asked++ === 0 ? old : tree.text(path, most);
    const told = [...processes.probe({ ...machine, tree: { ...delegated(tree), text } }, { paths: [], left: 0 })];
    expect(asked).toBe(2);
    expect(statesIn(told)).toEqual([]);
    expect(statesIn(told, true).at(-1)).toMatchObject({ pid: 700, name: 'tool', why: [] });
  });

  it('parents in a circle, names with newlines and numbers beyond all time do no harm', () => {
    const list: SampleProcess[] = [
      { pid: 700, parent: 701, program: '/opt/x', name: 'a) S 1\n(b' },
      { pid: 701, parent: 700, program: '/opt/y', arguments: ['\u001b[2J\n'.repeat(9000)] },
    ];
    const files = { '/proc/701/stat': `701 (y) S 700 ${'9'.repeat(20)} ${'9 '.repeat(40)}` };
    const states = aside(list, { files });
    expect(states.map(({ pid, parents }) => [pid, parents?.map((one) => one.pid)])).toEqual([
      [1, []],
      [700, [701]],
      [701, [700]],
    ]);
    expect(states[2]?.command).toHaveLength(2048);
  });
});

it('hands no variable on that is a secret by its name, and holds times that no calendar has', () => {
  const list: SampleProcess[] = [
    { pid: 700, program: '/tmp/x', environment: { POOL: 'pool.example.com:3333', DB_PASSWORD: 'hidden' } },
  ];
  const given = look(list).find((one) => 'examine' in one && one.examine === '/proc/700/environ');
  const bytes = given !== undefined && 'examine' in given ? given.bytes : undefined;
  expect(new TextDecoder().decode(bytes)).toBe('POOL=pool.example.com:3333\n');
  const files = { '/proc/stat': 'cpu0 1 2 3 4\nbtime 999999999999\n' };
  for (const state of statesIn(look(list, { files }))) expect(processSchema.parse(state)).toEqual(state);
});

it('every observation fits its schema', () => {
  const list: SampleProcess[] = [
    { pid: 700, program: '/tmp/x', ticks: 900, opened: ['/tmp/a (deleted)', '/dev/cpu/3/msr'], folder: '/tmp' },
    { pid: 701, program: '/memfd:a\n', environment: { LD_PRELOAD: '/dev/shm/a.so', SECRET: 'x' } },
  ];
  const told = look(list);
  for (const state of [...statesIn(told), ...statesIn(told, true)]) expect(processSchema.parse(state)).toEqual(state);
});
