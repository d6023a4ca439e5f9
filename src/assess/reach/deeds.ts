/**
 * What scripts are written to do to a machine, where the same file mines, is set to, or fetches a miner. A script of a
 * defender that stands beside them in the case tells nothing about the miner.
 */
import type { Case } from '../../model/case.ts';
import type { Observation, ObservationKind } from '../../model/observation.ts';
import { ofKind, supporting } from '../evidence.ts';
import { listedNames } from '../long-names.ts';
import { perCase } from '../per-case.ts';

const miningArtifacts = perCase(
  (evidence: Case) => new Set(supporting(evidence, 'capability').map(({ at }) => at.artifact)),
);

/** Observations of a kind that stand in a file with a miner. */
export function besideMiner<K extends ObservationKind>(evidence: Case, kind: K): Observation<K>[] {
  const artifacts = miningArtifacts(evidence);
  return ofKind(evidence, kind).filter(({ at }) => artifacts.has(at.artifact));
}

const mechanisms: Readonly<Record<Observation<'persistence'>['value']['mechanism'], string>> = {
  cron: 'cron',
  systemd: 'systemd',
  'rc-script': 'a start script',
  'shell-profile': 'a shell profile',
  'ld-preload': 'the list of preloaded libraries',
  'ssh-key': 'an SSH key',
  account: 'an account',
  'scheduled-task': 'a scheduled task',
  service: 'a service',
  'wmi-subscription': 'a WMI subscription',
  'run-key': 'a Run key',
  'startup-folder': 'the Startup folder',
  'launch-agent': 'a launch agent',
  'kernel-module': 'a kernel module',
  container: 'a container',
};

/** `systemd (netd)`: each way and place once. */
export function waysToStay(evidence: Case): string[] {
  const ways = besideMiner(evidence, 'persistence').map(({ value: { mechanism, place } }) =>
    place === undefined ? mechanisms[mechanism] : `${mechanisms[mechanism]} (${place})`,
  );
  return [...new Set(ways)];
}

/** Places that scripts are written to change, to look at and to set right; nothing where none shows. */
export function placesToCheck(evidence: Case): string | undefined {
  const hidden = besideMiner(evidence, 'hiding').flatMap(({ value }) => value.target ?? []);
  const written = besideMiner(evidence, 'config-write').map(({ value }) => value.path);
  const places = [...new Set([...waysToStay(evidence), ...hidden, ...written])];
  return places.length === 0 ? undefined : listedNames(places, 12);
}

/** What scripts beside a miner are written to do, the most telling first: `stay on the machine by cron (crontab)`, `wipe their traces`. */
export function writtenDeeds(evidence: Case): string[] {
  const ways = waysToStay(evidence);
  const defences = besideMiner(evidence, 'defence-off').map(({ value }) => value.what);
  const rivals = besideMiner(evidence, 'rival-kill').flatMap(({ value }) => [...value.names, ...value.pools]);
  const isSeen = (kind: ObservationKind): boolean => besideMiner(evidence, kind).length > 0;
  const deeds = [
    ways.length > 0 && `stay on the machine by ${listedNames(ways, 4)}`,
    isSeen('spread') && 'go on to other machines',
    isSeen('credential-access') && 'read keys or passwords',
    defences.length > 0 && `switch off ${listedNames(defences, 4)}`,
    isSeen('rival-kill') && `end other miners${rivals.length > 0 ? ` (${listedNames(rivals, 3)})` : ''}`,
    isSeen('hiding') && 'hide files or processes',
    isSeen('trace-wipe') && 'wipe their traces',
  ];
  return deeds.filter((deed) => deed !== false);
}
