/** The first screen: what could not be examined, the verdict in plain words, and the ladder that it stands on. */
import type { Report } from '../../model/report.ts';
import { doubtOfMachine, examinedInWords, unseen, withoutRoot } from '../examined.ts';
import { rungs, tlpMeaning } from '../meaning.ts';
import { gapKinds } from '../text/gaps.ts';
import { closestHeld } from '../text/verdict.ts';
import { isNotGone, verdictMeaning } from '../verdict-meaning.ts';
import { consentMeaning, rung } from '../words.ts';
import { type Content, type Element, element, exact } from './markup.ts';
import { prose, sectionTitles } from './parts.ts';

const inputsShown = 6;

/** `sections` are those that the page has. */
export function verdictHeader(report: Report, sections: readonly Element[]): Content {
  const { stage, consent } = report.verdict;
  return element(
    'header',
    {},
    element(
      'p',
      { class: 'brand' },
      lamp(),
      ' Davylamp',
      element('span', { class: 'quiet' }, 'report on ', inputs(report)),
    ),
    sharing(report),
    report.gaps.length > 0 &&
      element(
        'p',
        { class: 'notice' },
        element('strong', {}, 'Not everything could be examined: '),
        `${gapKinds(report.gaps).join(', ')}. The verdict is about the rest. `,
        element('a', { href: '#gaps' }, 'What was left out'),
      ),
    [withoutRoot(report), doubtOfMachine(report)].map(
      (words) => words !== undefined && element('p', { class: 'notice' }, prose(words)),
    ),
    element('h1', {}, element('span', { class: 'stage-word' }, stageWord(report)), ' ', verdictMeaning(report)),
    rung[stage] >= rung.capability && element('p', { class: 'consent' }, consentMeaning[consent]),
    ladder(report),
    element('p', { class: 'about' }, examinedInWords(report)),
    stage === 'none' && unseen(report).map((words) => element('p', { class: 'about' }, words)),
    contents(sections),
  );
}

function stageWord(report: Report): string {
  const { stage } = report.verdict;
  if (stage !== 'none') return stage;
  return isNotGone(report) ? 'no mining seen' : 'nothing found';
}

function contents(sections: readonly Element[]): Element {
  const links = sections.map(({ attributes }, i) => [
    i > 0 && ' · ',
    element('a', { href: `#${attributes.id}` }, sectionTitles[String(attributes.id)]),
  ]);
  return element('nav', { class: 'about', 'aria-label': 'On this page' }, links);
}

function inputs({ inputs }: Report): Content {
  const shown = inputs
    .slice(0, inputsShown)
    .map((input, i) => [i > 0 && ', ', element('bdi', { class: 'value' }, exact(input))]);
  return [shown, inputs.length > inputsShown && ` and ${inputs.length - inputsShown} more`];
}

/** The four rungs; the one that the verdict stands on is filled. */
function ladder(report: Report): Content {
  const reached = rung[report.verdict.stage];
  return element(
    'ol',
    { class: 'ladder', 'aria-label': 'How far it goes, lowest first' },
    ...rungs.map(([stage, meaning]) =>
      element(
        'li',
        {
          class: rung[stage] === reached ? 'here' : rung[stage] < reached ? 'below' : 'above',
          'aria-current': rung[stage] === reached ? 'step' : undefined,
        },
        element('strong', {}, stage),
        element('span', {}, meaning),
      ),
    ),
  );
}

function sharing(report: Report): Content {
  const tlp = closestHeld(report);
  if (tlp === 'clear') return undefined;
  return element('p', { class: 'notice' }, element('strong', {}, `TLP:${tlp.toUpperCase()} `), tlpMeaning[tlp]);
}

/** A miner's safety lamp: hook, bonnet, gauze with its flame, base. */
function lamp(): Content {
  return element(
    'svg',
    { class: 'lamp', viewBox: '0 0 20 32', width: 15, height: 24, 'aria-hidden': 'true', focusable: 'false' },
    element('path', {
      class: 'frame',
      d: 'M10 1.2a2.6 2.6 0 0 1 2.6 2.6V6H7.4V3.8A2.6 2.6 0 0 1 10 1.2ZM5.4 6h9.2l1.2 3H4.2ZM5.6 9v14M14.4 9v14M3.4 23h13.2l1 7.4H2.4Z',
    }),
    element('path', { class: 'flame', d: 'M10 12.2c2.5 3 3.4 4.7 3.4 6.7a3.4 3.4 0 0 1-6.8 0c0-2 .9-3.7 3.4-6.7Z' }),
  );
}
