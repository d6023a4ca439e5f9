/**
 * Findings that say how somebody came in. What is no more than possible (low confidence: a clock without a zone, a request
 * that only asked) is held back where something surer was found: it is one cause too many.
 */
import type { Case } from '../../model/case.ts';
import type { Because, Confidence, Finding } from '../../model/finding.ts';
import type { Observation } from '../../model/observation.ts';
import { perCase } from '../per-case.ts';

const detectors: ReadonlySet<string> = new Set([
  'exploit-worked',
  'login-guessed',
  'open-door',
  'package-brought-it',
  'web-shell',
]);
const sureness: Readonly<Record<Confidence, number>> = { high: 2, moderate: 1, low: 0 };

/** The surest first. */
export const entriesIn: (evidence: Case) => readonly Finding[] = perCase(({ findings }) => {
  const all = findings.filter(({ detector }) => detectors.has(detector));
  const sorted = all.sort((a, b) => sureness[b.confidence] - sureness[a.confidence]);
  const sure = sorted.filter(isSure);
  return sure.length > 0 ? sure : sorted;
});

export function isSure({ confidence }: Finding): boolean {
  return confidence !== 'low';
}

/** Ids of the observations that findings of at least moderate confidence rest on. */
export const waysInSeen: (evidence: Case) => ReadonlySet<string> = perCase(
  (evidence) => new Set(entriesIn(evidence).filter(isSure).flatMap(idsIn)),
);

/** What a finding rests on, in the order of the case. */
export function seenIn(finding: Finding, { observations }: Case): Observation[] {
  const ids = new Set(idsIn(finding));
  return observations.filter(({ id }) => ids.has(id));
}

function idsIn({ because }: Finding): string[] {
  const walk = (part: Because): string[] =>
    'saw' in part ? [part.saw] : ('all' in part ? part.all : part.any).flatMap(walk);
  return walk(because);
}
