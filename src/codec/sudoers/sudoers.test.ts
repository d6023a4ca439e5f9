import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSudoers } from './sudoers.ts';

test('rules, what they grant and whether a password is asked are read', () => {
  const text = [
    '# comment',
    'Defaults\tenv_reset',
    'User_Alias OPS = ann, bob',
    'Cmnd_Alias SHUT = /sbin/halt',
    'root    ALL=(ALL:ALL) ALL',
    'OPS ALL = (root) NOPASSWD: /bin/ls, /bin/cat a\\,b, PASSWD: SHUT # why',
    '%admin, carl  ALL=(ALL) \\',
    '   NOPASSWD : ALL',
    '#1001 ALL=ALL',
    '@includedir /etc/sudoers.d',
    '#include /etc/sudoers.local',
  ].join('\n');
  const { rules, defaults, includes } = readSudoers(text);
  expect(rules).toMatchObject([
    { line: 5, users: ['root'], grants: [{ runAs: 'ALL:ALL', free: false, command: 'ALL' }] },
    {
      line: 6,
      users: ['ann', 'bob'],
      grants: [
        { runAs: 'root', free: true, command: '/bin/ls' },
        { free: true, command: '/bin/cat a\\,b' },
        { free: false, command: 'SHUT' },
      ],
    },
    { line: 7, users: ['%admin', 'carl'], grants: [{ runAs: 'ALL', free: true, command: 'ALL' }] },
    { line: 9, users: ['#1001'], grants: [{ free: false, command: 'ALL' }] },
  ]);
  expect(defaults).toEqual([{ line: 2, text: 'env_reset' }]);
  expect(includes).toEqual([
    { path: '/etc/sudoers.d', folder: true },
    { path: '/etc/sudoers.local', folder: false },
  ]);
});

test('any text is read to its end', () => {
  const piece = fc.constantFrom('a', 'ALL', '=', '(', ')', ',', ' ', 'NOPASSWD', ':', '\\', '\n', '#', '"');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 200 }), (pieces) => {
      const lines = pieces.join('').split('\n').length;
      for (const { line } of readSudoers(pieces.join('')).rules) expect(line).toBeLessThanOrEqual(lines);
    }),
  );
});

test('an alias of many names, named many times, does not grow without end', () => {
  const many = Array.from({ length: 4000 }, (_, i) => `u${i}`).join(',');
  const text = `User_Alias A=${many.slice(0, 16_000)}\n${`${'A,'.repeat(8000)}A ALL=(ALL) ALL\n`.repeat(20)}`;
  const { rules } = readSudoers(text);
  expect(rules).toHaveLength(20);
  for (const { users } of rules) expect(users.length).toBeLessThanOrEqual(1000);
});
