/**
 * What to check on a machine, before cleaning and after. Paths and hosts come from the evidence: they are told beside a
 * command and never within it, since whoever wrote them might have meant them for a shell.
 */
import type { Case } from '../../model/case.ts';
import { farEnds } from '../contacts.ts';
import { destinations } from '../evidence.ts';
import { listedNames } from '../long-names.ts';
import { bySystem, endBySystem } from '../platform.ts';
import { namedPaths } from '../reach/paths.ts';

export { starting } from '../reach/asks.ts';

const usualPlaces: (evidence: Case) => string = endBySystem({
  unix: '/tmp, /var/tmp, /dev/shm, /etc, /usr, /opt and the home folders.',
  windows: 'C:\\ProgramData, C:\\Users, C:\\Windows and whatever stands directly in C:\\.',
});

/** Scan the suspect's own places. */
export function scan(evidence: Case): string {
  const named = namedPaths(evidence);
  const places =
    named.length > 0 ? `on what this case names: ${listedNames(named, 4)}.` : `on these places${usualPlaces(evidence)}`;
  return `On a machine that you suspect, run \`davylamp scan PATH\` ${places}`;
}

/** Who talks to the pool. */
export function connections(evidence: Case): string {
  const set = destinations(evidence).map(({ host, port }) => (port === undefined ? host : `${host}:${port}`));
  const hosts = set.length > 0 ? set : farEnds(evidence);
  const to = hosts.length > 0 ? listedNames(hosts) : 'any pool';
  return `Look for connections to ${to}, and for the program that holds them${tools(evidence)}`;
}

const tools: (evidence: Case) => string = endBySystem({
  unix: '`ss -tnp`; in a container look from the host.',
  windows: '`netstat -abno`, as administrator.',
});

export const processor: (evidence: Case) => string = bySystem({
  unix: 'see what keeps the processor busy while nobody works (`top`, `ps aux --sort=-%cpu`), on the host and not only in a container: some miners stop while they are watched.',
  windows:
    'see what keeps the processor busy while nobody works (Task Manager, Details, sorted by CPU): some miners stop while it is open, so look at the temperature and the fan, too.',
});

/** The same checks again. */
export const afterCleaning =
  'After cleaning, restart and wait a day. Then: an idle processor, no such connection, nothing new among what starts by itself, and a clean `davylamp scan` of the same places. A miner that comes back was not removed but restarted: what brought it is still there.';
