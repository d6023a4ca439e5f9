import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasPeer } from '../../../tests/peer.ts';
import { readProcessList } from './process-list.ts';

const full = `UID          PID    PPID  C STIME TTY          TIME CMD
root           1       0  0 Nov20 ?        00:00:04 /sbin/init
root           2       0  0 Nov20 ?        00:00:00 [kthreadd]
www-data     700       1 99 03:04 ?        4-02:11:40 ./x -o pool.example.com:3333  -u a
`;

describe('what ps printed', () => {
  it('is a line a process, the command last', () => {
    const list = readProcessList(full);
    expect(list).toMatchObject({ status: 'ok', value: { unread: 0, cut: false } });
    expect(list.status === 'ok' && list.value.processes[2]).toEqual({
      pid: 700,
      parent: 1,
      user: 'www-data',
      command: './x -o pool.example.com:3333  -u a',
    });
  });
  it('says how long a process has run, and how much memory it has', () => {
    const list = readProcessList('    PID USER     ELAPSED COMMAND\n    7 root  2-03:04:05 x\n    8 root  04:05 y\n');
    expect(list.status === 'ok' && list.value.processes.map(({ seconds }) => seconds)).toEqual([183845, 245]);
    const wide = readProcessList(
      'USER PID %CPU %MEM VSZ RSS TTY STAT START TIME COMMAND\nroot 7 99 1.0 9 2048 ? Sl Nov20 0:01 x y\n',
    );
    expect(wide.status === 'ok' && wide.value.processes).toEqual([
      { pid: 7, user: 'root', memory: 2048 * 1024, command: 'x y' },
    ]);
  });
  it('counts lines that are none of a process', () => {
    const list = readProcessList(`${full}total 5\n\nroot x 1 0 Nov20 ? 0 y\n`);
    expect(list).toMatchObject({ status: 'ok', value: { unread: 2 } });
  });
  it('is nothing else', () => {
    for (const text of ['', 'PID\n', 'a b c\n1 2 3\n', 'PID TTY\n1 ?\n'])
      expect(readProcessList(text).status).toBe('not-this-format');
  });
  it('never throws', () => {
    fc.assert(fc.property(fc.string({ maxLength: 400 }), (text) => void readProcessList(`PID CMD\n${text}`)));
  });
  it.runIf(hasPeer('ps'))('is read as ps of this machine prints it', async () => {
    const { execFileSync } = await import('node:child_process');
    for (const options of [['-ef'], ['auxwww'], ['-axo', 'pid,user,etime,args']]) {
      const list = readProcessList(execFileSync('ps', options, { encoding: 'utf8' }));
      expect(list).toMatchObject({ status: 'ok', value: { unread: 0 } });
      expect(list.status === 'ok' && list.value.processes.some(({ pid }) => pid === process.pid)).toBe(true);
    }
  });
});
