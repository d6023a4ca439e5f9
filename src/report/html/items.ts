/** What to remove from a machine, by what to do first: a card an item, with its steps. */
import type { ReachItem } from '../../model/answer.ts';
import { groupsOf, isGraded, proofLegend, proofWords, type StepParts, stepsToldOf } from '../step-words.ts';
import { itemsIn, scriptLine } from '../text/items.ts';
import { type Content, type Element, element, exact } from './markup.ts';
import { chip, more, prose, reference, section, type Telling } from './parts.ts';

/** Of one group; the JSON has all. */
const shown = 200;
const groundsShown = 4;

export function itemsSection(telling: Telling): Element | undefined {
  const items = itemsIn(telling.index);
  if (items.length === 0) return undefined;
  return section(
    'items',
    prose(
      `First keep this report as JSON, and copies of the files it names. Then go on in this order: what starts it before what runs, or it comes back. ${proofLegend}`,
    ),
    ...groupsOf(items).map(({ title, about, items: own }) => [
      element('h3', {}, title),
      element('p', { class: 'about' }, `${about.charAt(0).toUpperCase()}${about.slice(1)}.`),
      element('ol', { class: 'items' }, ...own.slice(0, shown).map((item) => card(item, telling))),
      more(own.length - shown, 'item'),
    ]),
    items.some(({ proof }) => proof === 'shown') &&
      element('p', { class: 'about' }, prose(scriptLine(telling.index.report))),
  );
}

function card({ id, place, says, proof, removal, because, what }: ReachItem, telling: Telling): Element {
  return element(
    'li',
    { class: `card item-${proof}`, id },
    element(
      'p',
      {},
      element('span', { class: 'id' }, id),
      ' ',
      element('span', { class: 'value' }, exact(place)),
      ' ',
      isGraded(what) && chip(`proof ${proof}`, proofWords[proof]),
    ),
    element('p', {}, says),
    removal.length > 0 &&
      element(
        'ul',
        { class: 'steps' },
        ...stepsToldOf(removal, place).map((step) => element('li', {}, stepContent(step))),
      ),
    grounds(because, telling),
  );
}

function stepContent({ says, command, line }: StepParts): Content {
  return [
    says,
    command !== undefined && element('code', {}, exact(command)),
    line !== undefined && element('code', {}, line),
  ];
}

function grounds(because: readonly string[], telling: Telling): Content {
  if (because.length === 0) return undefined;
  const ids = because.slice(0, groundsShown).map((id, i): Content => [i > 0 && ', ', reference(id, telling)]);
  return element('p', { class: 'about' }, 'Seen in ', ids, because.length > groundsShown && ' and others');
}
