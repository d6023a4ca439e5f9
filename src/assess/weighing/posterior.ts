/** Priors and moves to probabilities. */
import type { Moves } from './item.ts';

/** The reading that predicts nothing: no evidence moves it, so it gives way only to one that predicts better. */
export const unknown = 'unknown';

/** Probability by reading, `unknown` among them: prior × exp(sum of moves), made to add up to 1. */
export function posterior(priors: Moves, moves: readonly Moves[]): Record<string, number> {
  const logs = Object.entries(priors).map(([id, prior]) => {
    const sum = moves.reduce((total, move) => total + (move[id] ?? 0), 0);
    return [id, prior > 0 ? Math.log(prior) + sum : Number.NEGATIVE_INFINITY] as const;
  });
  const top = Math.max(...logs.map(([, log]) => log));
  const raw = logs.map(([id, log]) => [id, Math.exp(log - top)] as const);
  const total = raw.reduce((sum, [, p]) => sum + p, 0);
  return Object.fromEntries(raw.map(([id, p]) => [id, p / total]));
}

/** The most probable reading; of equals the one that claims least. */
export function leaderOf(probabilities: Moves): string {
  let leader = unknown;
  for (const [id, p] of Object.entries(probabilities))
    if (p > (probabilities[leader] ?? 0) + Number.EPSILON * 8) leader = id;
  return leader;
}
