/** The answers as cards: what Davylamp says stands there folded; the rest unfolds. */
import type { Answer } from '../../model/answer.ts';
import { confidenceMeaning, questionAsked } from '../meaning.ts';
import { answersToldOf, likely, unknownReading } from '../text/answers.ts';
import { capitalized, questionTitle } from '../words.ts';
import { bars } from './bars.ts';
import { type Content, type Element, element } from './markup.ts';
import { chip, list, more, prose, reference, section, subheading, type Telling } from './parts.ts';
import { weighingView } from './weighing.ts';

const detailsShown = 40;
const stepsShown = 20;
const groundsShown = 30;

export function answersSection(telling: Telling): Element | undefined {
  const answers = answersToldOf(telling.index);
  if (answers.length === 0) return undefined;
  return section(
    'answers',
    'Below each answer stand its rival readings, what it hangs on, what to ask next, and how it was weighed.',
    ...answers.map((answer) => card(answer, telling)),
  );
}

function card(answer: Answer, telling: Telling): Element {
  const { question, says, confidence, linchpin, next } = answer;
  const details = answer.details ?? [];
  return element(
    'details',
    { class: 'card answer', id: question },
    element(
      'summary',
      {},
      element(
        'span',
        { class: 'question' },
        element('strong', {}, questionTitle[question]),
        ' ',
        questionAsked[question],
      ),
      element('span', { class: 'says' }, prose(says)),
      element('span', { class: 'chips' }, leading(answer), chip('', `confidence ${confidence}`)),
      next[0] !== undefined && element('span', { class: 'step' }, 'Next: ', prose(next[0])),
    ),
    element(
      'div',
      { class: 'inside' },
      details.length > 0 && [
        subheading('More exactly'),
        list('details', details.slice(0, detailsShown).map(prose)),
        more(details.length - detailsShown, 'line'),
      ],
      question === 'money' &&
        telling.told.has('trail') &&
        element('p', {}, element('a', { href: '#trail' }, 'The money trail, drawn')),
      bars(answer),
      linchpin !== undefined && [
        subheading('What it hangs on'),
        element('p', { class: 'linchpin' }, prose(capitalized(linchpin))),
      ],
      next.length > 0 && [
        subheading('What to ask next'),
        element('ol', { class: 'next' }, ...next.slice(0, stepsShown).map((step) => element('li', {}, prose(step)))),
        more(next.length - stepsShown, 'step'),
      ],
      element('p', { class: 'about' }, `Confidence ${confidence}: ${confidenceMeaning[confidence]}.`),
      grounds(answer, telling),
      weighingView(answer, telling),
    ),
  );
}

/** The leading reading with its word; one that leads without being likely would be taken for an answer. */
function leading({ question, hypotheses: [first] }: Answer): Content {
  // The ladder answers `what`; what it amounts to is weighed below.
  if (!first || question === 'what') return undefined;
  if (first.id === unknownReading) return chip('band', first.label);
  return chip('band', first.probability.mid < likely ? 'no reading is likely' : `${first.band}: ${first.label}`);
}

function grounds({ because = [] }: Answer, telling: Telling): Content {
  if (because.length === 0) return undefined;
  const ids = because.slice(0, groundsShown).map((id) => [reference(id, telling), ' ']);
  const left = because.length - groundsShown;
  return element('p', { class: 'about' }, 'Rests on ', ids, left > 0 && `and ${left} more (--format json has all)`);
}
