/** Sets of UTF-16 units, as sorted and disjoint ranges: what a place in a pattern may stand for. */

/** Both ends belong to the range. */
export type UnitRange = readonly [first: number, last: number];
export type UnitSet = readonly UnitRange[];

const lastUnit = 0xffff;

export const everyUnit: UnitSet = [[0, lastUnit]];
export const digits: UnitSet = setOf('09');
/** `\w` of PCRE and of ECMAScript alike: ASCII only. */
export const wordUnits: UnitSet = setOf('09', 'AZ', '__', 'az');
/** `\s` of PCRE: ASCII only. */
export const blanks: UnitSet = setOf('\t\r', '  ');
export const lineEnd: UnitSet = setOf('\n\n');

/** Ranges given as pairs of characters. */
function setOf(...pairs: readonly string[]): UnitSet {
  return pairs.map((pair) => [pair.charCodeAt(0), pair.charCodeAt(1)]);
}

/** The same units, in order, and each once. */
export function union(ranges: readonly UnitRange[]): UnitSet {
  const joined: [number, number][] = [];
  for (const [first, last] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const before = joined.at(-1);
    if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else joined.push([first, last]);
  }
  return joined;
}

export function inverted(set: UnitSet): UnitSet {
  const others: UnitRange[] = [];
  let from = 0;
  for (const [first, last] of set) {
    if (first > from) others.push([from, first - 1]);
    from = last + 1;
  }
  if (from <= lastUnit) others.push([from, lastUnit]);
  return others;
}

export function has(set: UnitSet, unit: number): boolean {
  return set.some(([first, last]) => unit >= first && unit <= last);
}

/** With every unit that differs from one of the set's by its case alone, as ECMAScript's flag `i` has it. */
export function withBothCases(set: UnitSet): UnitSet {
  const { groupOf, groups } = caseGroups();
  const wanted = new Set<number>();
  for (const [first, last] of set)
    for (let unit = first; unit <= last; unit++) {
      const group = groupOf[unit] ?? 0;
      if (group !== 0) wanted.add(group);
    }
  const more: UnitRange[] = [];
  for (const group of wanted) for (const unit of groups[group] ?? []) more.push([unit, unit]);
  return union([...set, ...more]);
}

/** Units that differ by their case alone. */
interface CaseGroups {
  /** By unit: 0 for one that stands alone. */
  readonly groupOf: Uint16Array;
  readonly groups: readonly (readonly number[])[];
}

let known: CaseGroups | undefined;

/** Made when the first pattern needs it: it looks at every unit once. */
function caseGroups(): CaseGroups {
  if (known) return known;
  const sharing = new Map<number, number[]>();
  for (let unit = 0; unit <= lastUnit; unit++) {
    const fold = foldOf(unit);
    const others = sharing.get(fold);
    if (others) others.push(unit);
    else sharing.set(fold, [unit]);
  }
  const groups = [[], ...[...sharing.values()].filter((units) => units.length > 1)];
  const groupOf = new Uint16Array(lastUnit + 1);
  for (const [group, units] of groups.entries()) for (const unit of units) groupOf[unit] = group;
  known = { groupOf, groups };
  return known;
}

/** Source: ECMA-262, Canonicalize, without the flag `u`. */
function foldOf(unit: number): number {
  const upper = String.fromCharCode(unit).toUpperCase();
  if (upper.length !== 1) return unit;
  const folded = upper.charCodeAt(0);
  return unit >= 0x80 && folded < 0x80 ? unit : folded;
}
