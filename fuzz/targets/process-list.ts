/** What ps, ss, netstat and lsof printed: nothing throws, numbers are numbers. */
import { readProcessList } from '../../src/codec/process-list/process-list.ts';
import { readSocketList } from '../../src/codec/socket-list/socket-list.ts';
import type { FuzzTarget } from '../target.ts';

const seeds = [
  'UID PID PPID C STIME TTY TIME CMD\nroot 1 0 0 Nov20 ? 00:00:04 /sbin/init\n',
  '    PID USER     ELAPSED COMMAND\n    7 root  2-03:04:05 x -o y\n',
  'tcp   ESTAB  0 0 10.0.2.10:41952 203.0.113.42:3333 users:(("x",pid=700,fd=10))\n',
  'tcp6 0 0 :::22 :::* LISTEN 0 500 9/sshd\nudp 0 0 0.0.0.0:68 0.0.0.0:* 0 500 9/dhclient\n',
  'x  700  33 10u  IPv4 24012 0t0  TCP 10.0.2.10:41952->203.0.113.42:3333 (ESTABLISHED)\n',
];

export const target: FuzzTarget = {
  id: 'process-list',
  seeds: () => seeds.map((seed) => new TextEncoder().encode(seed)),
  run(bytes) {
    const text = new TextDecoder().decode(bytes);
    const list = readProcessList(text);
    if (list.status === 'ok')
      for (const { pid, parent = 0, seconds = 0, memory = 0 } of list.value.processes)
        if (!Number.isFinite(pid + parent + seconds + memory)) throw new Error('a number that is none');
    for (const { remotePort, pids } of readSocketList(text).sockets)
      if (remotePort > 65_535 || pids.length === 0) throw new Error('a socket that is none');
  },
};
