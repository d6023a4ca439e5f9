/** An earlier report of the machine, checked again: a table, what is left first. */
import type { ItemCheck } from '../../model/answer.ts';
import { type Checks, checksIn, countsInWords, states } from '../text/checks.ts';
import { readableTime } from '../words.ts';
import { type Element, element, exact } from './markup.ts';
import { more, scroller, section, type Telling } from './parts.ts';

/** The JSON has all. */
const shown = 500;

export function checksSection(telling: Telling): Element | undefined {
  const checks = checksIn(telling.index);
  if (checks === undefined) return undefined;
  return section(
    'checks',
    ['Against ', exact(checks.report), ` of ${readableTime(checks.generatedAt)}: ${countsInWords(checks)}.`],
    checks.items.length > 0 && table(checks),
    more(checks.items.length - shown, 'item'),
  );
}

function table({ items }: Checks): Element {
  return scroller(
    'An earlier report, checked again',
    element(
      'table',
      {},
      element(
        'thead',
        {},
        element('tr', {}, ...['Now', 'Where', 'What'].map((name) => element('th', { scope: 'col' }, name))),
      ),
      element('tbody', {}, ...items.slice(0, shown).map(row)),
    ),
  );
}

const signs: ReadonlyMap<string, string> = new Map([
  ['✗', 'against'],
  ['✓', 'for'],
]);

function row({ state, place, says, why, item }: ItemCheck): Element {
  const { mark, words } = states.get(state) ?? { mark: '?', words: state };
  return element(
    'tr',
    {},
    element(
      'th',
      { scope: 'row' },
      element('span', { class: `mark ${signs.get(mark) ?? 'neutral'}` }, mark),
      ` ${words}`,
    ),
    element('td', {}, element('span', { class: 'value' }, exact(place))),
    element(
      'td',
      {},
      says,
      why !== undefined && element('p', { class: 'about' }, why),
      item !== undefined && element('p', { class: 'about' }, element('a', { href: `#${item}` }, `${item}: what to do`)),
    ),
  );
}
