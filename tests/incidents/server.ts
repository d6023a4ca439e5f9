/**
 * An ordinary server, as files of its disk: packages, accounts, schedules, units, keys, logs and what people leave lying
 * about. All of it is innocent, and much of it looks a little as if it were not.
 */
import { createHash } from 'node:crypto';
import type { Files, Planted } from '../machine-tree.ts';

/** 2026-11-23, 12:00 UTC: the disk was taken out. */
export const end: number = Date.UTC(2026, 10, 23, 12);
/** 2026-09-01: the server was set up. */
const setUp: number = Date.UTC(2026, 8, 1, 9);
const day = 86_400_000;

/** A file with a time of its own. */
export function dated(modified: number, content: string | Uint8Array, more: Partial<Planted> = {}): Planted {
  return { content, modified, ...more };
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

/** Bytes that open as a Linux program does. Nothing in them can run. */
function program(...strings: readonly string[]): Uint8Array {
  const header = '\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0';
  return Buffer.from(`${header}${strings.join('\0')}\0`, 'latin1');
}

/** What opens as a miner does, by the words that XMRig's options leave in it. */
export const minerProgram: Uint8Array = program(
  'XMRig/6.26.0',
  ...['donate-level', 'max-threads-hint', 'tls-fingerprint', 'nicehash', 'keepalived', 'rx/graft'],
  'stratum+tcp://',
);

/** Packages with files of theirs, and the database that says so. */
function packages(): Record<string, Planted> {
  const of: Record<string, Record<string, string>> = {
    coreutils: { '/usr/bin/ls': 'ls', '/usr/bin/cp': 'cp', '/usr/bin/chmod': 'chmod' },
    procps: { '/usr/bin/ps': 'ps', '/usr/bin/top': 'top', '/usr/bin/pgrep': 'pgrep' },
    'openssh-server': { '/usr/sbin/sshd': 'sshd', '/usr/lib/systemd/system/ssh.service': sshUnit },
    cron: {
      '/usr/sbin/cron': 'cron',
      '/usr/bin/crontab': 'crontab',
      '/usr/lib/systemd/system/cron.service': cronUnit,
      '/etc/crontab': crontab,
    },
    logrotate: { '/usr/sbin/logrotate': 'logrotate', '/etc/cron.daily/logrotate': logrotateScript },
    bash: { '/usr/bin/bash': 'bash', '/usr/bin/sh': 'sh', '/etc/bash.bashrc': 'PS1="\\u@\\h:\\w\\$ "\n' },
    curl: { '/usr/bin/curl': 'curl' },
    python3: { '/usr/bin/python3': 'python3' },
  };
  const files: Record<string, Planted> = {};
  const status: string[] = [];
  for (const [name, own] of Object.entries(of)) {
    for (const [path, content] of Object.entries(own)) {
      const isProgram = path.includes('/bin/') || path.includes('/sbin/');
      files[path] = dated(setUp, isProgram ? program(content) : content, { mode: isProgram ? 0o755 : 0o644 });
    }
    const sums = Object.entries(own).map(([path, content]) => {
      const isProgram = path.includes('/bin/') || path.includes('/sbin/');
      const bytes = isProgram ? Buffer.from(program(content)).toString('latin1') : content;
      const sum = isProgram ? createHash('md5').update(program(content)).digest('hex') : md5(bytes);
      return `${sum}  ${path.slice(1)}`;
    });
    files[`/var/lib/dpkg/info/${name}.list`] = dated(setUp, `/.\n${Object.keys(own).join('\n')}\n`);
    files[`/var/lib/dpkg/info/${name}.md5sums`] = dated(setUp, `${sums.join('\n')}\n`);
    status.push(`Package: ${name}\nStatus: install ok installed\nVersion: 1.0\nArchitecture: amd64\n`);
  }
  files['/var/lib/dpkg/status'] = dated(setUp, `${status.join('\n')}\n`);
  return files;
}

const sshUnit =
  '[Unit]\nDescription=OpenBSD Secure Shell server\n[Service]\nExecStart=/usr/sbin/sshd -D $SSHD_OPTS\nRestart=on-failure\n[Install]\nWantedBy=multi-user.target\n';
const cronUnit =
  '[Unit]\nDescription=Regular background program processing daemon\n[Service]\nExecStart=/usr/sbin/cron -f\nRestart=on-failure\n[Install]\nWantedBy=multi-user.target\n';
const crontab =
  'SHELL=/bin/sh\n17 *\t* * *\troot\tcd / && run-parts --report /etc/cron.hourly\n25 6\t* * *\troot\trun-parts --report /etc/cron.daily\n';
const logrotateScript = '#!/bin/sh\n/usr/sbin/logrotate /etc/logrotate.conf\nexit $?\n';

const adminKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA8gOXW0GJq2bqUuGz8gHqFq0y3yLr2yQm6tQm0mJ0aB admin@laptop';

/** The whole of it; `over` adds to it and takes the place of its own. */
export function server(name: string, over: Files = {}): Files {
  const backup = '#!/bin/sh\n# Nightly copy to the NAS.\nrsync -a /srv/data backup@nas.example:/volume1/data\n';
  return {
    '/bin': { link: 'usr/bin' },
    '/sbin': { link: 'usr/sbin' },
    '/lib': { link: 'usr/lib' },
    ...packages(),
    '/etc/hostname': dated(setUp, `${name}\n`),
    '/etc/machine-id': dated(setUp, `${md5(name)}\n`),
    '/etc/os-release': dated(setUp, 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n'),
    '/etc/passwd': dated(
      setUp,
      'root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\nwww-data:x:33:33:www-data:/var/www:/usr/sbin/nologin\nadmin:x:1000:1000:Admin:/home/admin:/bin/bash\ndeploy:x:1001:1001::/home/deploy:/bin/bash\n',
    ),
    '/etc/group': dated(setUp, 'root:x:0:\nsudo:x:27:admin\nwww-data:x:33:\nadmin:x:1000:\ndeploy:x:1001:\n'),
    '/etc/cron.d/backup': dated(setUp + day, '30 2 * * * root /usr/local/bin/backup.sh >/dev/null 2>&1\n'),
    '/usr/local/bin/backup.sh': dated(setUp + day, backup, { mode: 0o755 }),
    '/etc/systemd/system/app.service': dated(
      setUp + day,
      '[Unit]\nDescription=Our application\n[Service]\nUser=deploy\nExecStart=/opt/app/server --port 8080\nRestart=always\n[Install]\nWantedBy=multi-user.target\n',
    ),
    '/etc/systemd/system/multi-user.target.wants/app.service': {
      link: '/etc/systemd/system/app.service',
      modified: setUp,
    },
    '/opt/app/server': dated(setUp + day, program('our application'), { mode: 0o755 }),
    '/home/admin/.ssh/authorized_keys': dated(setUp, `${adminKey}\n`, { mode: 0o600 }),
    '/home/admin/.bashrc': dated(setUp, "alias ll='ls -l'\nexport EDITOR=vim\n"),
    '/home/admin/notes.txt': dated(setUp, 'Read up on xmrig and other miners: somebody had one on the old server.\n'),
    '/home/admin/.bash_history': dated(end - 2 * day, 'ls\nsudo systemctl restart app\nvim /etc/cron.d/backup\n', {
      uid: 1000,
      mode: 0o600,
    }),
    '/root/.bashrc': dated(setUp, 'umask 022\n'),
    '/tmp/systemd-private-0a1b-app.service-x/tmp/cache': dated(end - day, 'cache'),
    '/tmp/build/test.sh': dated(end - 5 * day, '#!/bin/sh\nmake test\n', { mode: 0o755 }),
    '/var/tmp/upload.part': dated(end - 3 * day, 'half a file'),
    '/var/log/dpkg.log': dated(setUp, '2026-09-01 09:00:00 install cron:amd64 <none> 1.0\n'),
    '/var/log/auth.log': dated(end, ordinaryLogins(name)),
    ...over,
  };
}

/** Three weeks of an admin's own logins. */
export function ordinaryLogins(name: string): string {
  let text = '';
  for (let at = end - 21 * day; at < end; at += day)
    text += `${new Date(at).toISOString().replace('Z', '+00:00')} ${name} sshd[812]: Accepted publickey for admin from 192.0.2.10 port 50022 ssh2: ED25519 SHA256:admin\n`;
  return text;
}
