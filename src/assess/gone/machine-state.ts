/** The answer for a machine that was examined itself, in words for somebody who wants to know whether it is over. */
import type { Answer, ItemCheck, ReachItem } from '../../model/answer.ts';
import type { Case, EarlierReport } from '../../model/case.ts';
import { highestStage, isAtLeast } from '../evidence.ts';
import { listedNames } from '../long-names.ts';
import { reachItems } from '../reach/items.ts';
import { machineIn, minersRunning } from '../reach/miner-ties.ts';
import { goneTable } from '../tables/gone.ts';
import { plainAnswer, weighedAnswer } from '../weighed-answer.ts';
import { weigh } from '../weighing/weigh.ts';
import { counted } from '../words.ts';
import { itemChecks, judgedKeys } from './verify.ts';

/** Undefined where no machine was examined. */
export function machineState(evidence: Case): Answer | undefined {
  if (machineIn(evidence) === undefined) return undefined;
  const items = reachItems(evidence) ?? [];
  const checks = itemChecks(evidence);
  const mines = isAtLeast(highestStage(evidence), 'capability');
  if (!mines && checks === undefined)
    return plainAnswer('gone', 'Nothing here mines, so there is nothing to be rid of.');
  const weighed = weigh('gone', goneTable, evidence);
  const answer = weighedAnswer('gone', weighed, {
    says: checks === undefined ? stateInWords(items, evidence) : checkedInWords(checks, items, evidence),
    because: [],
  });
  const next = checks === undefined ? firstSteps(items) : stepsAfter(checks, items, evidence);
  return {
    ...answer,
    next,
    ...(checks === undefined || evidence.earlier === undefined ? {} : { checks: told(evidence.earlier, checks) }),
  };
}

function told({ name, report }: EarlierReport, items: ItemCheck[]): NonNullable<Answer['checks']> {
  return { report: name, generatedAt: report.generatedAt, items };
}

// --- without an earlier report ----------------------------------------------------------------------------------

function stateInWords(items: readonly ReachItem[], evidence: Case): string {
  const starters = items.filter(
    ({ what, proof }) => (what === 'autostart' || what === 'container') && proof === 'shown',
  );
  const files = items.filter(({ what, proof }) => what === 'file' && proof !== 'possible');
  const again =
    starters.length === 0
      ? 'What started it was not found: it may come back by a way that this examination does not see.'
      : `${counted(starters.length, 'entry starts', 'entries start')} it again: ${places(starters)}.`;
  if (minersRunning(evidence).length > 0) return `No: ${runsInWords(evidence)}. ${again}`;
  const isDisk = machineIn(evidence)?.value.form !== 'running';
  const seen = isDisk ? 'What ran cannot be seen on a disk' : 'No process mines at the moment';
  if (starters.length > 0) return `No. ${seen}; ${again}`;
  if (files.length > 0)
    return `${seen}. ${counted(files.length, 'file')} of it ${files.length === 1 ? 'stands' : 'stand'} there (${places(files)}), and nothing was found that starts ${files.length === 1 ? 'it' : 'them'}.`;
  return `${seen}, and nothing was found that starts one; what was found is told under Reach.`;
}

/** What a collector copied ran while it did so, and nobody knows of now. */
function runsInWords(evidence: Case): string {
  return machineIn(evidence)?.value.form === 'running' ? 'it runs now' : 'it ran when this copy was made';
}

function firstSteps(items: readonly ReachItem[]): string[] {
  const isRebuild = items.some(({ what }) => what === 'machine');
  return [
    'Keep a copy of this report as JSON (`--format json --out before.json`) and of the files it names: they are the evidence.',
    'Remove what Reach lists in its order, what starts it before what runs; then restart and wait a day.',
    'Then run `davylamp host --verify before.json`: it checks every item again.',
    ...(isRebuild ? ['Plan to build the machine anew: what was changed here goes deeper than can be checked.'] : []),
  ];
}

// --- against an earlier report ------------------------------------------------------------------------------------

