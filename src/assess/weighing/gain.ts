/** Which open question is expected to move the leading reading most. */
import type { Case } from '../../model/case.ts';
import type { QuestionTable } from '../../model/question-table.ts';
import { weightOf } from './grade.ts';
import { chanceOfForgery, type Moves, movesOf, scaled } from './item.ts';
import { posterior, unknown } from './posterior.ts';

export interface Ask {
  readonly indicator: string;
  readonly ask: string;
  /** Expected change of the leader's probability, either way. */
  readonly gain: number;
}

/** What a good answer would be graded: usually reliable, probably true. */
const goodAnswer = weightOf({ reliability: 'B', credibility: 2 }).mid;

/** The questions of the table that no item answers yet, most telling first. */
export function openQuestions(
  table: QuestionTable,
  evidence: Case,
  answered: ReadonlySet<string>,
  current: { readonly priors: Moves; readonly moves: readonly Moves[]; readonly leader: string },
): Ask[] {
  const now = posterior(current.priors, current.moves);
  const asks = new Map<string, Ask>();
  for (const { id, ask, likelihood, forgeability } of table.indicators) {
    if (ask === undefined || answered.has(id)) continue;
    const text = typeof ask === 'string' ? ask : ask(evidence);
    if (text === undefined) continue;
    const chances = Object.fromEntries(Object.entries(likelihood).map(([key, percent]) => [key, percent / 100]));
    const gain = expectedMove(chances, chanceOfForgery[forgeability], now, current);
    if (gain > (asks.get(text)?.gain ?? -1)) asks.set(text, { indicator: id, ask: text, gain });
  }
  return [...asks.values()].sort((a, b) => b.gain - a.gain || (a.indicator < b.indicator ? -1 : 1));
}

function expectedMove(
  chances: Moves,
  d: number,
  now: Moves,
  { priors, moves, leader }: { readonly priors: Moves; readonly moves: readonly Moves[]; readonly leader: string },
): number {
  const values = Object.values(chances);
  const mean = values.reduce((sum, p) => sum + p, 0) / Math.max(1, values.length);
  const yes = Object.entries(now).reduce(
    (sum, [id, p]) => sum + p * (id === unknown ? mean : (chances[id] ?? mean)),
    0,
  );
  const opposite = Object.fromEntries(Object.entries(chances).map(([id, p]) => [id, 1 - p]));
  const after = (likelihood: Moves): number => {
    const move = scaled(movesOf(likelihood, d), goodAnswer);
    return Math.abs((posterior(priors, [...moves, move])[leader] ?? 0) - (now[leader] ?? 0));
  };
  return yes * after(chances) + (1 - yes) * after(opposite);
}
