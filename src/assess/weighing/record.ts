/** How a weighing stands in its report: rounded, most telling first, and bounded whatever the evidence files hold. */
import type { WeighedItem, Weighing } from '../../model/weighing.ts';
import type { Ask } from './gain.ts';
import { gradeText } from './grade.ts';
import { compare, type MovedGroup } from './group.ts';
import { type Moves, scaled, type Weighted } from './item.ts';
import type { Without } from './without.ts';

/** Entries of each list; a person reads ten. All of them were weighed. */
const mostListed = 500;

interface Parts {
  readonly priors: Moves;
  readonly items: readonly Weighted[];
  readonly groups: readonly MovedGroup[];
  readonly without: readonly Without[];
  readonly remarks: readonly string[];
  readonly overrides: Weighing['overrides'];
  readonly asks: readonly Ask[];
}

export function record({ priors, items, groups, without, remarks, overrides, asks }: Parts): Weighing {
  const lists = { items, origins: groups, 'answers without one': without, remarks, overrides };
  const cut = Object.entries(lists).flatMap(([name, { length }]) =>
    length > mostListed ? `All ${length} ${name} were taken into account; ${mostListed} are listed.` : [],
  );
  const first = <T>(list: readonly T[]): T[] => list.slice(0, mostListed);
  return {
    priors: rounded(priors),
    items: first(items.map(recorded).sort(byMove)),
    groups: first([...groups].sort((a, b) => reach(b) - reach(a))).map(({ id, members, moves }) => {
      return { id, items: members.length, moves: rounded(moves) };
    }),
    without: first([...without].sort((a, b) => Number(b.changes) - Number(a.changes))).map(told),
    remarks: [...cut, ...first(remarks)],
    overrides: first(overrides),
    asks: asks.map(({ gain, ...ask }) => ({ ...ask, gain: round(gain) })),
  };
}

function told({ left, id, leader, probability, band, changes }: Without): Weighing['without'][number] {
  return { left, id, leader, probability: round(probability), band, changes };
}

function recorded({ item, full, weight }: Weighted): WeighedItem {
  const { indicator, says, why, by, group, observations, likelihood, forgeability, grade } = item;
  return {
    indicator,
    says,
    why,
    by,
    group,
    observations: [...observations],
    likelihood: rounded(likelihood),
    forgeability,
    grade: gradeText(grade),
    weight: { low: round(weight.low), mid: round(weight.mid), high: round(weight.high) },
    moves: rounded(scaled(full, weight.mid)),
  };
}

function byMove(a: WeighedItem, b: WeighedItem): number {
  return reach(b) - reach(a) || compare(a.indicator, b.indicator) || compare(a.group, b.group);
}

function reach({ moves }: { readonly moves: Moves }): number {
  return Math.max(0, ...Object.values(moves).map(Math.abs));
}

function rounded(moves: Moves): Record<string, number> {
  return Object.fromEntries(Object.entries(moves).map(([id, move]) => [id, round(move)]));
}

/** Three digits: more would pretend to an exactness that tables like these don't have. */
export function round(value: number): number {
  return Math.round(value * 1000) / 1000 + 0; // no -0
}
