/**
 * One correlation at work: the matches that it has seen, group by group. Source: Sigma correlation rules specification.
 * The time span slides where a condition can only be reached (`gt`, `gte`); where more matches may undo it (`lt`,
 * `lte`, `eq`, `neq`, averages, medians, percentiles) a span begins with the first match and is judged when it is over.
 * A group that was reported begins anew. Matches must come in order of time.
 * Does not see: matches without a field that the correlation groups by.
 */
import { mostInGroup } from './correlation-rule.ts';
import type { JoinPlan } from './joinery.ts';
import type { RuleFormula, SigmaRule } from './rule.ts';
import { compares, readNumber } from './value-test.ts';

/** A match, as correlations take it. */
export interface Joinable<P> {
  readonly rule: SigmaRule;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** By name: the first value of each field that a correlation asks for. */
  readonly facts: ReadonlyMap<string, string>;
  readonly place: P;
}

/** What came together. */
export interface Joined<P> {
  readonly plan: JoinPlan;
  readonly group: ReadonlyMap<string, string>;
  readonly parts: readonly Joinable<P>[];
  /** What was compared with the condition. */
  readonly figure: number;
}

interface Group<P> {
  readonly values: ReadonlyMap<string, string>;
  /** By what must differ for it to count twice; the newest one last. */
  readonly seen: Map<string, Joinable<P>>;
  /** For ordered ones, by step: the chain of matches that leads to it. */
  readonly chains: (readonly Joinable<P>[] | undefined)[];
  newest: number;
}

/** Groups that one correlation keeps at a time. */
const mostGroups = 20_000;

export class Joiner<P> {
  readonly plan: JoinPlan;
  readonly #groups = new Map<string, Group<P>>();
  readonly #slides: boolean;
  /** Matches that found no room. */
  left = 0;

  constructor(plan: JoinPlan) {
    this.plan = plan;
    const { type, condition } = plan.rule;
    const reached = condition.bounds.every(({ operator }) => operator === 'gt' || operator === 'gte');
    this.#slides = reached && !['value_avg', 'value_median', 'value_percentile'].includes(type);
  }

  /** Takes a match; gives what is complete with it, or was over before it. */
  add(match: Joinable<P>): readonly Joined<P>[] {
    const group = this.#group(match);
    if (!group) return [];
    const over = this.#passed(group, match.time);
    group.newest = match.time;
    const complete = this.plan.rule.type === 'temporal_ordered' ? this.#chain(group, match) : this.#count(group, match);
    return [...over, ...complete];
  }

  /** What the end of all logs decides. */
  end(): readonly Joined<P>[] {
    return this.#slides ? [] : [...this.#groups.values()].flatMap((group) => this.#judged(group));
  }

  #group(match: Joinable<P>): Group<P> | undefined {
    const values = new Map<string, string>();
    for (const name of this.plan.rule.groupBy) {
      const value = match.facts.get(this.#fieldFor(name, match.rule));
      if (value === undefined) return undefined;
      values.set(name, value);
    }
    const key = JSON.stringify([...values.values()]);
    const known = this.#groups.get(key);
    // The group that was longest without a match stands first.
    if (known) this.#groups.delete(key);
    const group = known ?? { values, seen: new Map(), chains: [], newest: match.time };
    this.#groups.set(key, group);
    if (this.#groups.size > mostGroups) this.#dropOldest();
    return group;
  }

  #dropOldest(): void {
    for (const [key, group] of this.#groups) {
      this.left += group.seen.size;
      this.#groups.delete(key);
      return;
    }
  }

