/** What an analyst added from elsewhere, with who says so; facts that disagree stand side by side and say so. */
import type { Observation } from '../../model/observation.ts';
import { forgeabilityMeaning, gradeMeaning, gradeOf } from '../meaning.ts';
import { disagreements } from '../text/disagreements.ts';
import { counted } from '../words.ts';
import { type Content, type Element, element } from './markup.ts';
import { observation } from './observations.ts';
import { list, more, reference, section, type Telling } from './parts.ts';
import { sourceLink } from './provenance.ts';

/** The JSON has all. */
const shown = 200;

type Given = Observation<
  'fact' | 'pool-record' | 'name-resolution' | 'incident' | 'price' | 'network-state' | 'tariff' | 'judgement'
>;

const titles: Readonly<Record<Given['kind'], string>> = {
  fact: 'Facts',
  'pool-record': 'What pools recorded',
  'name-resolution': 'What names resolved to',
  incident: 'Earlier cases',
  price: 'Prices',
  'network-state': 'The coin’s network',
  tariff: 'What power and processors cost',
  judgement: 'Weighed by hand',
};

export function factsSection(telling: Telling): Element | undefined {
  const { observations } = telling.index.report;
  const given = observations.filter((seen): seen is Given => seen.kind in titles);
  if (given.length === 0) return undefined;
  const subjects = new Map(disagreements(observations).map(({ subject, facts }) => [subject, facts]));
  const kinds = Object.entries(titles).map(
    ([kind, title]) => [title, given.filter((seen) => seen.kind === kind)] as const,
  );
  return section(
    'facts',
    'Facts from an analyst’s evidence file. Davylamp did not see them itself; each says who does, how far that source is trusted, and what it would take to plant it.',
    files(observations),
    ...kinds.map(([title, list]) => list.length > 0 && group(title, list, subjects, telling)),
  );
}

function group(title: string, given: readonly Given[], subjects: Subjects, telling: Telling): Content {
  return element(
    'details',
    { class: 'card group' },
    element('summary', {}, element('strong', {}, title), element('span', { class: 'quiet' }, ` ${given.length}`)),
    element(
      'div',
      { class: 'inside' },
      element('ul', { class: 'facts' }, ...given.slice(0, shown).map((seen) => fact(seen, subjects, telling))),
      more(given.length - shown, 'fact'),
    ),
  );
}

function fact(seen: Given, subjects: Subjects, telling: Telling): Element {
  const { provenance } = seen.value;
  const others = disagreeing(seen, subjects);
  return element(
    'li',
    {},
    observation(seen, telling),
    element(
      'p',
      { class: 'about' },
      sourceLink(provenance, telling),
      provenance.date !== undefined && `, ${provenance.date}`,
      ` · ${gradeMeaning(gradeOf(provenance))} · `,
      element('span', { class: `forge ${provenance.forgeability}` }, forgeabilityMeaning[provenance.forgeability]),
      provenance.tlp !== 'clear' && ` · TLP:${provenance.tlp.toUpperCase()}`,
    ),
    others.length > 0 &&
      element(
        'p',
        { class: 'disagrees' },
        'Disagrees with ',
        ...others.map((id) => [reference(id, telling), ' ']),
        'on the same subject; both are kept.',
      ),
  );
}

/** Subjects that sources disagree on, with every side. */
type Subjects = ReadonlyMap<string, readonly Observation<'fact'>[]>;

/** Ids of facts on the same subject that give another value; the first few. */
function disagreeing(seen: Given, subjects: Subjects): string[] {
  if (seen.kind !== 'fact' || seen.value.subject === undefined || seen.value.value === undefined) return [];
  const { value } = seen.value;
  // One for each value comes first, so the beginning of a long list has a rival in it.
  const rivals = subjects.get(seen.value.subject)?.slice(0, shown) ?? [];
  return rivals
    .filter((rival) => rival.value.value !== value)
    .slice(0, 8)
    .map(({ id }) => id);
}

/** The files themselves: what was read, and what could not be taken. */
function files(observations: readonly Observation[]): Content {
  const told = observations.flatMap((seen) => {
    if (seen.kind !== 'evidence-file') return [];
    const { title, case: name, about, items, rejected } = seen.value;
    const mistakes = rejected > 0 ? `, ${counted(rejected, 'more')} left out for a mistake (under “Not examined”)` : '';
    return [
      `${title ?? name ?? 'An evidence file'}: ${counted(items, 'item')} taken${mistakes}.${about === undefined ? '' : ` ${about}`}`,
    ];
  });
  return list('about', told);
}
