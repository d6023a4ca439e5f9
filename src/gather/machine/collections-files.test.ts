import { describe, expect, it } from 'vitest';
import { type Files, machineOf } from '../../../tests/machine-tree.ts';
import { WrittenFiles } from './collections-files.ts';
import { TreeGaps } from './tree-gaps.ts';

const at = (collected: Files, path: string): unknown =>
  new WrittenFiles(machineOf(collected).tree, new TreeGaps()).at(path);
const rows = (...all: readonly object[]): string => all.map((row) => `${JSON.stringify(row)}\n`).join('');

describe('what UAC wrote down', () => {
  it('of modules reads as the kernel lists them, with its marks', () => {
    const collected = {
      '/live_response/system/lsmod.txt':
        'Module                  Size  Used by\nx                  16384  0\nnf_tables             344064  2 nft_compat,nft_ct\n',
      '/live_response/system/modules_tainting_the_kernel.txt': 'x 16384 0 - Live 0xffffffffc0a00000 (OE)\n',
    };
    expect(at(collected, '/proc/modules')).toMatchObject({
      text: 'x 16384 0 - Live 0xffffffffc0a00000 (OE)\nnf_tables 344064 2 nft_compat,nft_ct Live 0x0\n',
    });
  });
  it('of folders of modules tells those that were loaded from those that are built in', () => {
    const text =
      '/sys/module:\ntotal 0\ndrwxr-xr-x 5 root root 0 Nov 23 11:00 x\n\n/sys/module/x:\ntotal 0\n-r--r--r-- 1 root root 4096 Nov 23 11:00 initstate\n\n/sys/module/8250/parameters:\n-r--r--r-- 1 root root 4096 Nov 23 11:00 initstate\n';
    const files = new WrittenFiles(
      machineOf({ '/live_response/system/ls_-l_-a_-R_sys_module.txt': text }).tree,
      new TreeGaps(),
    );
    expect(files.list('/sys/module')).toEqual([{ name: 'x', kind: 'folder' }]);
    expect(files.at('/sys/module/x/initstate')?.text).toBe('live\n');
    expect(files.at('/sys/module/8250/initstate')).toBeUndefined();
  });
  it('of ld.so.preload has its time from beside it', () => {
    const collected = {
      '/chkrootkit/etc_ld_so_preload.txt': '/usr/lib/x.so\n',
      '/chkrootkit/stat_etc_ld_so_preload.txt':
        '0|/etc/ld.so.preload|1|-rw-r--r--|0|0|23|1795262401|1795262400|1795262402|0\n',
    };
    expect(at(collected, '/etc/ld.so.preload')).toEqual({ text: '/usr/lib/x.so\n', modified: 1_795_262_400_000 });
    expect(at({ '/chkrootkit/etc_ld_so_preload.txt': 'debugfs: no such file' }, '/etc/ld.so.preload')).toBeUndefined();
  });
});

describe('what cannot be read of it is a gap', () => {
  const gapsAt = (collected: Files, path: string): unknown[] => {
    const gaps = new TreeGaps();
    new WrittenFiles(machineOf(collected).tree, gaps).at(path);
    return gaps.told();
  };
  it('where a line of a table is damaged', () => {
    const path = '/results/Linux.Sys.Users.json';
    const users = `${rows({ User: 'a', Uid: '1000' })}{"User": "b", "Ui\n`;
    expect(gapsAt({ [path]: users }, '/etc/passwd')).toMatchObject([{ gap: { code: 'malformed', path } }]);
  });
  it('where a list has more lines than are read', () => {
    const path = '/live_response/system/lsmod.txt';
    expect(gapsAt({ [path]: '\n'.repeat(262_143) }, '/proc/modules')).toEqual([]);
    expect(gapsAt({ [path]: '\n'.repeat(262_144) }, '/proc/modules')).toMatchObject([
      { gap: { code: 'limit-count', path } },
    ]);
  });
});

describe('tables of Velociraptor', () => {
  it('of accounts and keys read as the files that they were', () => {
    const users = rows(
      { User: 'a', Uid: '1000', Gid: 1000, Description: 'x:y', Homedir: '/home/a', Shell: '/bin/sh' },
      { User: 'none' },
    );
    expect(at({ '/results/Linux.Sys.Users.json': users }, '/etc/passwd')).toMatchObject({
      text: 'a:x:1000:1000:x y:/home/a:/bin/sh\n',
    });
    const place = '/home/a/.ssh/authorized_keys';
    const key = { OSPath: place, KeyType: 'ssh-rsa', Key: 'AAAA', Comment: 'c', Mtime: '2026-11-20T03:00:00Z' };
    const keys = rows({ ...key, Opts: ['no-pty', 'command="x"'] }, { ...key, Opts: null, Comment: null });
    expect(at({ '/results/Linux.Ssh.AuthorizedKeys.json': keys }, place)).toEqual({
      text: 'no-pty,command="x" ssh-rsa AAAA c\nssh-rsa AAAA\n',
      modified: Date.UTC(2026, 10, 20, 3),
    });
  });
  it('of modules read as the kernel lists them', () => {
    const modules = rows({ Name: 'x', Size: 16384, UseCount: 0, Status: 'Live', Address: '0x0' }, { Name: 'a b' });
    expect(at({ '/results/Linux.Proc.Modules.json': modules }, '/proc/modules')).toMatchObject({
      text: 'x 16384 0 - Live 0x0\n',
    });
  });
});