  /** An alias stands for another field in each rule's matches. */
  #fieldFor(name: string, rule: SigmaRule): string {
    const byRule = this.plan.rule.aliases.get(name);
    return byRule?.get(rule.name ?? '') ?? byRule?.get(rule.info.id) ?? name;
  }

  /** Forgets what is too old by now; gives what a span that is over decides. */
  #passed(group: Group<P>, now: number): readonly Joined<P>[] {
    const { timespanMs } = this.plan.rule;
    // Another log begins, or a clock was set back: nothing can be told of the order.
    if (now < group.newest) return this.#judged(group);
    if (!this.#slides) {
      const [first] = group.seen.values();
      return first && now - first.time > timespanMs ? this.#judged(group) : [];
    }
    for (const [key, { time }] of group.seen) {
      if (now - time <= timespanMs) break;
      group.seen.delete(key);
    }
    return [];
  }

  #judged(group: Group<P>): readonly Joined<P>[] {
    const joined = this.#slides || group.seen.size === 0 ? [] : this.#complete(group);
    group.seen.clear();
    group.chains.length = 0;
    return joined;
  }

  #count(group: Group<P>, match: Joinable<P>): readonly Joined<P>[] {
    const key = this.#key(group, match);
    if (key === undefined) return [];
    group.seen.delete(key);
    if (group.seen.size >= mostInGroup) {
      this.left++;
      for (const oldest of group.seen.keys()) {
        group.seen.delete(oldest);
        break;
      }
    }
    group.seen.set(key, match);
    return this.#slides ? this.#complete(group) : [];
  }

  /** What must differ for matches to count as two; undefined where a match has nothing to count. */
  #key(group: Group<P>, match: Joinable<P>): string | undefined {
    const { type, condition } = this.plan.rule;
    if (type === 'temporal') return String(this.plan.parts.indexOf(match.rule));
    const values = condition.fields.map((name) => match.facts.get(this.#fieldFor(name, match.rule)));
    if (type === 'value_count') return values.includes(undefined) ? undefined : JSON.stringify(values);
    if (type !== 'event_count' && readNumber(values[0] ?? '') === undefined) return undefined;
    // Each counts: a number that no other one of the group has.
    return String(++this.#counter + group.seen.size);
  }
  #counter = 0;

  #complete(group: Group<P>): readonly Joined<P>[] {
    const parts = [...group.seen.values()];
    const figure = this.#figure(parts);
    if (!this.#holds(figure, parts)) return [];
    group.seen.clear();
    return [{ plan: this.plan, group: group.values, parts, figure }];
  }

  #figure(parts: readonly Joinable<P>[]): number {
    const { type, condition } = this.plan.rule;
    if (type === 'event_count' || type === 'value_count' || type === 'temporal') return parts.length;
    const [field = ''] = condition.fields;
    const numbers = parts.map(({ facts, rule }) => readNumber(facts.get(this.#fieldFor(field, rule)) ?? '') ?? 0);
    const sum = numbers.reduce((total, number) => total + number, 0);
    if (type === 'value_sum') return sum;
    if (type === 'value_avg') return sum / numbers.length;
    return percentile(numbers, type === 'value_median' ? 50 : (condition.percentile ?? 50));
  }

  #holds(figure: number, parts: readonly Joinable<P>[]): boolean {
    const { bounds, formula } = this.plan.rule.condition;
    if (formula) return formulaHolds(formula, (name) => parts.some(({ rule }) => this.#part(name) === rule));
    if (bounds.length === 0) return figure === new Set(this.plan.parts).size;
    return bounds.every(({ operator, number }) => compares(figure, operator, number));
  }

  #part(name: string): SigmaRule | undefined {
    return this.plan.parts[this.plan.rule.rules.indexOf(name)];
  }

  /** Each rule's match must follow one of the rule before it. */
  #chain(group: Group<P>, match: Joinable<P>): readonly Joined<P>[] {
    const { parts, rule } = this.plan;
    // From the last one down: one match is one step.
    for (let step = parts.length - 1; step >= 0; step--) {
      if (parts[step] !== match.rule) continue;
      const before = step === 0 ? [] : group.chains[step - 1];
      const [first = match] = before ?? [];
      if (before && match.time - first.time <= rule.timespanMs) group.chains[step] = [...before, match];
    }
    const whole = group.chains[parts.length - 1];
    if (!whole) return [];
    group.chains.length = 0;
    return [{ plan: this.plan, group: group.values, parts: whole, figure: whole.length }];
  }
}

function formulaHolds(formula: RuleFormula, matched: (name: string) => boolean): boolean {
  if (formula.kind === 'rule') return matched(formula.rule);
  const holds = (part: RuleFormula): boolean => formulaHolds(part, matched);
  return formula.kind === 'all' ? formula.of.every(holds) : formula.of.some(holds);
}

/** Of the numbers in their order, between neighbours in proportion. */
function percentile(numbers: readonly number[], percent: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = ((sorted.length - 1) * percent) / 100;
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? 0;
  return low + (high - low) * (at - Math.floor(at));
}
