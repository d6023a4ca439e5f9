/**
 * The user's own Sigma rules, held against every event of every log. A rule is told once for each thing that it met, with
 * how often: a thousand like events are one observation.
 * Does not see: what a correlation would join across files; each log is a walk of its own.
 */
import { isoTime } from '../codec/log-lines/time.ts';
import type { SigmaReason } from '../codec/sigma/reasons.ts';
import type { SigmaRuleInfo } from '../codec/sigma/rule.ts';
import type { SigmaSet } from '../codec/sigma/sigma-set.ts';
import type { SigmaJoin, SigmaWatch } from '../codec/sigma/watch.ts';
import { defineEventExtractor, type EventExtractor, type EventSweep, type PlacedEvent } from '../model/log-units.ts';
import { present } from '../model/present.ts';
import type { RuleMatch } from '../model/script-payloads.ts';
import type { Miss, SweepSighting } from '../model/units.ts';

/** Different things that one rule may be told of in one log. */
const mostOfRule = 100;
/** In one log, of all rules. */
const mostKept = 5_000;
const longestText = 512;

/** Shows every event to the rules. */
export function sigmaEvents(set: SigmaSet): EventExtractor<'rule-match'> {
  return defineEventExtractor({
    id: 'sigma',
    title: 'What Sigma rules of yours match',
    emits: ['rule-match'],
    anchors: [],
    every: true,
    open: () => new SigmaSweep(set),
  });
}

/** Where an event stands. What a correlation joins has waited: its bytes are no longer at hand. */
interface Place {
  readonly offset: number;
  readonly length: number;
  readonly machine?: string | undefined;
  readonly excerpt?: Uint8Array;
}

/** What a rule met, the first time and how often. */
interface Kept {
  readonly rule: SigmaRuleInfo;
  readonly why: readonly SigmaReason[];
  readonly place: Place;
  times: number;
  first: number | undefined;
  last: number | undefined;
}

class SigmaSweep implements EventSweep<'rule-match'> {
  readonly #walk: SigmaWatch<Place>;
  readonly #kept = new Map<string, Kept>();
  readonly #ofRule = new Map<SigmaRuleInfo, number>();
  readonly #left = new Map<SigmaRuleInfo, number>();

  constructor(set: SigmaSet) {
    this.#walk = set.open<Place>();
  }

  see(placed: PlacedEvent): void {
    const { event, offset, length } = placed;
    const place = { offset, length, machine: event.machine };
    for (const { rule, why } of this.#walk.see(event, place)) this.#keep(rule, why, placed);
  }

  *flush(): Generator<SweepSighting<'rule-match'> | Miss> {
    for (const kept of this.#kept.values()) yield sighting(kept);
    for (const join of this.#walk.joins()) yield* this.#joined(join);
  }

  *end(): Generator<SweepSighting<'rule-match'> | Miss> {
    for (const kept of this.#kept.values()) yield sighting(kept);
    for (const [{ title }, left] of this.#left)
      yield {
        gap: { code: 'limit-count', what: `“${title}” matched ${left} more events in other ways, which are left out` },
      };
    const { joins, gaps } = this.#walk.end();
    for (const join of joins) yield* this.#joined(join);
    for (const what of gaps) yield { gap: { code: 'limit-count', what } };
  }

  #keep(rule: SigmaRuleInfo, why: readonly SigmaReason[], { event, offset, length, excerpt }: PlacedEvent): void {
    const ms = event.time?.ms;
    const key = JSON.stringify([rule.file, rule.id, event.machine, why.map(({ field, value }) => [field, value])]);
    const known = this.#kept.get(key);
    if (known) {
      known.times++;
      known.first = least(known.first, ms);
      known.last = most(known.last, ms);
      return;
    }
    const count = this.#ofRule.get(rule) ?? 0;
    if (count >= mostOfRule || this.#kept.size >= mostKept) {
      this.#left.set(rule, (this.#left.get(rule) ?? 0) + 1);
      return;
    }
    this.#ofRule.set(rule, count + 1);
    const place = { offset, length, excerpt: excerpt(), machine: event.machine };
    this.#kept.set(key, { rule, why, place, times: 1, first: ms, last: ms });
  }

  *#joined({ rule, why, places, count, from, to }: SigmaJoin<Place>): Generator<SweepSighting<'rule-match'>> {
    const [place] = places;
    if (place) yield sighting({ rule, why, place, times: count, first: from, last: to });
  }
}

function sighting({ rule, why, place, times, first, last }: Kept): SweepSighting<'rule-match'> {
  const { offset, length, excerpt, machine } = place;
  const value: RuleMatch = {
    engine: 'sigma',
    rule: rule.id,
    title: rule.title,
    level: rule.level,
    file: rule.file,
    tags: [...rule.tags],
    meta: metaOf(rule),
    patterns: why.map(({ field, value: text }) => ({
      name: field ?? 'anywhere in the event',
      offset,
      length,
      text: text.slice(0, longestText),
    })),
    ...present({ machine, start: isoTime(first), end: isoTime(last) }),
    times,
  };
  return { kind: 'rule-match', value, offset, length, ...present({ excerpt, time: first }) };
}

function metaOf(rule: SigmaRuleInfo): RuleMatch['meta'] {
  const { description, author, date, references, falsepositives, status, stage } = rule;
  const one = { description, author, date, status, davylamp_stage: stage };
  return [
    ...Object.entries(one).flatMap(([key, value]) => (value === '' ? [] : [{ key, value }])),
    ...references.map((value) => ({ key: 'reference', value })),
    ...falsepositives.map((value) => ({ key: 'falsepositives', value })),
  ];
}

function least(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || (b !== undefined && b < a) ? b : a;
}

function most(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || (b !== undefined && b > a) ? b : a;
}
