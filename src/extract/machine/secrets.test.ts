import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { machineOf, runProbe } from '../../../tests/machine-tree.ts';
import { sshKeyText } from '../../../tests/ssh-key-text.ts';
import { secrets } from './secrets.ts';
import { privateKeyIn } from './secrets-of-ssh.ts';

const marker = 'do-not-tell-this';
const openKey = `-----BEGIN RSA PRIVATE KEY-----\n${marker}\n-----END RSA PRIVATE KEY-----\n`;
const lockedKey = `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\n${marker}\n`;
const passwd = 'root:x:0:0:root:/root:/bin/bash\nann:x:1000:1000::/home/ann:/bin/bash\n';

const machine = () =>
  machineOf({
    '/etc/passwd': passwd,
    '/etc/shadow': `root:$6$${marker}:19000::::::\ndaemon:*:19000::::::\n`,
    '/root/.ssh/id_rsa': { content: openKey, mode: 0o600 },
    '/home/ann/.ssh/work': { content: lockedKey, mode: 0o644, uid: 1000 },
    '/home/ann/.ssh/work.pub': sshKeyText(1),
    '/home/ann/.ssh/known_hosts': `db.example.com,192.0.2.1 ${sshKeyText(1)}\n|1|YQ==|YQ== ${sshKeyText(1)}\n`,
    '/home/ann/.aws/credentials': `[default]\naws_secret_access_key = ${marker}\n`,
    '/home/ann/.npmrc': `//registry.npmjs.org/:_authToken=${marker}\n`,
    '/home/ann/.bash_history': marker,
    '/home/ann/.mozilla/firefox/profiles.ini': '',
    '/var/www/shop/.env': `APP_NAME=shop\nDB_PASSWORD=${marker}\nAPP_KEY=\n`,
    '/var/www/blog/wp-config.php': `<?php\ndefine('DB_PASSWORD', '${marker}');`,
    '/var/www/shop/node_modules/x/.env': `TOKEN=${marker}`,
  });

test('secrets are told by place, owner and what they lead to, all of them aside', () => {
  const told = runProbe(secrets, machine()).flatMap((one) => ('kind' in one ? [one] : []));
  expect(told.every(({ aside, excerpt }) => aside === true && excerpt === undefined)).toBe(true);
  expect(told.map(({ value }) => value)).toMatchObject([
    { what: 'password-file', place: '/etc/shadow', count: 1 },
    { what: 'ssh-key', place: '/root/.ssh/id_rsa', user: 'root', readableBy: 'owner', encrypted: false },
    { what: 'known-hosts', count: 3, hosts: ['db.example.com', '192.0.2.1'] },
    { what: 'ssh-key', place: '/home/ann/.ssh/work', user: 'ann', uid: 1000, readableBy: 'all', encrypted: true },
    { what: 'cloud-credentials', count: 1 },
    { what: 'package-token' },
    { what: 'shell-history', place: '/home/ann/.bash_history' },
    { what: 'browser-profile' },
    { what: 'database-password', place: '/var/www/blog/wp-config.php' },
    { what: 'environment', place: '/var/www/shop/.env', count: 1 },
  ]);
});

test('of a file that a group may read, its accounts are told', () => {
  const files = {
    '/etc/passwd': `${passwd}www-data:x:33:33::/var/www:/usr/sbin/nologin\n`,
    '/etc/group': 'root:x:0:\nwww-data:x:33:ann\n',
    '/var/www/shop/app/etc/env.php': { content: `  'password' => '${marker}',`, mode: 0o640, gid: 33 },
    '/srv/app/config/database.yml': 'production:\n  password: <%= ENV["DB"] %>\n',
  };
  expect(runProbe(secrets, machineOf(files))).toMatchObject([
    { value: { what: 'database-password', readableBy: 'group', readers: ['www-data', 'ann'] } },
    { looked: { count: 1 } },
  ]);
});

test('nothing of a secret is told, and no file of one is asked for', () => {
  const told = runProbe(secrets, machine());
  expect(JSON.stringify(told)).not.toContain(marker);
  expect(told.some((one) => 'examine' in one)).toBe(false);
});

test('settings without secrets are none', () => {
  const told = runProbe(
    secrets,
    machineOf({
      '/etc/passwd': passwd,
      '/home/ann/.npmrc': 'prefix=~/.local\n',
      '/home/ann/.docker/config.json': '{"auths": {}}',
      '/home/ann/.ssh/config': 'Host *\n',
      '/var/www/a/.env': 'PORT=80\n',
    }),
  );
  expect(told).toEqual([{ looked: { at: 'secrets', count: 0 } }]);
});

test('a key that ssh-keygen locked asks for its passphrase, and another does not', (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'davylamp-secrets-'));
  const write = (name: string, pass: string, ...more: string[]): string => {
    const file = join(folder, name);
    execFileSync('ssh-keygen', ['-q', '-N', pass, '-f', file, ...more]);
    return readFileSync(file, 'utf8');
  };
  try {
    write('probe', '');
  } catch {
    context.skip('ssh-keygen is not installed');
  }
  for (const more of [
    ['-t', 'ed25519'],
    ['-t', 'rsa', '-b', '1024', '-m', 'PEM'],
    ['-t', 'rsa', '-b', '1024', '-m', 'PKCS8'],
  ]) {
    expect(privateKeyIn(write(`open-${more.join('')}`, '', ...more))).toEqual({ encrypted: false });
    expect(privateKeyIn(write(`locked-${more.join('')}`, 'pass phrase', ...more))).toEqual({ encrypted: true });
  }
});
