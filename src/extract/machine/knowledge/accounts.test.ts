import { describe, expect, it } from 'vitest';
import { machineOf } from '../../../../tests/machine-tree.ts';
import { accountsOf } from './accounts.ts';

describe('accounts of a machine', () => {
  it('names users by number and knows their homes', () => {
    const machine = machineOf({
      '/etc/passwd': 'root:x:0:0::/root:/bin/bash\ntoor:x:0:0::/root:/bin/sh\nann:x:1000:1000::/home/ann/:/bin/zsh\n',
      '/etc/group': 'adm:x:4:ann\n',
    });
    const accounts = accountsOf(machine);
    expect([accounts.nameOf(0), accounts.nameOf(1000), accounts.nameOf(7)]).toEqual(['root', 'ann', undefined]);
    expect(accounts.groupNameOf(4)).toBe('adm');
    expect(accounts.homes.at(-1)).toEqual({ user: 'ann', uid: 1000, home: '/home/ann', shell: '/bin/zsh' });
    expect(accountsOf(machine)).toBe(accounts);
  });

  it('knows homes that stand there without an account', () => {
    const machine = machineOf({ '/home/bob': { folder: true, uid: 7007 }, '/root/.profile': '' });
    expect(accountsOf(machine).homes).toEqual([
      { user: 'root', uid: 0, home: '/root', shell: '' },
      { user: 'bob', uid: 7007, home: '/home/bob', shell: '' },
    ]);
    expect(accountsOf(machine).nameOf(0)).toBe('root');
  });
});
