/** Observations by the artifact they stand in, in the order in which artifacts were first seen. */
import type { Observation, ObservationKind } from '../../model/observation.ts';

export function byArtifact<K extends ObservationKind>(seen: readonly Observation<K>[]): Map<string, Observation<K>[]> {
  const groups = new Map<string, Observation<K>[]>();
  for (const observation of seen) {
    const group = groups.get(observation.at.artifact);
    if (group === undefined) groups.set(observation.at.artifact, [observation]);
    else group.push(observation);
  }
  return groups;
}
