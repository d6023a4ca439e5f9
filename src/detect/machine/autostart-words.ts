/** An autostart entry in words, for titles. */
import type { Autostart } from '../../model/machine-payloads.ts';
import { cut, plain } from './process-words.ts';

const mechanisms: Readonly<Record<Autostart['mechanism'], string>> = {
  cron: 'A cron entry',
  at: 'An at job',
  systemd: 'A systemd unit',
  'rc-script': 'A start script',
  inittab: 'A line of inittab',
  'shell-profile': 'A shell profile',
  'ld-preload': 'The list of preloaded libraries',
  'ssh-key': 'An SSH key',
  account: 'An account',
  sudoers: 'A rule of sudo',
  pam: 'A rule of PAM',
  udev: 'A udev rule',
  'desktop-autostart': 'A desktop autostart entry',
  'kernel-module': 'A kernel module',
  ebpf: 'An eBPF program',
  'message-of-the-day': 'A message-of-the-day script',
  'network-hook': 'A network hook',
  'package-hook': 'A package manager hook',
  'git-hook': 'A git hook',
  'python-hook': 'A Python start hook',
  'npm-hook': 'An npm install script',
  'web-server-hook': 'A web server hook',
  'process-manager': 'A program of a process manager',
  'dbus-service': 'A D-Bus service',
  'daemon-hook': 'A command that the system runs by itself',
  'boot-hook': 'A boot hook',
  polkit: 'A rule of polkit',
  'set-uid': 'A set-uid program',
  container: 'A container that restarts',
  'static-pod': 'A static pod',
  'run-key': 'A Run key',
  service: 'A service',
  'scheduled-task': 'A scheduled task',
  'startup-folder': 'A startup folder entry',
  'wmi-subscription': 'A WMI subscription',
};

/** `A systemd unit (netd.service)`, `A cron entry (/etc/cron.d/x, as root)`. */
export function entryInWords({ mechanism, name, place, user }: Autostart): string {
  const where = name === undefined || name === '' ? place : name;
  const whose = user === undefined || user === name ? '' : `, ${mechanism === 'ssh-key' ? 'of' : 'as'} ${plain(user)}`;
  return `${mechanisms[mechanism]} (${cut(plain(where))}${whose})`;
}

/** When and what, as far as it is told: `, at boot: /opt/x/run.sh`; of what starts nothing, the entry itself. */
export function startedInWords({ when, starts, entry }: Autostart): string {
  const command = cut(plain(starts ?? entry ?? ''), 110);
  return `${when === undefined ? '' : `, ${plain(when)}`}${command === '' ? '' : `: ${command}`}`;
}
