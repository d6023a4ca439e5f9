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
