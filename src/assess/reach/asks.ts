/**
 * Where one would find what it touched. Paths are the systems' own defaults. Nobody is sent to look at what an examined
 * machine was asked for already: of it, only what it cannot tell is asked.
 */
import type { Case } from '../../model/case.ts';
import { ofKind } from '../evidence.ts';
import { listedNames } from '../long-names.ts';
import { bySystem } from '../platform.ts';
import { placesToCheck } from './deeds.ts';
import { reachItems } from './items.ts';
import { machineIn } from './miner-ties.ts';
import { namedPaths } from './paths.ts';

type Ask = (evidence: Case) => string | undefined;

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

/** The same, where no machine was examined. */
export function startingUnseen(evidence: Case): string | undefined {
  return machineIn(evidence) === undefined ? starting(evidence) : undefined;
}

export function paths(evidence: Case): string | undefined {
  const told = new Set(reachItems(evidence)?.map(({ place }) => place));
  const named = namedPaths(evidence).filter((path) => !told.has(path));
  if (named.length === 0) return undefined;
  if (machineIn(evidence) !== undefined)
    return `Look at ${listedNames(named, 4)}, too: ${named.length === 1 ? 'it is' : 'they are'} named by what mines here, and nothing was told of ${named.length === 1 ? 'it' : 'them'}.`;
  return `Look on the machine for ${listedNames(named, 4)}: is it there, since when, and what changed in the same minutes?`;
}

const othersAnywhere: Ask = bySystem({
  unix: 'look for its way to other machines: ~/.ssh/known_hosts, ~/.bash_history, outgoing SSH and many short connections to one port in flow logs; then look at the machines that this one can log in to.',
  windows:
    'look for its way to other machines: outgoing SMB (445), RDP (3389) and WinRM (5985) in flow logs, logons of type 3 from this machine (event 4624 on the others).',
});

export function others(evidence: Case): string | undefined {
  if (machineIn(evidence) === undefined) return othersAnywhere(evidence);
  const hosts = [...new Set(ofKind(evidence, 'secret-at-hand').flatMap(({ value }) => value.hosts ?? []))];
  const where =
    hosts.length === 0
      ? 'Run `davylamp host` on the machines that this one can log in to as well'
      : `Run \`davylamp host\` on the machines that this one can log in to as well: ${listedNames(hosts, 6)}`;
  return `${where}. Flow logs show whether it tried them: outgoing SSH, many short connections to one port.`;
}

const secretsAnywhere: Ask = bySystem({
  unix: 'find out whether keys were read, used or sent: ~/.ssh/id_*, ~/.aws/credentials, ~/.kube/config, .env files, the cloud’s audit log, and what flow logs show going anywhere but to the pool. Change them in any case.',
  windows:
    'find out whether passwords were read, used or sent: reads of LSASS and of browser stores (Sysmon 10 and 11), logons from elsewhere, and what flow logs show going anywhere but to the pool. Change them in any case.',
});

export function secrets(evidence: Case): string | undefined {
  return machineIn(evidence) === undefined
    ? secretsAnywhere(evidence)
    : 'Look where keys and passwords of this machine could be used: the logins of other machines, the cloud’s audit log. And look in flow logs for what went anywhere but to the pool. Change them in any case.';
}

export function defences(evidence: Case): string {
  return machineIn(evidence) === undefined
    ? 'Look for what it switched off: antivirus, firewall rules, audit settings, monitoring agents, and other miners that it killed.'
    : 'Ask what should watch over this machine (monitoring, antivirus, an audit log) and whether it still does: a part of it may have been switched off.';
}
