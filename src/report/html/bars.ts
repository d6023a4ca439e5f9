/** Rival readings as bars: the range that the evidence leaves open, and the best estimate within it. */
import type { Answer, Hypothesis } from '../../model/answer.ts';
import { percent, percentRange } from '../meaning.ts';
import { unknownReading } from '../text/answers.ts';
import { isEmpty, type Lettered, lettered, nothingWeighed } from '../text/weighing.ts';
import { type Content, type Element, element } from './markup.ts';
import { more, subheading } from './parts.ts';

const shown = 16;
/** Where ICD 203's words change. */
const borders = [5, 20, 45, 55, 80, 95];

export function bars({ hypotheses, weighing }: Answer): Content {
  if (hypotheses.length === 0) return undefined;
  if (weighing !== undefined && isEmpty(weighing)) return element('p', { class: 'about' }, nothingWeighed);
  return [
    subheading('Which reading is how likely'),
    element('ol', { class: 'bars' }, ...lettered(hypotheses).slice(0, shown).map(bar)),
    more(hypotheses.length - shown, 'reading'),
    element(
      'p',
      { class: 'about' },
      'The bar is the range that the evidence leaves open, from 0 to 100 %; the upright mark is the best estimate. Faint lines are where the words change.',
    ),
  ];
}

function bar({ letter, hypothesis: { id, label, probability, band } }: Lettered, at: number): Element {
  return element(
    'li',
    { class: at === 0 ? 'leads' : undefined },
    element('span', { class: 'reading' }, element('span', { class: 'quiet' }, `${letter} `), label),
    drawn(probability),
    element(
      'span',
      { class: 'chance' },
      // A band of "not enough evidence" would read as if evidence were unlikely.
      id !== unknownReading && [element('strong', {}, band), ' '],
      element('span', {}, `${percentRange(probability)}, best ${percent(probability.mid)}`),
    ),
  );
}

/** The same figures stand beside it as text. */
function drawn({ low, mid, high }: Hypothesis['probability']): Element {
  return element(
    'svg',
    { class: 'bar', viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true', focusable: 'false' },
    element('rect', { class: 'track', x: 0, y: 3, width: 100, height: 4 }),
    ...borders.map((x) => element('line', { class: 'border', x1: x, x2: x, y1: 1.5, y2: 8.5 })),
    element('rect', { class: 'range', x: at(low), y: 2.5, width: Math.max(0.8, at(high) - at(low)), height: 5 }),
    element('rect', { class: 'mid', x: Math.max(0, at(mid) - 0.4), y: 0, width: 0.8, height: 10 }),
  );
}

function at(chance: number): number {
  return Math.round(Math.min(1, Math.max(0, chance)) * 1000) / 10;
}
