import { describe, expect, it } from 'vitest';
import { type Files, machineOf } from '../../../../tests/machine-tree.ts';
import { toldOf } from './told.ts';
import type { Told } from './told-facts.ts';

const told = (collector: string, collected: Files): Told =>
  toldOf({ ...machineOf({}, { state: { form: 'collection', collector } }), collected: machineOf(collected).tree });
const row = (values: object): string => `${JSON.stringify(values)}\n`;
const socket = { protocol: 'tcp', local: '10.0.2.10:41952', remote: '203.0.113.42:3333', remotePort: 3333 };

describe('lists of UAC', () => {
  it('are put together: children of whom, since when, how large', () => {
    const { processes, misses } = told('uac', {
      '/live_response/process/ps_-ef.txt': 'UID PID PPID C STIME TTY TIME CMD\napp 7 1 0 Nov20 ? 0:01 /opt/x -a\n',
      '/live_response/process/ps_-axo_pid_user_etime_args.txt': {
        content: 'PID USER ELAPSED COMMAND\n7 app 01:00 /opt/x -a\n8 app 00:01 y\n',
        modified: 1_763_800_000_000,
      },
      '/live_response/process/ps_auxwww.txt':
        'USER PID %CPU %MEM VSZ RSS TTY STAT START TIME COMMAND\napp 7 9 1 1 10 ? S Nov20 0:01 /opt/x -a\n',
    });
    expect(processes).toEqual([
      { pid: 7, parent: 1, name: 'x', user: 'app', command: '/opt/x -a', start: 1_763_799_940_000, memory: 10_240 },
      { pid: 8, name: 'y', user: 'app', command: 'y', start: 1_763_799_999_000 },
    ]);
    expect(misses).toEqual([]);
  });
  it('take the program of a process from what it has open', () => {
    const { processes } = told('uac', {
      '/live_response/process/ps_-ef.txt': 'UID PID PPID C STIME TTY TIME CMD\napp 7 1 0 Nov20 ? 0:01 ./x -a\n',
      '/live_response/process/lsof_-nPl.txt':
        'COMMAND PID USER FD TYPE DEVICE SIZE/OFF NODE NAME\nx 7 33 cwd DIR 8,1 4096 11 /var/tmp\nx 7 33 txt REG 8,1 9000 12 /var/tmp/x (deleted)\ny 8 33 txt REG 8,1 9000 12 /opt/y\n',
    });
    expect(processes).toEqual([
      { pid: 7, parent: 1, name: 'x', user: 'app', command: './x -a', program: '/var/tmp/x (deleted)' },
    ]);
  });
  it('tell of one connection once, whoever listed it', () => {
    const { connections } = told('uac', {
      '/live_response/network/ss_-anp.txt':
        'tcp ESTAB 0 0 10.0.2.10:41952 203.0.113.42:3333 users:(("x",pid=7,fd=10))\n',
      '/live_response/network/netstat_-anp.txt':
        'tcp 0 0 10.0.2.10:41952 203.0.113.42:3333 ESTABLISHED 7/x\ntcp 0 0 0.0.0.0:22 0.0.0.0:* LISTEN 9/sshd\n',
    });
    expect(connections.get(7)).toEqual([{ ...socket, state: 'established' }]);
    expect(connections.get(9)).toHaveLength(1);
  });
});

describe('tables of Velociraptor', () => {
  it('are read under the names that columns have had', () => {
    const at = (...[address, port, there, remotePort]: readonly [string, string, string, string]): object => ({
      Pid: 7,
      Status: 'ESTAB',
      [address]: '10.0.2.10',
      [port]: 41952,
      [there]: '203.0.113.42',
      [remotePort]: 3333,
    });
    for (const columns of [
      at('LaddrIP', 'LaddrPort', 'RaddrIP', 'RaddrPort'),
      at('Laddr.IP', 'Laddr.Port', 'Raddr.IP', 'Raddr.Port'),
      at('SrcIP', 'SrcPort', 'DestIP', 'DestPort'),
    ])
      expect(
        told('velociraptor', { '/results/Windows.Network.Netstat.json': row(columns) }).connections.get(7),
      ).toEqual([{ ...socket, state: 'established' }]);
  });
  it('have moments in words and in seconds', () => {
    const starts = ['2026-11-21T12:00:00Z', 1_795_262_400, 'never'].map((CreateTime, i) => ({
      Pid: i + 1,
      Name: 'x',
      CreateTime,
    }));
    const { processes } = told('velociraptor', { '/results/Generic.System.Pstree.json': starts.map(row).join('') });
    const noon = Date.UTC(2026, 10, 21, 12);
    expect(processes.map(({ start }) => start)).toEqual([noon, noon, undefined]);
  });
  it('say where lines are no rows', () => {
    const path = '/results/Linux.Sys.Pslist.json';
    expect(told('velociraptor', { [path]: `x\n{"Pid":-1}\n[1]\n\n${row({ Pid: 7, Name: 'x' })}` })).toMatchObject({
      processes: [{ pid: 7, name: 'x', command: 'x' }],
      misses: [{ code: 'malformed', path, what: '3 lines are no rows of the table' }],
    });
  });
});

it('nothing is told of a machine that nobody collected', () => {
  expect(toldOf(machineOf({})).processes).toEqual([]);
});
