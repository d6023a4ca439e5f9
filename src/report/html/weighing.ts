/**
 * How an answer was weighed, for someone who would check it: the likelihood table with the consistency marks of an
 * analysis of competing hypotheses (ACH), origins, what happens when one is left out, overrides and remarks.
 */
import type { Answer } from '../../model/answer.ts';
import type { WeighedItem, Weighing } from '../../model/weighing.ts';
import { consistency } from '../consistency.ts';
import { forgeabilityMeaning, gradeMeaning, percent } from '../meaning.ts';
import { readingMark } from './bars.ts';
import { type Content, type Element, element } from './markup.ts';
import { list, more, prose, reference, scroller, subheading, type Telling } from './parts.ts';

/** The JSON has all. */
const itemsShown = 60;
const groupsShown = 40;
const withoutShown = 60;

interface Reading {
  readonly id: string;
  readonly mark: string;
  readonly label: string;
}

export function weighingView(answer: Answer, telling: Telling): Content {
  const { weighing, question } = answer;
  if (!weighing) return undefined;
  const readings = answer.hypotheses.map(({ id, label }, i) => ({ id, label, mark: readingMark(i) }));
  return element(
    'details',
    { class: 'weighing', id: `${question}-weighing` },
    element('summary', {}, 'How it was weighed'),
    element(
      'div',
      { class: 'inside' },
      remarks(weighing),
      likelihoods(weighing, readings, telling),
      origins(weighing, readings),
      leftOut(weighing, readings),
      asks(weighing),
    ),
  );
}

function remarks({ remarks, overrides }: Weighing): Content {
  return [
    remarks.length > 0 && [subheading('Remarks'), list('', remarks)],
    overrides.length > 0 && [
      subheading('Overruled by an analyst'),
      list(
        '',
        overrides.map(({ what, reason, by, date }) => `${what}: ${reason} (${[by, date].filter(Boolean).join(', ')})`),
      ),
    ],
  ];
}

function likelihoods({ priors, items }: Weighing, readings: readonly Reading[], telling: Telling): Content {
  const head = element(
    'thead',
    {},
    element('tr', {}, element('td', {}), ...readings.map(({ mark, label }) => heading(mark, label))),
  );
  const before = element(
    'tbody',
    {},
    spanning(readings, 'Before any evidence'),
    figures('chance', readings, ({ id }) => percent(priors[id] ?? 0)),
  );
  return [
    subheading('The evidence, item by item'),
    element(
      'p',
      { class: 'about' },
      '“Seen if” is how often such a thing would be seen if the reading were true. “Moves” is what is left of it after discounts for doubtful sources and for what can be planted: ×2 doubles the odds of the reading, ÷2 halves them. CC fits it very well, C fits, N says nothing, I speaks against it, II strongly; – is the reading that predicts nothing.',
    ),
    legend(readings),
    scroller(
      'Likelihoods by item and reading',
      element(
        'table',
        { class: 'matrix' },
        head,
        before,
        ...items.slice(0, itemsShown).map((item) => itemRows(item, readings, telling)),
      ),
    ),
    more(items.length - itemsShown, 'item'),
  ];
}

function legend(readings: readonly Reading[]): Content {
  return element(
    'p',
    { class: 'legend' },
    ...readings.map(({ mark, label }) => [element('strong', {}, mark), ` ${label}  `]),
  );
}

