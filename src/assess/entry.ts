/**
 * How did it get in? Five ways weighed against each other (tables/entry.ts), and where one would find what is missing.
 * Does not see: exploit attempts and logins in logs, which an analyst's facts can tell of until their extractors come.
 */
import { type Assessor, defineAssessor } from '../model/units.ts';
import { datedEvents } from './entry/events.ts';
import { highestStage, idsOf, isAtLeast, ofKind } from './evidence.ts';
import { entryTable } from './tables/entry.ts';
import { leadIn, plainAnswer, sentence, strongest, weighedAnswer } from './weighed-answer.ts';
import { type Weighed, weigh } from './weighing/weigh.ts';

export const entry: Assessor = defineAssessor({
  id: 'entry',
  question: 'entry',
  table: entryTable,
  assess(evidence) {
    if (!isAtLeast(highestStage(evidence), 'capability'))
      return plainAnswer('entry', 'Nothing here mines, so nothing got in.');
    const weighed = weigh('entry', entryTable, evidence);
    return weighedAnswer('entry', weighed, {
      says: says(weighed),
      details: datedEvents(evidence),
      because: idsOf(ofKind(evidence, 'download')),
    });
  },
});

function says(weighed: Weighed): string {
  const lead = leadIn(weighed, 'how it got in');
  const seen = strongest(weighed);
  if (seen === undefined)
    return `${lead} Nothing in this input shows an attack, a login, a package or a person that brought it.`;
  const script = seen.indicator === 'fetch-and-run' ? ' What started that script is not in this input.' : '';
  return `${lead} ${sentence(seen.says)}${script}`;
}
