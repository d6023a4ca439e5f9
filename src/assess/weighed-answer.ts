/** From a weighing to an answer: the parts that are the same whatever the question. */
import type { Answer, Question } from '../model/answer.ts';
import type { WeighedItem } from '../model/weighing.ts';
import { cut } from './long-names.ts';
import { likely } from './weighing/bands.ts';
import { unknown } from './weighing/posterior.ts';
import type { Weighed } from './weighing/weigh.ts';

/** Where ICD 203's “roughly even chance” begins. */
const evenChance = 0.45;

/** Next steps of one answer: more would not be read. */
const mostSteps = 4;

/** The words of one question's answer; the rest comes from the weighing. */
interface Words {
  readonly says: string;
  readonly details?: readonly string[];
  readonly because: readonly string[];
  /** A next step that stands last, whatever else is asked. */
  readonly last?: string;
}

export function weighedAnswer(question: Question, weighed: Weighed, words: Words): Answer {
  const { confidence, hypotheses, linchpin, asks, weighing } = weighed;
  return {
    question,
    says: words.says,
    ...(words.details?.length ? { details: [...words.details] } : {}),
    confidence,
    hypotheses,
    ...(linchpin === undefined ? {} : { linchpin }),
    because: basis(weighed, words.because),
    next: nextSteps(
      asks.map(({ ask }) => ask),
      words.last,
    ),
    weighing,
  };
}

function nextSteps(asks: readonly string[], last: string | undefined): string[] {
  if (last === undefined) return asks.slice(0, mostSteps);
  return [...asks.filter((ask) => ask !== last).slice(0, mostSteps - 1), last];
}

/** What was weighed, and what the answer tells beside it. */
function basis({ weighing }: Weighed, because: readonly string[]): string[] {
  return [...new Set([...weighing.items.flatMap(({ observations }) => observations), ...because])].slice(0, 100);
}

/** An answer without a weighing: there is nothing to weigh. */
export function plainAnswer(question: Question, says: string): Answer {
  return { question, says, confidence: 'low', hypotheses: [], because: [], next: [] };
}

/**
 * How the leading reading is told: as the most likely one where it is likely, with all due doubt where it is not, and not
 * at all where nothing leads.
 */
export function leadIn({ leader, probability, hypotheses }: Weighed, open: string): string {
  const first = hypotheses.find(({ id }) => id === leader);
  if (leader === unknown || first === undefined) return `Not enough evidence to tell ${open}.`;
  if (probability >= likely.least) return `Most likely: ${first.label} (${first.band}).`;
  const doubt = probability < evenChance ? 'less likely than not' : 'no more than a roughly even chance';
  return `Not enough evidence to tell ${open}; what fits best so far (${first.label}) is ${doubt}.`;
}

/** What a grade must leave of an item for an answer to repeat it: less is hearsay, which stands among the evidence. */
const leastWeight = 0.25;

/** What speaks most for the leading reading, or, where none leads, what moves anything most. */
export function strongest({ leader, weighing }: Weighed): WeighedItem | undefined {
  const worth = weighing.items.filter(({ weight }) => weight.mid >= leastWeight);
  const [first = worth[0], ...others] = worth.filter(({ moves }) => (moves[leader] ?? 0) > 0);
  return others.reduce((most, one) => ((one.moves[leader] ?? 0) > (most?.moves[leader] ?? 0) ? one : most), first);
}

/** Characters of an analyst's words that an answer repeats; all of them stand among the evidence. */
const mostWords = 240;

/** An indicator's words have no full stop, an analyst's may. */
export function sentence(words: string): string {
  const short = cut(words.trim(), mostWords);
  return /[.!?…]$/.test(short) ? short : `${short}.`;
}
