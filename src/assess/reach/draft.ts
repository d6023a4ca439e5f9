/** An item of the reach before it has its number. */
import type { ReachItem, RemovalStep } from '../../model/answer.ts';

export type Draft = Omit<ReachItem, 'id'>;
export type Proof = ReachItem['proof'];

/** What ties a thing to the miner. */
export interface Tie {
  readonly proof: Proof;
  readonly says: string;
  readonly because: readonly string[];
}

/** Only what is shown to be the miner's is touched by a step; the rest is for a person to look at. */
export function stepsFor(proof: Proof, steps: readonly RemovalStep[], otherwise: string): RemovalStep[] {
  return proof === 'shown' ? [...steps] : [{ do: 'by-hand', says: otherwise }];
}

export function byHand(says: string): RemovalStep {
  return { do: 'by-hand', says };
}

/** The same text at another time: without what changes by itself (numbers, long hexadecimal runs, blanks). */
export function shapeOf(text: string): string {
  return text
    .replace(/\b[0-9a-f]{12,}\b/gi, '…')
    .replace(/\d+/g, '#')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 160);
}
