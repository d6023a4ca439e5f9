import { describe, expect, it } from 'vitest';
import { machineOf } from '../../../tests/machine-tree.ts';
import { CollectionTree } from './collections-tree.ts';
import { TreeGaps } from './tree-gaps.ts';

const link = 'lrwxrwxrwx 1 root root 0 Nov 23 11:00';
const copied = machineOf({
  '/etc/passwd': 'root:x:0:0::/root:/bin/sh\n',
  '/etc/mtab': { link: '../proc/self/mounts' },
});
const collected = machineOf({
  '/bodyfile/bodyfile.txt': [
    '0|/etc/passwd|131|-rw-r--r--|0|0|26|1763800000|1763800000|1763800100.5|1763700000',
    '0|/etc/mtab -> ../proc/self/mounts|12|lrwxrwxrwx|0|0|19|1763800000|1763800000|1763800200|0',
    'no line',
  ].join('\n'),
  '/live_response/process/running_processes_full_paths.txt': [
    `${link} /proc/1/exe -> /usr/lib/systemd/systemd`,
    `${link} /proc/2/exe`,
    `${link} /proc/7/exe -> /tmp/x (deleted)`,
    `${link} /proc/1/exe -> /tmp/forged`,
  ].join('\n'),
  '/live_response/process/proc/7/cmdline.txt': './x\0-o\0pool.example.com:3333\0',
  '/live_response/process/proc/7/environ.txt': 'HOME=/root\nLD_PRELOAD=/tmp/x.so\n',
  '/live_response/process/proc/7/fd.txt': `total 0\n${link} 3 -> socket:[24012]\n${link} 4 -> /tmp/a b -> c\n`,
  '/live_response/process/ps_-axo_pid_user_cgroup.txt':
    '    PID USER     CGROUP\n      7 www-data 12:cpu:/x,1:name=systemd:/system.slice/x.service\n',
  '/live_response/network/proc_net_tcp.txt': '  sl  local_address rem_address\n',
  '/live_response/system/sysctl_-a.txt': 'vm.nr_hugepages = 1280\n',
});
const gaps = new TreeGaps();
const tree = new CollectionTree(copied.tree, collected.tree, gaps);

describe('a collection of UAC', () => {
  it('says when inodes were changed and born by its body file', () => {
    expect(tree.stat('/etc/passwd')).toMatchObject({ changed: 1763800100500, born: 1763700000000 });
    expect(tree.stat('/etc/mtab')).toMatchObject({ kind: 'link', changed: 1763800200000 });
    expect(tree.stat('/etc/shadow')).toBeUndefined();
  });
  it('has the processes that were written down', () => {
    expect(tree.list('/proc').map(({ name }) => name)).toEqual(['7']);
    expect(tree.text('/proc/7/cmdline')).toBe('./x\0-o\0pool.example.com:3333\0');
    expect(tree.text('/proc/7/environ')).toBe('HOME=/root\0LD_PRELOAD=/tmp/x.so\0');
    expect(tree.text('/proc/7/cgroup')).toBe('12:cpu:/x\n1:name=systemd:/system.slice/x.service\n');
    expect(tree.follow('/proc/7/cmdline')?.kind).toBe('file');
    expect(tree.text('/proc/8/cmdline')).toBeUndefined();
  });
  it('has the links of the kernel as `ls` printed them', () => {
    expect(tree.target('/proc/7/exe')).toBe('/tmp/x (deleted)');
    expect(tree.target('/proc/2/exe')).toBeUndefined();
    expect(tree.list('/proc/7/fd').map(({ name }) => tree.target(`/proc/7/fd/${name}`))).toEqual([
      'socket:[24012]',
      '/tmp/a b -> c',
    ]);
  });
  it('takes the first of two lines on one process, and says so', () => {
    expect(tree.target('/proc/1/exe')).toBe('/usr/lib/systemd/systemd');
    expect(gaps.told().map(({ gap }) => gap.code)).toContain('malformed');
  });
  it('has sockets and settings of the kernel', () => {
    expect(tree.text('/proc/net/tcp')).toContain('local_address');
    expect(tree.text('/proc/sys/vm/nr_hugepages')).toBe('1280\n');
  });
});
