/** What an artifact was found within. */
import type { Artifact } from '../model/artifact.ts';
import type { Case } from '../model/case.ts';
import { perCase } from './per-case.ts';

/** A lineage is never deeper than the engine's limit; a report from elsewhere may be a circle. */
const deepest = 64;

const artifactsById = perCase(({ artifacts }) => new Map(artifacts.map((artifact) => [artifact.id, artifact])));

/** The artifact itself first, the one that nothing else holds last; empty where the case has no such artifact. */
export function lineageOf(id: string, evidence: Case): Artifact[] {
  const artifacts = artifactsById(evidence);
  const lineage: Artifact[] = [];
  let at = artifacts.get(id);
  while (at !== undefined && lineage.length < deepest) {
    lineage.push(at);
    at = at.parent === undefined ? undefined : artifacts.get(at.parent);
  }
  return lineage;
}
