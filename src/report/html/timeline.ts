/** What happened when: a table, a row a moment, the earliest step that the evidence supports marked. */
import type { Moment, Timeline } from '../../model/answer.ts';
import { clockTime, dayOf, doubt, leftOut, roleInWords, timelineIn, untilInWords } from '../text/timeline.ts';
import { readableSpan } from '../words.ts';
import { type Content, type Element, element, exact } from './markup.ts';
import { chip, list, more, reference, scroller, section, subheading, type Telling } from './parts.ts';

/** The JSON has all. */
const shown = 200;
const coveredShown = 40;

export function timelineSection(telling: Telling): Element | undefined {
  const timeline = timelineIn(telling.index.report);
  if (timeline === undefined) return undefined;
  const { moments, first, left } = timeline;
  return section(
    'timeline',
    'In UTC. “Tried” is what nothing shows to have worked; “way in” is what the evidence shows to have worked.',
    scroller(
      'What happened when',
      element(
        'table',
        {},
        element('thead', {}, element('tr', {}, ...['When', 'What'].map(heading))),
        element('tbody', {}, ...moments.slice(0, shown).map((moment, i) => row(moment, i === first, telling))),
      ),
    ),
    more(moments.length - shown, 'moment'),
    left !== undefined && element('p', { class: 'more' }, leftOut(left)),
    covered(timeline),
  );
}

function heading(name: string): Element {
  return element('th', { scope: 'col' }, name);
}

function row(moment: Moment, isFirst: boolean, telling: Telling): Element {
  const { role, says } = moment;
  return element(
    'tr',
    isFirst ? { class: 'first' } : {},
    element('th', { scope: 'row' }, when(moment)),
    element(
      'td',
      {},
      chip(`role ${roleInWords(role).replace(' ', '-')}`, roleInWords(role)),
      ' ',
      says,
      isFirst && element('p', { class: 'about' }, 'The earliest step that the evidence supports.'),
      element('p', { class: 'about' }, ...origin(moment, telling)),
    ),
  );
}

/** Three places are enough to look it up. */
const mostReferences = 3;

function origin({ machine, because, clock }: Moment, telling: Telling): Content[] {
  const places = because.slice(0, mostReferences).map((id, i): Content => [i > 0 && ', ', reference(id, telling)]);
  return [
    machine !== undefined && `on ${machine} · `,
    'seen in ',
    ...places,
    because.length > mostReferences && ' and others',
    clock !== undefined && ` · ${doubt(clock)}`,
  ];
}

function when(moment: Moment): Content {
  const { time, until } = moment;
  return [
    `${dayOf(moment)} ${clockTime(moment)}`.trim(),
    until !== undefined && element('p', { class: 'about' }, `until ${untilInWords(time, until)}`),
  ];
}

function covered({ covered: logs }: Timeline): Content {
  if (logs.length === 0) return undefined;
  return [
    subheading('What was read'),
    list(
      'details',
      logs
        .slice(0, coveredShown)
        .map(({ what, start, end, log }) => [exact(log), `: ${what}, ${readableSpan(start, end)}`]),
    ),
    more(logs.length - coveredShown, 'log'),
  ];
}
