/**
 * Tables with a column for each reading: what every item says of it and moves it, with the consistency marks of an
 * analysis of competing hypotheses (ACH), and the same for every origin.
 */
import type { WeighedItem, Weighing } from '../../model/weighing.ts';
import { consistency } from '../consistency.ts';
import { forgeabilityMeaning, gradeMeaning, percent } from '../meaning.ts';
import { type Lettered, marks } from '../text/weighing.ts';
import { type Content, type Element, element } from './markup.ts';
import { more, reference, scroller, subheading, type Telling } from './parts.ts';

/** The JSON has all. */
const itemsShown = 60;
const groupsShown = 40;

export function likelihoods({ priors, items }: Weighing, readings: readonly Lettered[], telling: Telling): Content {
  const before = element(
    'tbody',
    {},
    spanning(readings, 'Before any evidence'),
    figures('chance', readings, ({ hypothesis }) => percent(priors[hypothesis.id] ?? 0)),
  );
  return [
    subheading('The evidence, item by item'),
    element(
      'p',
      { class: 'about' },
      '“Seen if” is how often such a thing would be seen if the reading were true. “Moves” is what is left of it after discounts for doubtful sources and for what can be planted: ×2 doubles the odds of the reading, ÷2 halves them. ++ speaks clearly for the reading, + a little; − speaks against it, −− clearly; a dot means that it says next to nothing. “?” is the reading that predicts nothing.',
    ),
    legend(readings),
    scroller(
      'Likelihoods by item and reading',
      element(
        'table',
        { class: 'matrix' },
        head(readings),
        before,
        ...items.slice(0, itemsShown).map((item) => itemRows(item, readings, telling)),
      ),
    ),
    more(items.length - itemsShown, 'item'),
  ];
}

export function origins({ groups }: Weighing, readings: readonly Lettered[]): Content {
  if (groups.length === 0) return undefined;
  return [
    subheading('By origin'),
    element('p', { class: 'about' }, 'Items of one origin could all be one hand’s work, so they count as one.'),
    scroller(
      'What each origin moves',
      element(
        'table',
        { class: 'matrix' },
        head(readings),
        ...groups.slice(0, groupsShown).map(({ id, items, moves }) =>
          element(
            'tbody',
            {},
            spanning(
              readings,
              element('span', { class: 'says' }, id),
              element('span', { class: 'quiet' }, `${items} item${items === 1 ? '' : 's'}`),
            ),
            figures('moves', readings, ({ hypothesis }) => cell(moves[hypothesis.id], moved)),
          ),
        ),
      ),
    ),
    more(groups.length - groupsShown, 'origin'),
  ];
}

function head(readings: readonly Lettered[]): Element {
  const headings = readings.map(({ letter, hypothesis }) => columnHeading(letter, hypothesis.label));
  return element('thead', {}, element('tr', {}, element('td', {}), ...headings));
}

function legend(readings: readonly Lettered[]): Content {
  return element(
    'p',
    { class: 'legend' },
    ...readings.map(({ letter, hypothesis }) => [element('strong', {}, letter), ` ${hypothesis.label}  `]),
  );
}

function itemRows(item: WeighedItem, readings: readonly Lettered[], telling: Telling): Element {
  return element(
    'tbody',
    {},
    spanning(readings, element('span', { class: 'says' }, item.says), about(item, telling), whyNumbers(item)),
    figures('seen if', readings, ({ hypothesis }) => cell(item.likelihood[hypothesis.id], percent)),
    figures('moves', readings, ({ hypothesis }) => cell(item.moves[hypothesis.id], moved)),
  );
}

function about(item: WeighedItem, telling: Telling): Content {
  return element(
    'span',
    { class: 'quiet' },
    `${item.by === 'analyst' ? 'marked by an analyst' : 'noticed by Davylamp'} · ${gradeMeaning(item.grade)} · ${forgeabilityMeaning[item.forgeability]} · origin: ${item.group} `,
    item.observations.slice(0, 8).map((id) => [reference(id, telling), ' ']),
  );
}

function whyNumbers({ why }: WeighedItem): Content {
  return element('span', { class: 'quiet' }, `Why these numbers: ${why}`);
}

function cell(value: number | undefined, form: (value: number) => Content): Content {
  return value === undefined ? '–' : form(value);
}

/** Log-odds as a consistency mark and as what the odds are multiplied with. */
function moved(logOdds: number): Content {
  const fit = consistency(logOdds);
  const tone = fit > 0 ? 'for' : fit < 0 ? 'against' : 'neutral';
  return [element('span', { class: `mark ${tone}` }, marks[fit]), ` ${factor(logOdds)}`];
}

/** `×2.1` or `÷3.0`. */
function factor(logOdds: number): string {
  const size = Math.exp(Math.abs(logOdds));
  if (size < 1.05) return '×1';
  return `${logOdds > 0 ? '×' : '÷'}${size < 9.95 ? size.toFixed(1) : Math.round(size)}`;
}

export function columnHeading(text: string, title?: string): Element {
  return element('th', { scope: 'col' }, title === undefined ? text : element('abbr', { 'aria-label': title }, text));
}

function spanning(readings: readonly Lettered[], ...content: Content[]): Element {
  return element(
    'tr',
    {},
    element('th', { class: 'item', colspan: readings.length + 1, scope: 'rowgroup' }, ...content),
  );
}

function figures(label: string, readings: readonly Lettered[], figure: (reading: Lettered) => Content): Element {
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, label),
    ...readings.map((reading) => element('td', {}, figure(reading))),
  );
}