function itemRows(item: WeighedItem, readings: readonly Reading[], telling: Telling): Element {
  return element(
    'tbody',
    {},
    spanning(readings, element('span', { class: 'says' }, item.says), about(item, telling), whyNumbers(item)),
    figures('seen if', readings, ({ id }) => cell(item.likelihood[id], percent)),
    figures('moves', readings, ({ id }) => cell(item.moves[id], moved)),
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

/** As analysts mark competing hypotheses: consistent, neutral, inconsistent. */
const marks = { 2: 'CC', 1: 'C', 0: 'N', '-1': 'I', '-2': 'II' } as const;

/** Log-odds as a consistency mark and as what the odds are multiplied with. */
function moved(logOdds: number): Content {
  const mark = marks[consistency(logOdds)];
  return [element('span', { class: `mark ${mark.toLowerCase()}` }, mark), ` ${factor(logOdds)}`];
}

/** `×2.1` or `÷3.0`. */
export function factor(logOdds: number): string {
  const size = Math.exp(Math.abs(logOdds));
  if (size < 1.05) return '×1';
  return `${logOdds > 0 ? '×' : '÷'}${size < 9.95 ? size.toFixed(1) : Math.round(size)}`;
}

function heading(text: string, title?: string): Element {
  return element('th', { scope: 'col' }, title === undefined ? text : element('abbr', { 'aria-label': title }, text));
}

function spanning(readings: readonly Reading[], ...content: Content[]): Element {
  return element(
    'tr',
    {},
    element('th', { class: 'item', colspan: readings.length + 1, scope: 'rowgroup' }, ...content),
  );
}

function figures(label: string, readings: readonly Reading[], figure: (reading: Reading) => Content): Element {
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, label),
    ...readings.map((reading) => element('td', {}, figure(reading))),
  );
}

function origins({ groups }: Weighing, readings: readonly Reading[]): Content {
  if (groups.length === 0) return undefined;
  return [
    subheading('By origin'),
    element('p', { class: 'about' }, 'Items of one origin could all be one hand’s work, so they count as one.'),
    scroller(
      'What each origin moves',
      element(
        'table',
        { class: 'matrix' },
        element(
          'thead',
          {},
          element('tr', {}, element('td', {}), ...readings.map(({ mark, label }) => heading(mark, label))),
        ),
        ...groups.slice(0, groupsShown).map(({ id, items, moves }) =>
          element(
            'tbody',
            {},
            spanning(
              readings,
              element('span', { class: 'says' }, id),
              element('span', { class: 'quiet' }, `${items} item${items === 1 ? '' : 's'}`),
            ),
            figures('moves', readings, (reading) => cell(moves[reading.id], moved)),
          ),
        ),
      ),
    ),
    more(groups.length - groupsShown, 'origin'),
  ];
}

function leftOut({ without }: Weighing, readings: readonly Reading[]): Content {
  if (without.length === 0) return undefined;
  const labels = new Map(readings.map(({ id, label }) => [id, label]));
  return [
    subheading('With one thing left out'),
    element('p', { class: 'about' }, 'If an answer changes when a single thing is left out, it hangs on that thing.'),
    scroller(
      'The answer with one item or origin left out',
      element(
        'table',
        { class: 'leftout' },
        element(
          'thead',
          {},
          element('tr', {}, ...['left out', 'then leads', 'chance', 'changes'].map((text) => heading(text))),
        ),
        element(
          'tbody',
          {},
          ...without
            .slice(0, withoutShown)
            .map(({ left, id, leader, probability, band, changes }) =>
              element(
                'tr',
                { class: changes ? 'changes' : undefined },
                element('th', { scope: 'row' }, `${left === 'group' ? 'origin' : 'item'}: ${id}`),
                element('td', {}, labels.get(leader) ?? leader),
                element('td', {}, `${band}, ${percent(probability)}`),
                element('td', {}, changes ? 'yes' : 'no'),
              ),
            ),
        ),
      ),
    ),
    more(without.length - withoutShown, 'row'),
  ];
}

function asks({ asks }: Weighing): Content {
  if (asks.length === 0) return undefined;
  return [
    subheading('Open questions, by what their answers would move'),
    list(
      '',
      asks.slice(0, 20).map(({ ask, gain }) => [prose(ask), ' ', element('span', { class: 'quiet' }, movement(gain))]),
    ),
    more(asks.length - 20, 'question'),
  ];
}

function movement(gain: number): string {
  const points = Math.round(gain * 100);
  return points < 1
    ? '(moves the leading reading by less than a point)'
    : `(expected to move the leading reading by ${points} points)`;
}
