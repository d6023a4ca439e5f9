import type { Artifact } from './artifact.ts';
import type { Finding } from './finding.ts';
import type { Observation } from './observation.ts';

/** All that was found, as the questions are asked of it. */
export interface Case {
  readonly artifacts: readonly Artifact[];
  readonly observations: readonly Observation[];
  readonly findings: readonly Finding[];
}
