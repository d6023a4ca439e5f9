/**
 * What a script's deeds are called in a finding's title, and which techniques they are.
 * Technique ids: MITRE ATT&CK for Enterprise, https://attack.mitre.org/techniques/enterprise/
 */
import type { Observation, Payload } from '../../model/observation.ts';

export type DeedKind =
  | 'persistence'
  | 'rival-kill'
  | 'defence-off'
  | 'trace-wipe'
  | 'spread'
  | 'credential-access'
  | 'hiding';

/** Deeds that say more than that something is installed. */
export const deedKinds: readonly DeedKind[] = [
  'persistence',
  'rival-kill',
  'defence-off',
  'trace-wipe',
  'spread',
  'credential-access',
  'hiding',
];

type Words = { readonly [K in DeedKind]: string };

/** Each goes on after "A script that sets up a miner, …". */
export const deedWords: Words = {
  persistence: 'makes something start again by itself',
  'rival-kill': 'ends other miners',
  'defence-off': 'switches defences off',
  'trace-wipe': 'wipes traces',
  spread: 'goes on to other machines',
  'credential-access': 'reads secrets',
  hiding: 'hides files or processes',
};

const byMechanism: Readonly<Record<Payload<'persistence'>['mechanism'], string>> = {
  cron: 'T1053.003',
  systemd: 'T1543.002',
  'rc-script': 'T1037.004',
  'shell-profile': 'T1546.004',
  'ld-preload': 'T1574.006',
  'ssh-key': 'T1098.004',
  account: 'T1136.001',
  'scheduled-task': 'T1053.005',
  service: 'T1543.003',
  'wmi-subscription': 'T1546.003',
  'run-key': 'T1547.001',
  'startup-folder': 'T1547.001',
  'launch-agent': 'T1543.001',
  'kernel-module': 'T1547.006',
  container: 'T1610',
};

const byHiding: Readonly<Record<Payload<'hiding'>['how'], string>> = {
  'process-name': 'T1036.005',
  'system-name': 'T1036.005',
  'hidden-file': 'T1564.001',
  immutable: 'T1222.002',
  'process-list': 'T1564',
  rootkit: 'T1014',
  timestamp: 'T1070.006',
};

const bySpread: Readonly<Record<Payload<'spread'>['how'], string>> = {
  ssh: 'T1021.004',
  scan: 'T1046',
  smb: 'T1210',
  'container-api': 'T1610',
  database: 'T1210',
  'remote-management': 'T1021',
  'removable-drive': 'T1091',
};

const bySecret: Readonly<Record<Payload<'credential-access'>['what'], string>> = {
  'ssh-key': 'T1552.004',
  'known-hosts': 'T1018',
  'shell-history': 'T1552.003',
  'cloud-credentials': 'T1552.001',
  'password-file': 'T1003.008',
  memory: 'T1003.001',
  browser: 'T1555.003',
  'wallet-file': 'T1552.001',
  environment: 'T1552.001',
};

export function techniqueOf(seen: Observation<DeedKind>): string {
  switch (seen.kind) {
    case 'persistence':
      return byMechanism[seen.value.mechanism];
    case 'hiding':
      return byHiding[seen.value.how];
    case 'spread':
      return bySpread[seen.value.how];
    case 'credential-access':
      return bySecret[seen.value.what];
    case 'defence-off':
      return seen.value.what === 'the firewall' ? 'T1562.004' : 'T1562.001';
    case 'trace-wipe':
      return wipeOf(seen.value.target);
    case 'rival-kill':
      return 'T1489';
  }
}

function wipeOf(target: string): string {
  if (target === 'the shell history' || target.endsWith('_history')) return 'T1070.003';
  if (target.startsWith('event log')) return 'T1070.001';
  return target.startsWith('/var/log/') ? 'T1070.002' : 'T1070.004';
}
