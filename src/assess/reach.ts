/**
 * What did it touch? Five levels weighed against each other (tables/reach.ts), and what to look for and remove. Of a
 * machine that was examined, every item with its steps (reach/items.ts).
 * Does not see, without a machine: anything but what files name and are written to do, places where files stand, traffic,
 * and what logs tell of. That a script says so does not show that it was done; that a log says so nearly does.
 */
import type { ReachItem } from '../model/answer.ts';
import type { Case } from '../model/case.ts';
import { type Assessor, defineAssessor } from '../model/units.ts';
import { highestStage, idsOf, isAtLeast } from './evidence.ts';
import { cut, listedNames } from './long-names.ts';
import { placesToCheck, writtenDeeds } from './reach/deeds.ts';
import { reachItems } from './reach/items.ts';
import { itemsInWords } from './reach/machine-words.ts';
import { inHiddenFolders, namedPaths, pathsInPrograms, pathsOfDownloads } from './reach/paths.ts';
import { reachTable } from './tables/reach.ts';
import { leadIn, plainAnswer, sentence, strongest, weighedAnswer } from './weighed-answer.ts';
import { likely } from './weighing/bands.ts';
import { unknown } from './weighing/posterior.ts';
import { type Weighed, weigh } from './weighing/weigh.ts';
import { listed } from './words.ts';

const mostPaths = 12;
const mostSteps = 4;

export const reach: Assessor = defineAssessor({
  id: 'reach',
  question: 'reach',
  table: reachTable,
  assess(evidence) {
    if (!isAtLeast(highestStage(evidence), 'capability'))
      return plainAnswer(
        'reach',
        evidence.earlier === undefined
          ? 'Nothing here mines, so nothing was touched.'
          : 'Nothing that mines was found this time. What the earlier report lists is checked again under Gone.',
      );
    const weighed = weigh('reach', reachTable, evidence);
    const naming = [...pathsInPrograms(evidence), ...pathsOfDownloads(evidence)];
    const items = reachItems(evidence);
    const answer = weighedAnswer('reach', weighed, {
      says: items === undefined ? says(weighed, evidence) : machineSays(weighed, items, evidence),
      details: details(evidence),
      because: idsOf(naming.map(({ observation }) => observation)),
    });
    return items === undefined
      ? answer
      : { ...answer, items, next: [...firstStep(items), ...answer.next].slice(0, mostSteps) };
  },
});

/** Indicators that tell what is written in a file, and nothing that happened. */
const onlyWritten = new Set(['names-paths', 'puts-what-it-fetches', 'hiding-names']);

function says(weighed: Weighed, evidence: Case): string {
  const lead = leadIn(weighed, 'what it touched');
  const paths = namedPaths(evidence);
  const { items } = weighed.weighing;
  if (paths.length > 0 && items.every(({ indicator }) => onlyWritten.has(indicator)))
    return `${lead} ${hiddenInWords(evidence)}It names ${listedNames(paths, 4)}. Nothing here shows that it wrote there, that it starts again by itself, spreads or steals.`;
  const seen = strongest(weighed);
  const written = writtenInWords(evidence);
  // All that scripts do stands in one sentence; what else there is comes before it.
  const told =
    seen === undefined || (written !== undefined && fromScripts.test(seen.indicator)) ? [] : [sentence(seen.says)];
  const parts = [...told, ...(written ?? [])];
  if (parts.length > 0) return [lead, ...parts].join(' ');
  return `${lead} Nothing in this input shows what it installs, hides, stops or steals.`;
}

/** What to begin with. */
function firstStep(items: readonly ReachItem[]): string[] {
  const [first] = items.filter(({ proof }) => proof === 'shown');
  if (first === undefined) return [];
  const startsAgain = first.what === 'autostart' || first.what === 'container';
  return [
    `Do what stands under “What to do”, in that order: first ${cut(first.place)}${startsAgain ? ', or it comes back' : ''}.`,
  ];
}

function machineSays(weighed: Weighed, items: readonly ReachItem[], evidence: Case): string {
  const told = itemsInWords(items);
  if (told === '') return says(weighed, evidence);
  // What was found stands for itself; the reading is told where it is likely.
  return weighed.probability >= likely.least && weighed.leader !== unknown
    ? `${leadIn(weighed, 'what it touched')} ${told}`
    : told;
}

function hiddenInWords(evidence: Case): string {
  const paths = inHiddenFolders(evidence).map(({ path }) => path);
  return paths.length === 0 ? '' : `It stands in a hidden folder: ${listedNames(paths, 2)}. `;
}

/** Indicators of what a script does; the sentence about scripts has them all. */
const fromScripts = /^(?:script-|stopped-rivals$|secrets-read$|puts-what-it-fetches$|hiding-names$)/;

function writtenInWords(evidence: Case): string[] | undefined {
  const deeds = writtenDeeds(evidence);
  if (deeds.length === 0) return undefined;
  return [`Its scripts are written to ${listed(deeds, 7)}.`, 'Whether they ran is not shown.'];
}

function details(evidence: Case): string[] {
  const paths = namedPaths(evidence);
  const places = placesToCheck(evidence);
  // Whoever wrote the file chose the names, perhaps in order to have a part of the system deleted.
  const check = 'Check what stands there before you remove it.';
  return [
    ...(places === undefined ? [] : [`Its scripts are written to change: ${places}. ${check}`]),
    ...(paths.length <= 4 ? [] : [`To look for on a machine: ${listedNames(paths, mostPaths)}. ${check}`]),
  ];
}
