/**
 * Who could be behind it? Rival readings, weighed by tables/who.ts; it names no person, country or state on strings, and
 * says of every pointer what it takes to plant it.
 * Does not see: who holds an account or rents a server. It says whom to ask.
 */

import { type Assessor, defineAssessor } from '../model/units.ts';
import { highestStage, idsOf, isAtLeast, ofKind } from './evidence.ts';
import { whoTable } from './tables/who.ts';
import { plainAnswer, weighedAnswer } from './weighed-answer.ts';
import { weigh } from './weighing/weigh.ts';
import { contradictions } from './who/contradictions.ts';
import { noTies, overridesInWords, plantable } from './who/details.ts';
import { saysWho } from './who/says.ts';

export const who: Assessor = defineAssessor({
  id: 'who',
  question: 'who',
  table: whoTable,
  assess(evidence) {
    if (!isAtLeast(highestStage(evidence), 'capability'))
      return plainAnswer('who', 'Nothing here mines, so there is nobody to look for.');
    const weighed = weigh('who', whoTable, evidence);
    return weighedAnswer('who', weighed, {
      says: saysWho(weighed, evidence),
      details: [
        ...contradictions(evidence),
        ...plantable(evidence),
        ...noTies(evidence),
        ...overridesInWords(weighed.weighing),
      ],
      because: idsOf(ofKind(evidence, 'network-name'), ofKind(evidence, 'build-trace')),
    });
  },
});
