/**
 * Is it gone? A file can't say; this says what to check after cleaning.
 * Does not see: the host. Running the same checks again comes with `davylamp host`.
 */
import type { Answer } from '../model/answer.ts';
import { type Assessor, defineAssessor } from '../model/units.ts';
import { destinations, highestStage, isAtLeast } from './evidence.ts';
import { listed } from './words.ts';

export const gone: Assessor = defineAssessor({
  id: 'gone',
  question: 'gone',
  assess(evidence) {
    const hasMiner = isAtLeast(highestStage(evidence), 'capability');
    return {
      question: 'gone',
      says: hasMiner
        ? 'Not to be told from this input: it shows what was there, not what runs now.'
        : 'Nothing here mines, so there is nothing to be rid of.',
      confidence: 'low',
      hypotheses: [],
      next: hasMiner ? next(destinations(evidence).map(({ host }) => host)) : [],
    } satisfies Answer;
  },
});

function next(hosts: readonly string[]): string[] {
  const traffic = hosts.length > 0 ? ` to ${listed(hosts)}` : ' to any pool';
  return [
    `After cleaning, restart, wait a day, then check: no connections${traffic}, an idle processor, no new task or unit. Scan the same paths again.`,
    'A miner that comes back was not cleaned but restarted: whatever brought it is still there.',
  ];
}
