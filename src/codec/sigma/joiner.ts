/**
 * One correlation at work: the matches that it has seen, group by group. Source: Sigma correlation rules specification.
 * The time span slides where a condition can only be reached (`gt`, `gte`); where more matches may undo it (`lt`,
 * `lte`, `eq`, `neq`, averages, medians, percentiles) a span begins with the first match and is judged when it is over.
 * A group that was reported begins anew. Matches must come in order of time.
 * Does not see: matches without a field that the correlation groups by.
 */
import { AgedMap } from './aged-map.ts';
import { Chains } from './chains.ts';
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
  readonly seen: AgedMap<Joinable<P>>;
  /** For ordered ones. */
  readonly chains: Chains<Joinable<P>>;
  /** Of the numbers, where these are added up. */
  sum: number;
  newest: number;
}

/** Groups, and matches in all of them, that one correlation keeps at a time. */
const mostGroups = 20_000;
const mostKept = 200_000;

export class Joiner<P> {
  readonly plan: JoinPlan;
  /** The group that was longest without a match is the oldest one. */
  readonly #groups = new AgedMap<Group<P>>();
  readonly #slides: boolean;
  #counted = 0;
  #kept = 0;
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
    const over = [...this.#makeRoom(match.time), ...this.#passed(group, match.time)];
    const complete = this.plan.rule.type === 'temporal_ordered' ? this.#chain(group, match) : this.#count(group, match);
    return [...over, ...complete];
  }

  /** What the end of all logs decides. */
  end(): Joined<P>[] {
    return this.#slides ? [] : this.#groups.values().flatMap((group) => this.#judged(group));
  }

