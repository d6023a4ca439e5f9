/**
 * How did it get in? A first version: it names what fetches a miner, and where to look otherwise.
 * Does not see: exploit attempts and logins in logs; those come with their extractors.
 */
import type { Answer } from '../model/answer.ts';
import { type Assessor, defineAssessor } from '../model/units.ts';
import { highestStage, idsOf, isAtLeast, ofKind } from './evidence.ts';
import { listed } from './words.ts';

export const entry: Assessor = defineAssessor({
  id: 'entry',
  question: 'entry',
  assess(evidence) {
    const hasMiner = isAtLeast(highestStage(evidence), 'capability');
    const fetched = ofKind(evidence, 'download');
    return {
      question: 'entry',
      says: !hasMiner ? 'Nothing here mines, so nothing got in.' : says(fetched.map(({ value }) => value.url)),
      confidence: 'low',
      hypotheses: [],
      because: idsOf(fetched),
      next: hasMiner ? next(fetched.length > 0) : [],
    } satisfies Answer;
  },
});

function says(urls: readonly string[]): string {
  if (urls.length === 0) return 'Not enough evidence: nothing in this input shows an exploit, a login or a download.';
  return `A script here fetches ${listed(urls, 2)}. What started that script is not in this input.`;
}

function next(hasDownload: boolean): string[] {
  const logs =
    'Look at web server logs (IIS, WebLogic, PHP), SSH and RDP logins, and CI and container logs from the days before the first file appeared.';
  return hasDownload
    ? ['Look at what ran the script: cron, a systemd unit, a web server, a CI job, an image layer.', logs]
    : [logs];
}
