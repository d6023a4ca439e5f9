/** What else was seen, what could not be examined, how to read the page, and who made it. */
import type { Gap } from '../../model/gap.ts';
import { examined } from '../examined.ts';
import { bandMeaning } from '../meaning.ts';
import { byCode, gapKinds } from '../text/gaps.ts';
import { readableTime } from '../words.ts';
import { type Content, type Element, element } from './markup.ts';
import { observation } from './observations.ts';
import { artifactText, list, more, rows, section, type Telling } from './parts.ts';

/** The JSON has all. */
const othersShown = 60;
const gapsShown = 20;

/** Facts that no claim rests on, so that whatever an answer names can be looked up. */
export function othersSection(telling: Telling): Element | undefined {
  const { observations } = telling.index.report;
  const others = observations.filter(({ id, kind }) => !telling.told.has(id) && kind !== 'evidence-file');
  if (others.length === 0) return undefined;
  return section(
    'others',
    'Facts that no claim above rests on.',
    element(
      'ul',
      { class: 'facts' },
      ...others.slice(0, othersShown).map((seen) => element('li', {}, observation(seen, telling))),
    ),
    more(others.length - othersShown, 'fact'),
  );
}

export function gapsSection(telling: Telling): Element | undefined {
  const { gaps } = telling.index.report;
  if (gaps.length === 0) return undefined;
  return section(
    'gaps',
    'The verdict says nothing about these.',
    ...byCode(gaps).map(([, alike]) => [
      element('h3', {}, gapKinds(alike).join('')),
      list(
        'gaps',
        alike.slice(0, gapsShown).map((gap) => gapLine(gap, telling)),
      ),
      more(alike.length - gapsShown, 'part'),
    ]),
  );
}

function gapLine({ artifact, offset, what }: Gap, telling: Telling): Content {
  const at = offset !== undefined && ` at 0x${offset.toString(16)}`;
  return [artifactText(artifact, telling), at, ': ', what];
}

export function readingSection(): Element {
  return section(
    'reading',
    undefined,
    rows([
      [
        'How far it goes',
        'Mention: text that talks of mining. Capability: code that can mine. Configured: set to mine, for an account. Active: seen mining. The verdict is the highest of them.',
      ],
      [
        'How likely',
        bandMeaning.map(([words, range], i) => [
          i > 0 && ' · ',
          element('span', { class: 'keep' }, `${words} ${range}`),
        ]),
      ],
      [
        'Confidence',
        'How good the evidence is, which is another thing than how likely the answer is: an answer can be likely and yet hang on a single source.',
      ],
      [
        'Planting',
        'Some evidence could have been put there to mislead. Each piece says what that would take: typing, some effort, or control of something, such as a pool’s records. What is easy to plant moves an answer next to nothing.',
      ],
      [
        'Origin',
        'Evidence that goes back to one root (one file, one report) counts as one, however many items it has.',
      ],
      [
        'Written so that nothing opens',
        'Names and addresses of servers are written as pool[.]example, so that no click leads there. --format json has them exact.',
      ],
    ]),
  );
}

export function closing({ index: { report }, room }: Telling): Element {
  const { tool, generatedAt } = report;
  return element(
    'footer',
    {},
    element(
      'p',
      {},
      `${tool.name} ${tool.version} · `,
      element('time', { datetime: generatedAt }, readableTime(generatedAt)),
      ` · ${examined(report)}`,
    ),
    room === 0 && element('p', {}, 'So much was seen that only the first facts unfold here; --format json has all.'),
    element(
      'p',
      {},
      'This page needs no network and runs no script. --format json has everything that it shows, and what it leaves out.',
    ),
  );
}