  #group(match: Joinable<P>): Group<P> | undefined {
    const values = new Map<string, string>();
    for (const name of this.plan.rule.groupBy) {
      const value = match.facts.get(this.#fieldFor(name, match.rule));
      if (value === undefined) return undefined;
      values.set(name, value);
    }
    const key = JSON.stringify([...values.values()]);
    const group = this.#groups.get(key) ?? {
      values,
      seen: new AgedMap(),
      chains: new Chains(),
      sum: 0,
      newest: match.time,
    };
    this.#groups.set(key, group);
    return group;
  }

  /** Lets go of the oldest groups where there are too many; gives what those decide whose span is over. */
  #makeRoom(now: number): readonly Joined<P>[] {
    const over: Joined<P>[] = [];
    while (this.#groups.size > mostGroups || this.#kept > mostKept) {
      const [key = '', group] = this.#groups.oldest() ?? [];
      if (group) over.push(...this.#released(group, now));
      this.#groups.delete(key);
    }
    return over;
  }

  #released(group: Group<P>, now: number): readonly Joined<P>[] {
    // Nothing that comes now could have joined it.
    if (now - group.newest > this.plan.rule.timespanMs) return this.#judged(group);
    this.left += group.seen.size + group.chains.matches();
    this.#clear(group);
    return [];
  }

  /** An alias stands for another field in each rule's matches. */
  #fieldFor(name: string, rule: SigmaRule): string {
    const byRule = this.plan.rule.aliases.get(name);
    return byRule?.get(rule.name ?? '') ?? byRule?.get(rule.info.id) ?? name;
  }

  /** Forgets what is too old by now; gives what a span that is over decides. */
  #passed(group: Group<P>, now: number): readonly Joined<P>[] {
    const { timespanMs } = this.plan.rule;
    const before = group.newest;
    group.newest = Math.max(before, now);
    // Another log begins, or a clock was set back: what came before has nothing to do with it.
    if (before - now > timespanMs) {
      group.newest = now;
      return this.#judged(group);
    }
    if (!this.#slides) {
      const [, first] = group.seen.oldest() ?? [];
      return first && now - first.time > timespanMs ? this.#judged(group) : [];
    }
    for (let first = group.seen.oldest(); first; first = group.seen.oldest()) {
      if (group.newest - first[1].time <= timespanMs) break;
      this.#drop(group, first[0]);
    }
    const { size } = group.chains;
    group.chains.dropBefore(group.newest - timespanMs);
    this.#kept -= size - group.chains.size;
    return [];
  }

  #judged(group: Group<P>): Joined<P>[] {
    const joined = this.#slides || group.seen.size === 0 ? [] : this.#complete(group);
    this.#clear(group);
    return joined;
  }

  #clear(group: Group<P>): void {
    this.#kept -= group.seen.size + group.chains.size;
    group.seen.clear();
    group.chains.clear();
    group.sum = 0;
  }

  #drop(group: Group<P>, key: string): void {
    const match = group.seen.get(key);
    if (!match) return;
    group.seen.delete(key);
    group.sum -= this.#number(match);
    this.#kept--;
  }

  #count(group: Group<P>, match: Joinable<P>): readonly Joined<P>[] {
    const key = this.#key(match);
    if (key === undefined) return [];
    // What is seen again stands behind all others.
    this.#drop(group, key);
    if (group.seen.size >= mostInGroup) {
      this.#drop(group, group.seen.oldest()?.[0] ?? '');
      this.left++;
    }
    group.seen.set(key, match);
    group.sum += this.#number(match);
    this.#kept++;
    return this.#slides ? this.#complete(group) : [];
  }

  /** What must differ for matches to count as two; undefined where a match has nothing to count. */
  #key(match: Joinable<P>): string | undefined {
    const { type, condition } = this.plan.rule;
    if (type === 'temporal') return String(this.plan.parts.indexOf(match.rule));
    const values = condition.fields.map((name) => match.facts.get(this.#fieldFor(name, match.rule)));
    if (type === 'value_count') return values.includes(undefined) ? undefined : JSON.stringify(values);
    if (type !== 'event_count' && readNumber(values[0] ?? '') === undefined) return undefined;
    return String(++this.#counted);
  }

  #complete(group: Group<P>): Joined<P>[] {
    const figure = this.#figure(group);
    if (!this.#holds(figure, group)) return [];
    const joined = { plan: this.plan, group: group.values, parts: group.seen.values(), figure };
    this.#clear(group);
    return [joined];
  }

  /** What the condition is about. */
  #figure({ seen, sum }: Group<P>): number {
    const { type, condition } = this.plan.rule;
    if (type === 'event_count' || type === 'value_count' || type === 'temporal') return seen.size;
    if (type === 'value_sum') return sum;
    if (type === 'value_avg') return sum / seen.size;
    const numbers = seen.values().map((match) => this.#number(match));
    return percentile(numbers, type === 'value_median' ? 50 : (condition.percentile ?? 50));
  }

  /** What is added up, or averaged. */
  #number({ facts, rule }: Joinable<P>): number {
    const { type, condition } = this.plan.rule;
    const [field] = condition.fields;
    if (field === undefined || type === 'value_count') return 0;
    return readNumber(facts.get(this.#fieldFor(field, rule)) ?? '') ?? 0;
  }

  #holds(figure: number, { seen }: Group<P>): boolean {
    const { bounds, formula } = this.plan.rule.condition;
    if (formula) return formulaHolds(formula, (name) => seen.has(this.#part(name)));
    if (bounds.length === 0) return figure === new Set(this.plan.parts).size;
    return bounds.every(({ operator, number }) => compares(figure, operator, number));
  }

  /** By what matches of the rule that is called so are kept. */
  #part(name: string): string {
    const part = this.plan.parts[this.plan.rule.rules.indexOf(name)];
    return String(part ? this.plan.parts.indexOf(part) : -1);
  }

  /** Each rule's match must follow one of the rule before it. */
  #chain({ chains, values }: Group<P>, match: Joinable<P>): readonly Joined<P>[] {
    const { plan } = this;
    const before = chains.size;
    const whole = chains.add(match, plan.parts, plan.rule.timespanMs);
    this.#kept += chains.size - before;
    return whole ? [{ plan, group: values, parts: whole, figure: whole.length }] : [];
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
