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
  const perhaps = items.filter(
    ({ what, proof }) => (what === 'autostart' || what === 'container') && proof === 'likely',
  );
  const [it, stand] = files.length === 1 ? ['it', 'stands'] : ['them', 'stand'];
  const left = `${seen}. ${counted(files.length, 'file')} of it ${stand} there (${places(files)})`;
  if (files.length > 0 && perhaps.length > 0)
    return `${left}, and what may start ${it} again is for you to judge: ${places(perhaps)}.`;
  if (files.length > 0) return `${left}, and nothing was found that starts ${it}.`;
  return `${seen}, and nothing was found that starts one; what was found is told under Reach.`;
}

/** What a collector copied ran while it did so, and nobody knows of now. */
function runsInWords(evidence: Case): string {
  return machineIn(evidence)?.value.form === 'running' ? 'it runs now' : 'it ran when this copy was made';
}

function firstSteps(items: readonly ReachItem[]): string[] {
  const isRebuild = items.some(({ what }) => what === 'machine');
  return [
    'First keep this report as JSON (`--format json --out before.json`) and copies of the files it names: they are the evidence, and the check afterwards needs it.',
    'Do what stands under Reach, in its order, and close the way in (Entry): else it comes again.',
    'Restart, wait a day, and run `davylamp host --verify before.json`: it checks every item again.',
    ...(isRebuild
      ? ['Whatever that check says, build the machine anew: what was changed here goes deeper than any check sees.']
      : []),
  ];
}

// --- against an earlier report ------------------------------------------------------------------------------------

/** The checks by what they mean: what is only likely the miner's is for a person to judge, and stands apart. */
interface Sorted {
  readonly of: (state: ItemCheck['state']) => readonly ItemCheck[];
  /** Not shown to be the miner's, and there. */
  readonly open: readonly ItemCheck[];
  readonly runs: boolean;
  readonly isOver: boolean;
}

function sorted(checks: readonly ItemCheck[], evidence: Case): Sorted {
  const judged = judgedKeys(evidence);
  const isOpen = ({ key, state }: ItemCheck): boolean => judged.has(key) && isLeft.has(state);
  const own = checks.filter((one) => !isOpen(one));
  const runs = minersRunning(evidence).length > 0;
  return {
    of: (state) => own.filter((one) => one.state === state),
    open: checks.filter(isOpen),
    runs,
    isOver: !runs && !own.some(({ state }) => isLeft.has(state)),
  };
}

const isLeft: ReadonlySet<ItemCheck['state']> = new Set<ItemCheck['state']>([
  'came-back',
  'still-there',
  'changed',
  'new',
]);

function checkedInWords(checks: readonly ItemCheck[], items: readonly ReachItem[], evidence: Case): string {
  const { of, open, runs, isOver } = sorted(checks, evidence);
  const [back, there, changed, fresh] = [of('came-back'), of('still-there'), of('changed'), of('new')];
  const [gone, unseen] = [of('gone'), of('not-checked')];
  const sentences = [
    isAnotherMachine(evidence) && 'By its id this is another machine than that of the earlier report.',
    isOver
      ? overInWords(checks.length, gone.length, unseen)
      : `No: ${runs ? runsInWords(evidence) : 'parts of it are there'}.`,
    back.length > 0 && `Came back: ${places(back)}${because(back)}.`,
    there.length > 0 && `Still there: ${places(there)}.`,
    changed.length > 0 && `Changed: ${places(changed)}.`,
    fresh.length > 0 && `New: ${places(fresh)}.`,
    !isOver && gone.length > 0 && `${counted(gone.length, 'item')} ${gone.length === 1 ? 'is' : 'are'} gone.`,
    !isOver && unseen.length > 0 && `Not looked at: ${places(unseen)}.`,
    open.length > 0 && `Still there, and for you to judge: ${places(open)}.`,
    of('cannot-be-known').length > 0 && 'What was taken, and what hides, no check can tell.',
    hasDeepSigns(checks, items) && 'The honest advice stays: build this machine anew.',
  ];
  return sentences.filter((sentence) => sentence !== false).join(' ');
}

