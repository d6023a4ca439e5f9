/**
 * The answer with one indicator of an origin, then with one origin, left out. Two sightings of one indicator in one
 * origin are left out together: a copy must not hide what the answer hangs on. Takes time linear in the items.
 */
import { bandOf } from './bands.ts';
import { type Extremes, extremesOf, joined, type MovedGroup, still } from './group.ts';
import type { Moves, Weighted } from './item.ts';
import { leaderOf, posterior } from './posterior.ts';

export interface Without {
  readonly left: 'item' | 'group';
  /** Of the item's indicator, or of the group. */
  readonly id: string;
  /** What is left out, for a person. */
  readonly says: string;
  readonly leader: string;
  readonly probability: number;
  readonly band: string;
  readonly changes: boolean;
  readonly probabilities: Moves;
}

export function withoutEach(priors: Moves, groups: readonly MovedGroup[]): Without[] {
  const ids = Object.keys(priors);
  const whole = posterior(
    priors,
    groups.map(({ moves }) => moves),
  );
  const leader = leaderOf(whole);
  const band = bandOf(whole[leader] ?? 0);
  const state = (left: Without['left'], id: string, says: string, rest: readonly Moves[]): Without => {
    const probabilities = posterior(priors, rest);
    const then = leaderOf(probabilities);
    const probability = probabilities[then] ?? 0;
    const changes = then !== leader || bandOf(probability) !== band;
    return { left, id, says, leader: then, probability, band: bandOf(probability), changes, probabilities };
  };
  const otherGroups = othersOf(
    groups.map(({ moves }) => moves),
    {},
    (a, b) => Object.fromEntries(ids.map((id) => [id, (a[id] ?? 0) + (b[id] ?? 0)])),
  );
  return groups.flatMap((group, at) => {
    const others = otherGroups[at] ?? {};
    const parts = partsOf(group, ids);
    const items = parts.map(({ first: { item }, rest }) => state('item', item.indicator, item.says, [others, rest]));
    const [only] = parts;
    const says = parts.length === 1 && only ? only.first.item.says : `all that comes from ${group.id}`;
    return [...(parts.length < 2 ? [] : items), state('group', group.id, says, [others])];
  });
}

interface Part {
  readonly first: Weighted;
  /** What the group moves without this indicator. */
  readonly rest: Moves;
}

/** A group by indicator. */
function partsOf({ members }: MovedGroup, ids: readonly string[]): Part[] {
  const byIndicator = new Map<string, Weighted[]>();
  for (const member of members) {
    const known = byIndicator.get(member.item.indicator);
    if (known) known.push(member);
    else byIndicator.set(member.item.indicator, [member]);
  }
  const parts = [...byIndicator.values()];
  const extremes = parts.map((part) => ids.map((id) => extremesOf(part, id, 'mid')));
  const others = othersOf(extremes, [], (a, b) => ids.map((_, i) => joined(a[i] ?? still, b[i] ?? still)));
  return parts.flatMap(([first], at) => {
    if (first === undefined) return [];
    const rest = Object.fromEntries(ids.map((id, i) => [id, sum(others[at]?.[i] ?? still)]));
    return [{ first, rest }];
  });
}

function sum({ most, least }: Extremes): number {
  return most + least;
}

/** For each element all the others joined, in one pass from each end. */
function othersOf<T>(list: readonly T[], none: T, join: (a: T, b: T) => T): T[] {
  const before: T[] = [];
  let joinedSoFar = none;
  for (const element of list) {
    before.push(joinedSoFar);
    joinedSoFar = join(joinedSoFar, element);
  }
  const others: T[] = [];
  let after = none;
  for (let i = list.length - 1; i >= 0; i--) {
    others[i] = join(before[i] ?? none, after);
    after = join(list[i] ?? none, after);
  }
  return others;
}
