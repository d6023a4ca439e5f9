/** Findings that say the same thing of different places are told once. */
import type { Finding } from '../model/finding.ts';
import type { Observation } from '../model/observation.ts';
import { type EvidenceIndex, restsOn } from './evidence-index.ts';

export interface Alike {
  /** The one that is told. */
  readonly first: Finding;
  readonly others: readonly Finding[];
  /** What the first one rests on. */
  readonly evidence: readonly Observation[];
}

/** Groups in the order of their first findings. */
export function groupAlike(findings: readonly Finding[], index: EvidenceIndex): Alike[] {
  const groups = new Map<string, { first: Finding; others: Finding[]; evidence: Observation[] }>();
  for (const finding of findings) {
    const evidence = restsOn(finding.because, index);
    const facts = evidence.map(({ kind, value }) => [kind, value]);
    const key = JSON.stringify([finding.detector, finding.stage, finding.confidence, facts]);
    const known = groups.get(key);
    if (known) known.others.push(finding);
    else groups.set(key, { first: finding, others: [], evidence });
  }
  return [...groups.values()];
}