function checkedInWords(checks: readonly ItemCheck[], items: readonly ReachItem[], evidence: Case): string {
  const of = (state: ItemCheck['state']): ItemCheck[] => checks.filter((one) => one.state === state);
  const judged = judgedKeys(evidence);
  const there = of('still-there').filter(({ key }) => !judged.has(key));
  const open = checks.filter(({ state, key }) => judged.has(key) && state !== 'gone' && state !== 'not-checked');
  const [back, gone, fresh] = [of('came-back').filter(({ key }) => !judged.has(key)), of('gone'), of('new')];
  const [changed, unseen] = [of('changed').filter(({ key }) => !judged.has(key)), of('not-checked')];
  const unknown = of('cannot-be-known');
  const runs = minersRunning(evidence).length > 0;
  const isOver = there.length + back.length + fresh.length + changed.length === 0 && !runs;
  const sentences = [
    isOver &&
      unseen.length === 0 &&
      `${gone.length === 1 ? 'The one item that could be checked is' : `All ${gone.length} items that could be checked are`} gone, and nothing new was found.`,
    isOver &&
      unseen.length > 0 &&
      `Not all could be checked: ${counted(gone.length, 'item')} gone, ${unseen.length} not looked at (${places(unseen)}).`,
    !isOver && `No: ${runs ? runsInWords(evidence) : 'parts of it are there'}.`,
    back.length > 0 && `Came back: ${places(back)}${because(back)}.`,
    there.length > 0 && `Still there: ${places(there)}.`,
    changed.length > 0 && `Changed: ${places(changed)}.`,
    fresh.length > 0 && `New: ${places(fresh)}.`,
    !isOver && gone.length > 0 && `${counted(gone.length, 'item')} ${gone.length === 1 ? 'is' : 'are'} gone.`,
    !isOver && unseen.length > 0 && `Not looked at: ${places(unseen)}.`,
    open.length > 0 && `For you to judge, and there still: ${places(open)}.`,
    unknown.length > 0 && 'What was taken, and what hides, no check can tell.',
    hasDeepSigns(checks, items) && 'The honest advice stays: build this machine anew.',
  ];
  return sentences.filter((sentence) => sentence !== false).join(' ');
}

function because(back: readonly ItemCheck[]): string {
  const [why] = back.flatMap((one) => one.why ?? []);
  return why === undefined ? '' : ` (${why})`;
}

function hasDeepSigns(checks: readonly ItemCheck[], items: readonly ReachItem[]): boolean {
  return checks.some(({ key }) => key === 'machine') || items.some(({ what }) => what === 'machine');
}

function stepsAfter(checks: readonly ItemCheck[], items: readonly ReachItem[], evidence: Case): string[] {
  const judged = judgedKeys(evidence);
  const left = checks.filter(
    ({ state, key }) => (state === 'still-there' || state === 'came-back' || state === 'new') && !judged.has(key),
  );
  const isBack = checks.some(({ state }) => state === 'came-back');
  const unseen = checks.filter(({ state }) => state === 'not-checked');
  const steps = [
    left.length > 0 &&
      `Remove what is left, as Reach ${items.length === 0 ? 'of the earlier report ' : ''}says: ${places(left)}.`,
    isBack && 'Find what brought it back: its way in (see Entry) may be open still. Close that before you clean again.',
    unseen.length > 0 && `Check again as root, on the running machine: ${places(unseen)}.`,
    checks.some(({ key }) => key.startsWith('secret:')) &&
      'Change the secrets that stood within its reach, if that was not done yet.',
    hasDeepSigns(checks, items) && 'Build the machine anew, from media that you trust, and bring back data alone.',
    left.length === 0 &&
      minersRunning(evidence).length === 0 &&
      'Restart, wait a day, and run the same command once more: what survives a restart shows within a day, as a rule.',
  ];
  return steps.filter((step) => step !== false).slice(0, 4);
}

function places(items: readonly { readonly place: string }[]): string {
  return listedNames(
    items.map(({ place }) => place),
    4,
  );
}
