/**
 * What did it touch? A first version: it knows of no persistence yet and says where such things stand.
 * Does not see: anything but the paths that a file names.
 */
import type { Answer } from '../model/answer.ts';
import type { Case } from '../model/case.ts';
import { type Assessor, defineAssessor } from '../model/units.ts';
import { highestStage, idsOf, isAtLeast, ofKind } from './evidence.ts';
import { listed } from './words.ts';

export const reach: Assessor = defineAssessor({
  id: 'reach',
  question: 'reach',
  assess(evidence) {
    const hasMiner = isAtLeast(highestStage(evidence), 'capability');
    const paths = hasMiner ? pathsIn(evidence) : [];
    return {
      question: 'reach',
      says: says(hasMiner, paths),
      confidence: 'low',
      hypotheses: [],
      because: idsOf(ofKind(evidence, 'build-trace').filter(({ value }) => value.trace === 'file-path')),
      next: hasMiner ? next(paths.length > 0) : [],
    } satisfies Answer;
  },
});

/** Paths that a sample names and downloads that it puts somewhere. */
function pathsIn(evidence: Case): string[] {
  const named = ofKind(evidence, 'build-trace').flatMap(({ value }) => (value.trace === 'file-path' ? value.text : []));
  return [...named, ...ofKind(evidence, 'download').flatMap(({ value }) => value.target ?? [])];
}

function says(hasMiner: boolean, paths: readonly string[]): string {
  if (!hasMiner) return 'Nothing here mines, so nothing was touched.';
  if (paths.length === 0)
    return 'Not enough evidence: nothing in this input shows what it installs, hides, stops or steals.';
  return `It names ${listed(paths, 4)}. Nothing here shows that it wrote there, and nothing shows persistence, spreading or theft.`;
}

function next(hasPaths: boolean): string[] {
  const places =
    'Look at what starts by itself (services, scheduled tasks, cron, systemd, run keys, authorized_keys) and at what changed on the same day.';
  return hasPaths ? ['Look for those paths on the host, and for their hashes elsewhere.', places] : [places];
}