/** Where nothing of it was found: how far that reaches. */
function overInWords(all: number, gone: number, unseen: readonly ItemCheck[]): string {
  const nothingNew = 'and nothing new was found.';
  if (all === 0) return `The earlier report found nothing to be rid of, ${nothingNew}`;
  if (unseen.length > 0) {
    const left = `${unseen.length} not looked at (${places(unseen)}).`;
    return gone === 0
      ? `Nothing of it could be checked: ${left}`
      : `Not all could be checked: ${counted(gone, 'item')} gone, ${left}`;
  }
  if (gone === 0) return `The earlier report has no item that a check could find gone, ${nothingNew}`;
  return `${gone === 1 ? 'The one item that could be checked is' : `All ${gone} items that could be checked are`} gone, ${nothingNew}`;
}

function because(back: readonly ItemCheck[]): string {
  const [why] = back.flatMap((one) => one.why ?? []);
  return why === undefined ? '' : ` (${why})`;
}

function hasDeepSigns(checks: readonly ItemCheck[], items: readonly ReachItem[]): boolean {
  return checks.some(({ key }) => key === 'machine') || items.some(({ what }) => what === 'machine');
}

/** In the order in which a person does them, each once. */
function stepsAfter(checks: readonly ItemCheck[], items: readonly ReachItem[], evidence: Case): string[] {
  const { of, open } = sorted(checks, evidence);
  const left = [...of('came-back'), ...of('still-there'), ...of('new')];
  const steps = [
    of('came-back').length > 0 &&
      'Find what brought it back: its way in (see Entry) may be open still. Close that before you clean again.',
    left.length > 0 && `Remove what is left, ${howToRemove(items, evidence)}: ${places(left)}.`,
    of('changed').length > 0 && `Look at what stands in the place of what was there: ${places(of('changed'))}.`,
    open.length > 0 && `Judge for yourself whether this is the miner’s: ${places(open)}.`,
    of('not-checked').length > 0 && howToCheck(of('not-checked'), evidence),
    checks.some(({ key }) => key.startsWith('secret:')) &&
      'Change the secrets that stood within its reach, if that was not done yet.',
    hasDeepSigns(checks, items) && 'Build the machine anew, from media that you trust, and bring back data alone.',
    'Restart, wait a day, and run the same command once more: what survives a restart shows within a day, as a rule.',
  ];
  return steps.filter((step) => step !== false);
}

/** Where nothing mines any more, only the earlier report has the steps. */
function howToRemove(items: readonly ReachItem[], { earlier }: Case): string {
  if (items.length > 0 || earlier === undefined) return 'as Reach says';
  const name = /^[\w./][\w./-]{0,99}$/.test(earlier.name) ? earlier.name : 'before.json';
  return `as the earlier report says (\`davylamp explain ${name} reach\`)`;
}

function howToCheck(unseen: readonly ItemCheck[], evidence: Case): string {
  if (isAnotherMachine(evidence)) return 'Run the same command on the machine that the earlier report is about.';
  const now = machineIn(evidence)?.value;
  if (now?.form !== 'running') return `Check again on the machine itself, while it runs, as root: ${places(unseen)}.`;
  return now.asRoot === true
    ? `Look for yourself at what could not be read: ${places(unseen)}.`
    : `Check again as root: ${places(unseen)}.`;
}

function isAnotherMachine(evidence: Case): boolean {
  const before = evidence.earlier?.report.observations.find((seen) => seen.kind === 'machine')?.value.id;
  const now = machineIn(evidence)?.value.id;
  return before !== undefined && now !== undefined && before !== now;
}

function places(items: readonly { readonly place: string }[]): string {
  return listedNames(
    items.map(({ place }) => place),
    4,
  );
}
