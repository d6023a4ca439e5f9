/**
 * A walk over events: what each matches by itself, and what several match together. Matches that a correlation takes
 * are put in order of time in batches, since logs come one behind the other and their lines not always in order; what
 * is late by more than a batch counts as another log.
 */
import type { LogEvent } from '../../model/log-event.ts';
import type { Bucket, CompiledRule } from './bucket.ts';
import { type Joinable, type Joined, Joiner } from './joiner.ts';
import type { Joinery, JoinPlan } from './joinery.ts';
import { matchesOf, type SigmaMatch } from './match.ts';
import { ownText } from './own-text.ts';
import { fieldTexts, type SigmaReason } from './reasons.ts';
import type { SigmaRule, SigmaRuleInfo } from './rule.ts';

/** Several matches that a correlation joined. */
export interface SigmaJoin<P> {
  readonly rule: SigmaRuleInfo;
  readonly why: readonly SigmaReason[];
  /** The first ones, in order of time. */
  readonly places: readonly P[];
  /** How many matches were joined. */
  readonly count: number;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
}

/** Matches that wait to be put in order. */
const batch = 16_384;
const mostPlaces = 20;
/** Joined matches that are kept until they are asked for. */
const mostJoins = 10_000;

/** Which rules an event matches, and the kind of log that it stands in. */
export interface Found {
  readonly found: readonly CompiledRule[];
  readonly bucket: Bucket;
}

export class SigmaWatch<P> {
  readonly #find: (event: LogEvent) => Found;
  readonly #joinery: Joinery;
  readonly #joiners: ReadonlyMap<JoinPlan, Joiner<P>>;
  #waiting: Joinable<P>[] = [];
  #joins: SigmaJoin<P>[] = [];
  #timeless = 0;
  #unkept = 0;

  /** Made by `SigmaSet.open`. */
  constructor(find: (event: LogEvent) => Found, joinery: Joinery) {
    this.#find = find;
    this.#joinery = joinery;
    this.#joiners = new Map(joinery.plans.map((plan) => [plan, new Joiner<P>(plan)]));
  }

  /** What the event matches by itself. */
  see(event: LogEvent, place: P): readonly SigmaMatch[] {
    const { found, bucket } = this.#find(event);
    if (found.length === 0) return [];
    for (const { original } of found)
      if (this.#joinery.takers.has(original)) this.#keep(original, event, place, bucket);
    return matchesOf(found, bucket, event, this.#joinery.silent);
  }

  #keep(rule: SigmaRule, event: LogEvent, place: P, bucket: Bucket): void {
    if (!event.time) {
      this.#timeless++;
      return;
    }
    const facts = new Map<string, string>();
    for (const name of this.#joinery.fields) {
      const value =
        fieldTexts(event, name, bucket.class.aliases)[0] ?? (machineNames.has(name) ? event.machine : undefined);
      if (value !== undefined) facts.set(name, ownText(value, longestFact));
    }
    this.#waiting.push({ rule, time: event.time.ms, facts, place });
    if (this.#waiting.length >= batch) this.#sort();
  }

  #sort(): void {
    const waiting = this.#waiting.sort((a, b) => a.time - b.time);
    this.#waiting = [];
    for (const match of waiting) this.#hand(match);
  }

  /** To every correlation that takes it; what that joins is a match for others. */
  #hand(match: Joinable<P>): void {
    for (const plan of this.#joinery.takers.get(match.rule) ?? [])
      for (const joined of this.#joiners.get(plan)?.add(match) ?? []) this.#joined(joined);
  }

  #joined(joined: Joined<P>): void {
    const { plan, parts, group } = joined;
    const last = parts.at(-1);
    if (!this.#joinery.silent.has(plan.rule)) {
      if (this.#joins.length < mostJoins) this.#joins.push(joinOf(joined));
      else this.#unkept++;
    }
    if (last)
      this.#hand({ rule: plan.rule, time: last.time, facts: new Map([...last.facts, ...group]), place: last.place });
  }

  /** What correlations joined since this was asked for; for a log that goes on. */
  joins(): readonly SigmaJoin<P>[] {
    this.#sort();
    const joins = this.#joins;
    this.#joins = [];
    return joins;
  }

  /** What the end of all logs decides, and what could not be joined. */
  end(): { readonly joins: readonly SigmaJoin<P>[]; readonly gaps: readonly string[] } {
    this.#sort();
    // Correlations of correlations stand behind those that they join.
    for (const joiner of this.#joiners.values())
      for (const joined of joiner.end().sort((a, b) => lastTime(a) - lastTime(b))) this.#joined(joined);
    const left = [...this.#joiners.values()].reduce((sum, joiner) => sum + joiner.left, 0);
    const gaps: string[] = [];
    if (this.#timeless > 0) gaps.push(`matches without a time, which no correlation could join: ${this.#timeless}`);
    if (left > 0) gaps.push(`matches that correlations forgot, since there were too many at a time: ${left}`);
    if (this.#unkept > 0) gaps.push(`joined matches that are not reported, since there were too many: ${this.#unkept}`);
    return { joins: this.joins(), gaps };
  }
}

/** What a correlation may call the machine that an event comes from. */
const machineNames: ReadonlySet<string> = new Set(['Computer', 'ComputerName', 'host', 'hostname', 'Hostname']);
const longestFact = 1024;

function lastTime<P>({ parts }: Joined<P>): number {
  return parts.at(-1)?.time ?? 0;
}

function joinOf<P>({ plan, group, parts, figure }: Joined<P>): SigmaJoin<P> {
  const { rule } = plan;
  return {
    rule: rule.info,
    why: [
      { field: rule.type, value: String(figure), pattern: rule.condition.text },
      ...[...group].map(([field, value]) => ({ field, value: value.slice(0, 256), pattern: 'group-by' })),
    ],
    places: parts.slice(0, mostPlaces).map(({ place }) => place),
    count: parts.length,
    from: parts[0]?.time ?? 0,
    to: parts.at(-1)?.time ?? 0,
  };
}
