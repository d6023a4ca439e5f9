/**
 * Sigma rules, ready to be held against events. An event is asked only for what rules for its kind of log look for:
 * one pass over each field finds the texts of all rules at once, and only rules whose texts were there are run. So
 * thousands of rules cost little more than ten.
 */
import type { LogEvent, LogSource } from '../../model/log-event.ts';
import { Bucket, type CompiledRule } from './bucket.ts';
import { Leaves } from './compiled.ts';
import { withFilters } from './filters.ts';
import { type Joinery, planJoins } from './joinery.ts';
import { classId, logClass, serviceOf } from './log-source.ts';
import { matchesOf, type SigmaMatch } from './match.ts';
import { neededTextsOf } from './needed-texts.ts';
import type { SigmaMistake, SigmaRule } from './rule.ts';
import { type Found, SigmaWatch } from './watch.ts';

/** Compiles rules of any number of files. Filters are applied, and correlations find their rules by id or name. */
export function compileSigma(rules: readonly SigmaRule[]): SigmaSet {
  return new SigmaSet(rules);
}

/** Sources whose rules are kept at a time; a codec that makes up services costs time, not memory. */
const mostLogs = 200;

/** A source that events came from, and the rules for each class of them. */
interface KnownLog {
  readonly product: string | undefined;
  readonly category: string | undefined;
  readonly service: string | undefined;
  readonly buckets: Map<string, Bucket>;
}

export class SigmaSet {
  /** References that lead nowhere, and what else shows only among all rules. */
  readonly mistakes: readonly SigmaMistake[];
  /** How many rules can match. */
  readonly size: number;
  /** What was done so far: for tests, and for those who tune. */
  readonly work: { events: number; evaluated: number } = { events: 0, evaluated: 0 };
  readonly #rules: readonly CompiledRule[];
  readonly #joinery: Joinery;
  readonly #logs = new Map<string, KnownLog>();
  #log: KnownLog | undefined;

  /** Made by `compileSigma`. */
  constructor(rules: readonly SigmaRule[]) {
    const mistakes: SigmaMistake[] = [];
    const leaves = new Leaves();
    this.#rules = withFilters(rules, mistakes).map(({ rule, original }) => ({
      rule,
      original,
      node: leaves.compile(rule.search),
      wokenAt: 0,
    }));
    this.#joinery = planJoins(rules, mistakes);
    this.mistakes = mistakes;
    this.size = this.#rules.length + this.#joinery.plans.length;
  }

  /** The rules that this event alone matches. Rules that only serve a correlation are left out. */
  match(event: LogEvent): readonly SigmaMatch[] {
    const { found, bucket } = this.#find(event);
    return found.length === 0 ? [] : matchesOf(found, bucket, event, this.#joinery.silent);
  }

  /** A walk over the events of one or several logs, for correlations, too. `P` says where an event stands. */
  open<P>(): SigmaWatch<P> {
    return new SigmaWatch<P>((event) => this.#find(event), this.#joinery);
  }

  /**
   * Texts in lower case of which every event that matches has one or more, as long as its log writes values plainly;
   * undefined where some rule has none. With a source: for events of that source alone.
   */
  neededTexts(source?: LogSource): readonly string[] | undefined {
    return neededTextsOf(this.#rules, source);
  }

  #find(event: LogEvent): Found {
    const bucket = this.#bucket(event);
    this.work.events++;
    return { found: bucket.match(event, this.work.events, this.work), bucket };
  }

  #bucket(event: LogEvent): Bucket {
    const { product, category } = event.source;
    const service = serviceOf(event);
    // One log has one source: the one before is nearly always this one.
    const last = this.#log;
    const same = last?.service === service && last?.product === product && last?.category === category;
    const log = last && same ? last : this.#logOf(product, category, service);
    this.#log = log;
    const id = classId(event, log);
    const known = log.buckets.get(id);
    if (known) return known;
    const made = new Bucket(logClass(log, id), this.#rules);
    log.buckets.set(id, made);
    return made;
  }

  #logOf(product: string | undefined, category: string | undefined, service: string | undefined): KnownLog {
    const key = JSON.stringify([product, category, service]);
    const known = this.#logs.get(key);
    if (known) return known;
    if (this.#logs.size >= mostLogs) this.#logs.clear();
    const made: KnownLog = { product, category, service, buckets: new Map() };
    this.#logs.set(key, made);
    return made;
  }
}
