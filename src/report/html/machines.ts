/** Which machines traffic ties to mining, where they went, and when: a table. */
import { type Machine, machinesIn } from '../machines.ts';
import { placesInWords, spanInWords } from '../text/machines.ts';
import { type Element, element } from './markup.ts';
import { chip, more, reference, scroller, section, type Telling } from './parts.ts';

/** The JSON has all. */
const shown = 500;

export function machinesSection(telling: Telling): Element | undefined {
  const machines = machinesIn(telling.index);
  if (machines.length === 0) return undefined;
  return section(
    'machines',
    'By the strongest claim about each. Times are those of the first and the last fact that it rests on.',
    scroller(
      'Machines that traffic ties to mining',
      element(
        'table',
        {},
        element(
          'thead',
          {},
          element(
            'tr',
            {},
            ...['Machine', 'How far', 'Where to', 'When (UTC)', 'Finding'].map((name) =>
              element('th', { scope: 'col' }, name),
            ),
          ),
        ),
        element('tbody', {}, ...machines.slice(0, shown).map((machine) => row(machine, telling))),
      ),
    ),
    more(machines.length - shown, 'machine'),
  );
}

function row({ address, finding, places, first, last }: Machine, telling: Telling): Element {
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, address),
    element('td', {}, chip(`stage ${finding.stage}`, finding.stage), ` confidence ${finding.confidence}`),
    element('td', {}, placesInWords(places)),
    element('td', {}, spanInWords(first, last).replace(/ UTC$/, '')),
    element('td', {}, reference(finding.id, telling)),
  );
}
