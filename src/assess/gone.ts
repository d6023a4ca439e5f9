/**
 * Is it gone? Only of a machine can that be asked (gone/applies.ts); there, four states are weighed (tables/gone.ts).
 * A machine that was examined tells itself, and against an earlier report of it, every item is checked (gone/verify.ts).
 * Does not see: the machine as it is now, where only files, logs or traffic were examined; what hides from the machine
 * itself.
 */
import type { Answer } from '../model/answer.ts';
import type { Case } from '../model/case.ts';
import { type Assessor, defineAssessor } from '../model/units.ts';
import { highestStage, idsOf, isAtLeast, ofKind } from './evidence.ts';
import { onlyCopies } from './gone/applies.ts';
import { afterCleaning, connections, processor, scan, starting } from './gone/checks.ts';
import { machineState } from './gone/machine-state.ts';
import { placesToCheck } from './reach/deeds.ts';
import { goneTable } from './tables/gone.ts';
import { leadIn, plainAnswer, sentence, strongest, weighedAnswer } from './weighed-answer.ts';
import { weigh } from './weighing/weigh.ts';

export const gone: Assessor = defineAssessor({
  id: 'gone',
  question: 'gone',
  table: goneTable,
  assess(evidence) {
    const onMachine = machineState(evidence);
    if (onMachine !== undefined) return onMachine;
    if (!isAtLeast(highestStage(evidence), 'capability'))
      return plainAnswer('gone', 'Nothing here mines, so there is nothing to be rid of.');
    const copies = onlyCopies(evidence);
    return copies === undefined ? weighedState(evidence) : notApplicable(copies, evidence);
  },
});

function weighedState(evidence: Case): Answer {
  const weighed = weigh('gone', goneTable, evidence);
  const lead = leadIn(weighed, 'whether it is gone');
  const seen = strongest(weighed);
  const past = seen?.by === 'analyst' ? '' : ' What was examined shows what was there, not what runs now.';
  return weighedAnswer('gone', weighed, {
    says: `${lead}${seen === undefined ? '' : ` ${sentence(seen.says)}`}${past}`,
    details: placesToCheckTwice(evidence),
    because: [],
    last: afterCleaning,
  });
}

function placesToCheckTwice(evidence: Case): string[] {
  const places = placesToCheck(evidence);
  return places === undefined
    ? []
    : [`Its scripts are written to change: ${places}. Look there before cleaning and again after it.`];
}

function notApplicable(copies: string, evidence: Case): Answer {
  return {
    question: 'gone',
    says: `Not applicable: these are copies of files ${copies}, and no machine was examined. Whether a miner is gone can only be checked on a machine: the next steps do that.`,
    confidence: 'high',
    hypotheses: [],
    because: idsOf(ofKind(evidence, 'evidence-file')),
    next: [scan(evidence), connections(evidence), starting(evidence), processor(evidence)],
  };
}
