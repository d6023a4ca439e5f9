/** Where one would find what it touched. Paths are the systems' own defaults. */
import type { Case } from '../../model/case.ts';
import { listedNames } from '../long-names.ts';
import { bySystem } from '../platform.ts';
import { placesToCheck } from './deeds.ts';
import { namedPaths } from './paths.ts';

type Ask = string | ((evidence: Case) => string | undefined);

const startingAnywhere: (evidence: Case) => string = bySystem({
  unix: 'list what starts by itself: `crontab -l` of every user, /etc/cron*, `systemctl list-timers --all` and enabled units, /etc/rc.local, ~/.bashrc, /etc/ld.so.preload, ~/.ssh/authorized_keys, `docker ps -a`.',
  windows:
    'list what starts by itself: services, scheduled tasks (`schtasks /query /v /fo list`), Run keys of the registry, Startup folders and WMI subscriptions (Sysinternals Autoruns shows them all).',
});

/** Asked about gone, too. What a script is written to set up comes first. */
export function starting(evidence: Case): string {
  const places = placesToCheck(evidence);
  const first = places === undefined ? '' : `Look first at what its scripts are written to change: ${places}. `;
  return `${first}${startingAnywhere(evidence)}`;
}

export function paths(evidence: Case): string | undefined {
  const named = namedPaths(evidence);
  if (named.length === 0) return undefined;
  return `Look on the machine for ${listedNames(named, 4)}: is it there, since when, and what changed in the same minutes?`;
}

export const others: Ask = bySystem({
  unix: 'look for its way to other machines: ~/.ssh/known_hosts, ~/.bash_history, outgoing SSH and many short connections to one port in flow logs; then look at the machines that this one can log in to.',
  windows:
    'look for its way to other machines: outgoing SMB (445), RDP (3389) and WinRM (5985) in flow logs, logons of type 3 from this machine (event 4624 on the others).',
});

export const secrets: Ask = bySystem({
  unix: 'find out whether keys were read, used or sent: ~/.ssh/id_*, ~/.aws/credentials, ~/.kube/config, .env files, the cloud’s audit log, and what flow logs show going anywhere but to the pool. Change them in any case.',
  windows:
    'find out whether passwords were read, used or sent: reads of LSASS and of browser stores (Sysmon 10 and 11), logons from elsewhere, and what flow logs show going anywhere but to the pool. Change them in any case.',
});

export const defences: Ask =
  'Look for what it switched off: antivirus, firewall rules, audit settings, monitoring agents, and other miners that it killed.';
