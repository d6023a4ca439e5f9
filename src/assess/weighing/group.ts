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

export function groupsOf(items: readonly Weighted[]): Group[] {
  const groups = new Map<string, Weighted[]>();
  for (const member of items) {
    const known = groups.get(member.item.group);
    if (known) known.push(member);
    else groups.set(member.item.group, [member]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, members]) => ({ id, members }));
}

/** Log-odds by reading that the group moves as one, with its items' weights at one end of their ranges. */
export function groupMoves(members: readonly Weighted[], ids: readonly string[], corner: keyof Interval): Moves {
  return Object.fromEntries(
    ids.map((id) => {
      let most = 0;
      let least = 0;
      for (const { full, weight } of members) {
        const move = (full[id] ?? 0) * weight[corner];
        most = Math.max(most, move);
        least = Math.min(least, move);
      }
      return [id, most + least];
    }),
  );
}
