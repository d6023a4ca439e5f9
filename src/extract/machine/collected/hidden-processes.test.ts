import { expect, it } from 'vitest';
import { type Files, machineOf } from '../../../../tests/machine-tree.ts';
import { hiddenFromLists } from './hidden-processes.ts';

const list = '/live_response/process/hidden_pids_for_ps_command.txt';
const processes = 'UID PID PPID C STIME TTY TIME CMD\nroot 1 0 0 Nov20 ? 0:01 /sbin/init\nroot 8 1 0 Nov20 ? 0:01 y\n';
const seen = (pid: number): Files => ({
  [`/proc/${pid}/exe`]: { link: '/usr/bin/x' },
  [`/proc/${pid}/cwd`]: { link: '/' },
  [`/proc/${pid}/status`]: 'Name:\tx\n',
});
const hidden = (copied: Files, collected: Files): readonly number[] =>
  hiddenFromLists({
    ...machineOf(copied, { state: { form: 'collection', collector: 'uac' } }),
    collected: machineOf(collected).tree,
  });

it('a process that lasted and that no list of ps has was hidden', () => {
  const collected = { [list]: '7\n8\n9\nx\n', '/live_response/process/ps_-ef.txt': processes };
  // 8 stands in a list, and of 9 nothing else was seen: it had ended.
  expect(hidden({ ...seen(7), ...seen(8) }, collected)).toEqual([7]);
});

it('nothing was hidden from lists that nobody made', () => {
  expect(hidden(seen(7), { [list]: '7\n' })).toEqual([]);
});
