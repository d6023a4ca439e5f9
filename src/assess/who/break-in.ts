/**
 * An indicator of who has no right here: somebody broke in first. Owners have a door of their own.
 * Does not see: whether whoever broke in and whoever mines are the same, where logs show no more than both.
 */
import type { Case } from '../../model/case.ts';
import type { Finding } from '../../model/finding.ts';
import type { Indicator, Sight } from '../../model/question-table.ts';
import { seenIn } from '../entry/ways-in.ts';
import { cut } from '../long-names.ts';
import type { WhoReading } from './reading.ts';

export const breakIn: readonly Indicator<WhoReading>[] = [
  {
    id: 'broken-into',
    says: 'Logs of the machine show that somebody broke in',
    likelihood: { state: 45, insider: 8, hobbyist: 6, prank: 15, criminal: 60, owner: 4 },
    why: 'strangers come through a hole or a guessed password, and some of them leave a line; owners and staff need neither. A machine of an owner who mines may be broken into as well',
    forgeability: 'dear',
    sees: brokenInto,
  },
];

const detectors: ReadonlySet<string> = new Set(['exploit-worked', 'login-guessed']);

/** Findings that somebody came in who may not, of at least moderate confidence. */
export function breakIns({ findings }: Case): Finding[] {
  return findings.filter(({ detector, confidence }) => detectors.has(detector) && confidence !== 'low');
}

function* brokenInto(evidence: Case): Generator<Sight> {
  for (const finding of breakIns(evidence)) {
    const [first, ...others] = seenIn(finding, evidence);
    if (first) yield { observation: first, with: others, says: `Somebody broke in: ${cut(finding.title, 160)}` };
  }
}
