/**
 * What starts the miner again, or lets somebody in again. A line is taken out of its file only where the whole of it is
 * the miner's; a file only where nothing else stands in it.
 */
import { letsIn } from '../../model/autostart-kinds.ts';
import type { Case } from '../../model/case.ts';
import type { Autostart } from '../../model/machine-payloads.ts';
import { ofKind } from '../evidence.ts';
import { cut } from '../long-names.ts';
import { lookAt, removalOf } from './autostart-removal.ts';
import { tieOf } from './autostart-ties.ts';
import { type Draft, stepsFor } from './draft.ts';

export function* autostartItems(evidence: Case): Generator<Draft> {
  for (const seen of ofKind(evidence, 'autostart')) {
    // What a container does is told with the container.
    if (seen.value.mechanism === 'container') continue;
    const tie = tieOf(seen, evidence);
    if (tie === undefined) continue;
    const { mechanism, place, name, when } = seen.value;
    const what = letsIn.has(mechanism) ? 'access' : 'autostart';
    yield {
      what,
      place,
      key: keyOf(seen.value),
      says: `${mechanismWords[mechanism]}${name === undefined || place.includes(name) ? '' : ` (${cut(name)})`}${when === undefined || what === 'access' ? '' : `, ${cut(when)}`}: ${tie.says}`,
      proof: tie.proof,
      because: [...new Set([seen.id, ...tie.because])],
      removal: stepsFor(tie.proof, removalOf(seen.value, evidence), lookAt(seen.value)),
    };
  }
}

/** The same entry in another report has the same key, wherever its file's other lines went. */
export function keyOf({ mechanism, place, name, hash, entry, starts }: Autostart): string {
  return `${mechanism}:${place}:${hash ?? (entry ?? starts ?? name ?? '').trim()}`;
}

const mechanismWords: Readonly<Record<Autostart['mechanism'], string>> = {
  cron: 'a cron entry',
  at: 'a job for later',
  systemd: 'a systemd unit',
  'rc-script': 'a start script',
  inittab: 'a line of inittab',
  'shell-profile': 'a line that runs at every login',
  'ld-preload': 'a library that is loaded into every program',
  'ssh-key': 'an SSH key that may log in',
  account: 'an account',
  sudoers: 'a right to act as root',
  pam: 'a module that sees every login',
  udev: 'a rule that runs when a device shows',
  'desktop-autostart': 'an entry that runs at a desktop login',
  'kernel-module': 'a kernel module',
  ebpf: 'a program within the kernel',
  'message-of-the-day': 'a script that runs at every login',
  'network-hook': 'a script that runs when the network comes up',
  'package-hook': 'a command that runs with the package manager',
  'git-hook': 'a script that runs with git',
  'python-hook': 'code that runs with every Python program',
  'npm-hook': 'a script that runs when packages are installed',
  'web-server-hook': 'code that runs with every request to the web server',
  'process-manager': 'a program that a process manager keeps running',
  'dbus-service': 'a program that D-Bus starts',
  'daemon-hook': 'a command that the system runs by itself',
  'boot-hook': 'a script that runs when the system is started or its kernel is set up',
  polkit: 'a right to act as root',
  'set-uid': 'a program that anybody runs as its owner',
  container: 'a container',
  'static-pod': 'a pod that the machine itself keeps running',
  'run-key': 'a Run key of the registry',
  service: 'a service',
  'scheduled-task': 'a scheduled task',
  'startup-folder': 'an entry of the Startup folder',
  'wmi-subscription': 'a WMI subscription',
};
