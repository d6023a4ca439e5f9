/**
 * How an answer was weighed, for someone who would check it: remarks and overrides, the tables, what happens when one
 * thing is left out, and what to ask.
 */
import type { Answer } from '../../model/answer.ts';
import type { Weighing } from '../../model/weighing.ts';
import { percent } from '../meaning.ts';
import { lettered } from '../text/weighing.ts';
import { type Content, element } from './markup.ts';
import { columnHeading, likelihoods, origins } from './matrix.ts';
import { list, more, prose, scroller, subheading, type Telling } from './parts.ts';

/** The JSON has all. */
const withoutShown = 60;
const asksShown = 20;

export function weighingView(answer: Answer, telling: Telling): Content {
  const { weighing, question } = answer;
  if (!weighing) return undefined;
  const readings = lettered(answer.hypotheses);
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
      leftOut(weighing, answer),
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

function leftOut({ without }: Weighing, { hypotheses }: Answer): Content {
  if (without.length === 0) return undefined;
  const labels = new Map(hypotheses.map(({ id, label }) => [id, label]));
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
          element('tr', {}, ...['left out', 'then leads', 'chance', 'changes'].map((text) => columnHeading(text))),
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
      asks
        .slice(0, asksShown)
        .map(({ ask, gain }) => [prose(ask), ' ', element('span', { class: 'quiet' }, movement(gain))]),
    ),
    more(asks.length - asksShown, 'question'),
  ];
}

function movement(gain: number): string {
  const points = Math.round(gain * 100);
  return points < 1
    ? '(moves the leading reading by less than a point)'
    : `(expected to move the leading reading by ${points} points)`;
}
