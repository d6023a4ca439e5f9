/**
 * What an Admiralty grade leaves of an item: the share of its log-likelihoods that is kept.
 * F and 6 mean that nobody can judge, and not half: such an item moves nothing by itself and only widens the range by
 * what it would move if it were as good as its other letter says. F6 is the same as no item at all.
 * Source of the letters: NATO STANAG 2511; the shares are ours (docs/weighing.md).
 */
import type { Reliability } from '../../model/provenance.ts';

export interface Interval {
  readonly low: number;
  readonly mid: number;
  readonly high: number;
}

export interface Grade {
  readonly reliability: Reliability;
  /** 1 to 6. */
  readonly credibility: number;
}

/** The grade alone: two items that differ in their source's name only are one. */
export function gradeOf({ reliability, credibility }: Grade): Grade {
  return { reliability, credibility };
}

/** Davylamp read it in the evidence itself: whether it is genuine is another matter (forgeability). */
export const ownReading: Grade = { reliability: 'A', credibility: 1 };

/** Shares by letter and by number, best first. */
export const shareOfReliability: readonly number[] = [1, 0.85, 0.65, 0.4, 0.15];
export const shareOfCredibility: readonly number[] = [1, 0.85, 0.65, 0.4, 0.15];

/** The share itself, and what it would be a step lower and higher: letters are given by feel. */
export function weightOf({ reliability, credibility }: Grade): Interval {
  const source = steps(shareOfReliability, 'ABCDE'.indexOf(reliability));
  const item = steps(shareOfCredibility, credibility >= 1 && credibility <= 5 ? credibility - 1 : -1);
  if (source === undefined && item === undefined) return { low: 0, mid: 0, high: 0 };
  if (source === undefined || item === undefined) return { low: 0, mid: 0, high: (source ?? item)?.mid ?? 0 };
  return { low: source.low * item.low, mid: source.mid * item.mid, high: source.high * item.high };
}

function steps(shares: readonly number[], at: number): Interval | undefined {
  const mid = shares[at];
  if (mid === undefined) return undefined;
  return { low: shares[at + 1] ?? 0, mid, high: shares[at - 1] ?? mid };
}

export function gradeText({ reliability, credibility }: Grade): string {
  return `${reliability}${credibility}`;
}
