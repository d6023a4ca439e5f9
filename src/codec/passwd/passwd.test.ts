import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasPeer } from '../../../tests/peer.ts';
import { readGroup, readPasswd } from './passwd.ts';

describe('accounts in text', () => {
  it('reads an account with its home and shell', () => {
    const { entries } = readPasswd('# comment\n\nroot:x:0:0:root:/root:/bin/bash\n');
    expect(entries).toEqual([
      { name: 'root', password: 'x', uid: 0, gid: 0, comment: 'root', home: '/root', shell: '/bin/bash', line: 3 },
    ]);
  });

  it('leaves out lines that break the rules, and tells which', () => {
    const text = 'a:x:zero:0::/:\nb:x:1:1::/b:/bin/sh\nc:x:1\n:x:1:1::/:\nd:x:4294967296:1::/:\n+::::::\n';
    const { entries, broken } = readPasswd(text);
    expect(entries.map(({ name }) => name)).toEqual(['b']);
    expect(broken).toEqual([1, 3, 4, 5]);
  });

  it('reads a group with its members', () => {
    expect(readGroup('docker:x:999:ann,bob\nempty:x:5:').entries).toEqual([
      { name: 'docker', gid: 999, members: ['ann', 'bob'], line: 1 },
      { name: 'empty', gid: 5, members: [], line: 2 },
    ]);
  });

  it('gives back what was written', () => {
    const word = fc.stringMatching(/^[a-z_][a-z0-9_-]{0,20}$/);
    const entry = fc.record({ name: word, uid: fc.nat(0xffff_ffff), home: word, shell: word });
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        const text = entries.map(({ name, uid, home, shell }) => `${name}:x:${uid}:1:c:/${home}:/${shell}`).join('\n');
        const read = readPasswd(text).entries.map(({ name, uid, home, shell }) => ({ name, uid, home, shell }));
        expect(read).toEqual(entries.map((e) => ({ ...e, home: `/${e.home}`, shell: `/${e.shell}` })));
      }),
    );
  });

  it.skipIf(!hasPeer('python3'))(
    'agrees with the C library on the accounts of this machine (skipped without python3)',
    () => {
      const script =
        'import pwd,json;print(json.dumps([[p.pw_name,p.pw_uid,p.pw_dir,p.pw_shell] for p in pwd.getpwall()]))';
      const said: unknown = JSON.parse(spawnSync('python3', ['-c', script], { encoding: 'utf8' }).stdout);
      const { entries } = readPasswd(readFileSync('/etc/passwd', 'utf8'));
      expect(entries.map(({ name, uid, home, shell }) => [name, uid, home, shell])).toEqual(said);
    },
  );
});

it('an account that the C library takes is taken, however its line is written', () => {
  const text = 'a:x:+0:0::/root:/bin/sh\n b:x:-0:0::/root:/bin/sh\nc:x: 0:0::/root:/bin/sh:more\nd:x:0:0::/root\n';
  const { entries, broken } = readPasswd(text);
  expect(entries.map(({ name, uid, shell }) => [name, uid, shell])).toEqual([
    ['a', 0, '/bin/sh'],
    ['b', 0, '/bin/sh'],
    ['c', 0, '/bin/sh:more'],
    ['d', 0, ''],
  ]);
  expect(broken).toEqual([]);
});
