/** A Sigma rule as it was read. Source: https://github.com/SigmaHQ/sigma-specification, version 2. */
import type { LogSource } from '../../model/log-event.ts';
import type { Place } from './sigma-text.ts';
import type { ValueTest } from './value-test.ts';

/** What a rule says of itself. */
export interface SigmaRuleInfo {
  /** Of a rule without an id: its title. */
  readonly id: string;
  readonly title: string;
  /** As given: informational, low, medium, high or critical; medium where it says nothing. */
  readonly level: string;
  readonly tags: readonly string[];
  readonly description: string;
  readonly references: readonly string[];
  readonly falsepositives: readonly string[];
  readonly author: string;
  readonly date: string;
  readonly status: string;
  /** The field `davylamp_stage`, which is ours: how far a match goes on the ladder, as the rule's author says. */
  readonly stage: string;
  /** The path that it was read from. */
  readonly file: string;
}

/** What is wrong with a rule, or why it is not run. One sentence. */
export interface SigmaMistake {
  readonly path: string;
  readonly line?: number;
  /** The rule's title, where it has one. */
  readonly rule?: string;
  readonly what: string;
}

/** What is asked of one event. */
export type Search =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Search[] }
  | { readonly kind: 'least'; readonly count: number; readonly of: readonly Search[] }
  | { readonly kind: 'not'; readonly search: Search }
  | { readonly kind: 'test'; readonly test: FieldTest };

/** What is asked of one field. */
export type FieldTest =
  /** One of the values passes one of the tests. Without a field: words anywhere in the event. */
  | { readonly kind: 'values'; readonly field: string | undefined; readonly tests: readonly ValueTest[] }
  /** The field is not there, or holds nothing. */
  | { readonly kind: 'nothing'; readonly field: string }
  | { readonly kind: 'exists'; readonly field: string; readonly wanted: boolean }
  /** Compares with what another field holds. */
  | { readonly kind: 'other-field'; readonly field: string; readonly other: string; readonly how: Comparison };

export interface Comparison {
  readonly place: Place;
  readonly cased: boolean;
}

interface RuleBase {
  readonly info: SigmaRuleInfo;
  /** By which correlations may refer to it. */
  readonly name?: string;
  /** Where its document begins. */
  readonly line: number;
}

/** Looks at one event at a time. */
export interface DetectionRule extends RuleBase {
  readonly kind: 'detection';
  readonly logSource: LogSource;
  readonly search: Search;
}

/** Takes what it finds from other rules' matches. */
export interface FilterRule extends RuleBase {
  readonly kind: 'filter';
  readonly logSource: LogSource;
  /** Ids or names; `any` means every rule for the log source. */
  readonly rules: readonly string[] | 'any';
  /** An event for which this does not hold is no match. */
  readonly keeps: Search;
}

export type CorrelationKind =
  | 'event_count'
  | 'value_count'
  | 'temporal'
  | 'temporal_ordered'
  | 'value_sum'
  | 'value_avg'
  | 'value_median'
  | 'value_percentile';

/** Joins matches of other rules. */
export interface CorrelationRule extends RuleBase {
  readonly kind: 'correlation';
  readonly type: CorrelationKind;
  /** Ids or names of rules, in their order. */
  readonly rules: readonly string[];
  readonly groupBy: readonly string[];
  /** By alias: which field it stands for in the matches of a rule. */
  readonly aliases: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly timespanMs: number;
  readonly condition: CorrelationCondition;
  /** The rules that it joins are reported by themselves, too. */
  readonly generate: boolean;
}

export interface CorrelationCondition {
  /** All must hold of the count, or of the figure. */
  readonly bounds: readonly Bound[];
  /** Whose values are counted; several are taken together. */
  readonly fields: readonly string[];
  readonly percentile?: number;
  /** Which rules must have matched. */
  readonly formula?: RuleFormula;
  /** As the rule wrote it. */
  readonly text: string;
}

export interface Bound {
  readonly operator: 'gt' | 'gte' | 'lt' | 'lte' | 'eq' | 'neq';
  readonly number: number;
}

export type RuleFormula =
  | { readonly kind: 'rule'; readonly rule: string }
  | { readonly kind: 'all' | 'any'; readonly of: readonly RuleFormula[] };

export type SigmaRule = DetectionRule | FilterRule | CorrelationRule;
