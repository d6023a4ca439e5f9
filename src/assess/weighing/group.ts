/**
 * Items of one origin count as one: what speaks for a reading counts as its strongest item does, and what speaks
 * against it likewise. More copies change nothing, nor does the order; items of one origin that disagree offset each
 * other.
 */
import type { Interval } from './grade.ts';
import type { Moves, Weighted } from './item.ts';

export interface Group {
  readonly id: string;
  readonly members: readonly Weighted[];
}

export interface MovedGroup extends Group {
  /** What it moves as one, in the middle of its range. */
  readonly moves: Moves;
}

/** By name of the origin, each origin's items by name: the order in which they came tells nothing. */
export function groupsOf(items: readonly Weighted[]): Group[] {
  const groups = new Map<string, Weighted[]>();
  for (const member of [...items].sort(byName)) {
    const known = groups.get(member.item.group);
    if (known) known.push(member);
    else groups.set(member.item.group, [member]);
  }
  return [...groups].map(([id, members]) => ({ id, members }));
}

function byName({ item: a }: Weighted, { item: b }: Weighted): number {
  return compare(a.group, b.group) || compare(a.indicator, b.indicator) || compare(a.says, b.says);
}

/** For sorting, the same in every language's settings. */
export function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The strongest that speaks for and against one reading (log-odds). */
export interface Extremes {
  readonly most: number;
  readonly least: number;
}

/** Of no item at all. */
export const still: Extremes = { most: 0, least: 0 };

export function extremesOf(members: readonly Weighted[], id: string, corner: keyof Interval): Extremes {
  let { most, least } = still;
  for (const { full, weight } of members) {
    const move = (full[id] ?? 0) * weight[corner];
    most = Math.max(most, move);
    least = Math.min(least, move);
  }
  return { most, least };
}

export function joined(a: Extremes, b: Extremes): Extremes {
  return { most: Math.max(a.most, b.most), least: Math.min(a.least, b.least) };
}

/** Log-odds by reading that the group moves as one, with its items' weights at one end of their ranges. */
export function groupMoves(members: readonly Weighted[], ids: readonly string[], corner: keyof Interval): Moves {
  return Object.fromEntries(
    ids.map((id) => {
      const { most, least } = extremesOf(members, id, corner);
      return [id, most + least];
    }),
  );
}
