/** Where one would find how it got in. Paths and event numbers are the systems' own defaults. */
import type { Case } from '../../model/case.ts';
import { ofKind } from '../evidence.ts';
import { bySystem } from '../platform.ts';
import { logsBefore, type Tells } from './coverage.ts';
import { settling } from './settling.ts';

type Ask = string | ((evidence: Case) => string | undefined);

/** The words for the case's system, unless a log that would show it was read. */
function unlessRead(tells: Tells, words: Parameters<typeof bySystem>[0]): (evidence: Case) => string | undefined {
  const ask = bySystem(words);
  return (evidence) => (logsBefore(evidence, tells).length > 0 ? undefined : ask(evidence));
}

const anyRequests = bySystem({
  unix: 'search the logs of what faces the network (/var/log/nginx, /var/log/apache2, `docker logs`) for requests that carry commands, in the days before the first file.',
  windows:
    'search the logs of what faces the network (IIS: C:\\inetpub\\logs\\LogFiles) for requests that carry commands, in the days before the first file.',
});

/** How the requests of an attack look in a log (NVD; facts of the 2018 case): told where an earlier case names it. */
const knownAttacks: readonly (readonly [cve: string, looks: string])[] = [
  ['CVE-2017-7269', 'in the IIS logs (C:\\inetpub\\logs\\LogFiles) a PROPFIND with a long If: header'],
  ['CVE-2017-10271', 'in WebLogic’s access.log a POST to /wls-wsat/'],
];

/** Requests that carry an attack. Logs that were read are not asked for. */
export function requests(evidence: Case): string | undefined {
  if (logsBefore(evidence, 'web-requests').length > 0) return undefined;
  const named = ofKind(evidence, 'incident').flatMap(({ value }) => [value.says, ...value.indicators]);
  const looks = knownAttacks.flatMap(([cve, look]) =>
    named.some((words) => words.includes(cve)) ? `${look} (${cve})` : [],
  );
  if (looks.length === 0) return anyRequests(evidence);
  return `Look for what broke in elsewhere: ${looks.join('; ')}. Also for other requests that carry commands, in the days before the first file.`;
}

/** An attempt is there: what followed it would settle it. Else the requests are to be found first. */
export const settle: Ask = (evidence) => settling(evidence) ?? requests(evidence);

/** 4625: a logon failed; 4624: a logon worked (Microsoft, Windows security auditing). */
export const logins: Ask = unlessRead('logins', {
  unix: 'read /var/log/auth.log or /var/log/secure (`last`, `lastb`, `journalctl -u ssh`) for a login after many failures, or from an address that never came before, shortly before the first file.',
  windows:
    'read the Security event log for 4625 (failed) and then 4624 (worked) with logon type 3 or 10 from one address, shortly before the first file.',
});

export const keys: Ask = bySystem({
  unix: 'compare each ~/.ssh/authorized_keys and its date with the keys that you know, and read the cloud’s audit log for access keys used from elsewhere.',
  windows: 'look for accounts that were made or raised (events 4720 and 4732) shortly before the first file.',
});

export const exposed: Ask =
  'List what could be reached from outside on that day, with its version: web servers, Redis (6379), Docker (2375), Kubernetes (6443, 10250), Jenkins, databases, remote desktops.';

const starter = unlessRead('processes', {
  unix: 'before you stop the miner, see who started it (`ps -o pid,ppid,user,lstart,cmd`, `systemctl status PID`): a web server’s user points to a hole, a login shell to a login, a build runner to a job.',
  windows:
    'before you stop the miner, see who started it (Process Explorer, or events 4688 and Sysmon 1): w3wp.exe, java.exe or sqlservr.exe point to a hole, explorer.exe to a person.',
});

/** Of a disk nothing is stopped any more. */
export const parent: Ask = (evidence) => {
  const form = ofKind(evidence, 'machine')[0]?.value.form;
  if (form !== undefined && form !== 'running') return undefined;
  return starter(evidence);
};

export const installed: Ask =
  'List what was installed or updated just before the first file: /var/log/dpkg.log or `dnf history`, lock files (package-lock.json, requirements.txt), `docker history` of the image, browser extensions, Windows setup events (MsiInstaller).';

export const jobs: Ask =
  'If it is a build machine or a container: read the job’s log and the history of its definition (.github/workflows, .gitlab-ci.yml, Jenkinsfile, Dockerfile). Who added the step, and from which branch or image?';

export const person: Ask = bySystem({
  unix: 'read the shell histories (~/.bash_history) and ask those who work there what they fetched or installed that day.',
  windows:
    'look at the day’s downloads (browser history, a file’s Zone.Identifier, mail attachments) and ask the person what was opened or installed.',
});

export const owner: Ask =
  'Ask the owner and the administrators, and look for a change request: somebody may have set it up who may.';
