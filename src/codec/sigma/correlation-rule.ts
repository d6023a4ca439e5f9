/**
 * The correlation section of a rule. Source: Sigma correlation rules specification 2.1, with the metrics and the
 * conditions over rules' names that it added to 2.0.
 * Does not see: `not` in such a condition, and `value_percentile` without its `percentile`, whose meaning is not settled.
 */
import { type Complaints, quoted } from './complaints.ts';
import { type Condition, readCondition } from './condition.ts';
import type { Bound, CorrelationCondition, CorrelationKind, CorrelationRule, RuleFormula } from './rule.ts';
import { readNumber } from './value-test.ts';
import type { YamlValue } from './yaml-documents.ts';

export type Correlation = Omit<CorrelationRule, 'kind' | 'info' | 'name' | 'line'>;

const kinds: ReadonlySet<string> = new Set<CorrelationKind>([
  'event_count',
  'value_count',
  'temporal',
  'temporal_ordered',
  'value_sum',
  'value_avg',
  'value_median',
  'value_percentile',
]);
const operators: ReadonlySet<string> = new Set<Bound['operator']>(['gt', 'gte', 'lt', 'lte', 'eq', 'neq']);
/** Matches of one group that are kept at a time; a rule that wants to see more cannot be run. */
export const mostInGroup = 10_000;
/** Rules that may be put in an order: each of them keeps the matches of all before it. */
const mostInOrder = 100;

export function readCorrelation(map: YamlValue, complaints: Complaints): Correlation | undefined {
  const type = complaints.text(map, 'type') ?? '';
  if (!isKind(type)) {
    complaints.add(map.members?.get('type') ?? map, `the correlation type ${quoted(type)} is not known`);
    return undefined;
  }
  const rules = complaints.texts(map, 'rules');
  const timespanMs = readTimespan(complaints.text(map, 'timespan') ?? complaints.text(map, 'timeframe') ?? '');
  const condition = readBounds(type, map, complaints);
  if (type === 'temporal_ordered' && condition && !wantsAll(condition, rules))
    complaints.add(map, 'a correlation that wants an order wants all of its rules; this condition cannot be run');
  if (type === 'temporal_ordered' && rules.length > mostInOrder)
    complaints.add(map, `no more than ${mostInOrder} rules can be put in an order`);
  if (rules.length === 0) complaints.add(map, 'the correlation names no rules');
  if (timespanMs === undefined)
    complaints.add(map.members?.get('timespan') ?? map, 'the time span must be like `10m` or `1h`');
  if (rules.length === 0 || timespanMs === undefined || !condition) return undefined;
  return {
    type,
    rules,
    timespanMs,
    condition,
    groupBy: complaints.texts(map, 'group-by'),
    aliases: readAliases(map, complaints),
    generate: map.members?.get('generate')?.scalar === true,
  };
}

/** True where the condition adds nothing to "all of the rules". */
function wantsAll({ bounds, formula }: CorrelationCondition, rules: readonly string[]): boolean {
  if (bounds.some(({ operator, number }) => operator !== 'gte' || number !== rules.length)) return false;
  if (formula === undefined || formula.kind === 'rule') return formula === undefined || rules.length === 1;
  const named = formula.of.map((part) => (part.kind === 'rule' ? part.rule : undefined));
  return formula.kind === 'all' && rules.every((rule) => named.includes(rule));
}

function isKind(text: string): text is CorrelationKind {
  return kinds.has(text);
}

function isOperator(text: string): text is Bound['operator'] {
  return operators.has(text);
}

const unitMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

function readTimespan(text: string): number | undefined {
  const [, count, unit = ''] = /^(\d{1,6})([smhdw])$/.exec(text.trim()) ?? [];
  const ms = Number(count) * (unitMs[unit] ?? 0);
  return ms > 0 ? ms : undefined;
}

function readAliases(map: YamlValue, complaints: Complaints): Correlation['aliases'] {
  const aliases = new Map<string, ReadonlyMap<string, string>>();
  for (const [alias, byRule] of map.members?.get('aliases')?.members ?? []) {
    const fields = new Map<string, string>();
    for (const rule of byRule.members?.keys() ?? []) {
      const field = complaints.text(byRule, rule);
      if (field !== undefined) fields.set(rule, field);
    }
    aliases.set(alias, fields);
  }
  return aliases;
}

function readBounds(type: CorrelationKind, map: YamlValue, complaints: Complaints): CorrelationCondition | undefined {
  const condition = map.members?.get('condition');
  const temporal = type === 'temporal' || type === 'temporal_ordered';
  if (condition === undefined) {
    if (temporal) return { bounds: [], fields: [], text: 'all rules' };
    complaints.add(map, 'the correlation has no condition');
    return undefined;
  }
  if (typeof condition.scalar === 'string' && temporal) return readFormula(condition.scalar, condition, complaints);
  const bounds: Bound[] = [];
  for (const [operator, value] of condition.members ?? []) {
    if (!isOperator(operator)) {
      if (operator !== 'field' && operator !== 'percentile')
        complaints.add(value, `the condition ${quoted(operator)} is not known`);
      continue;
    }
    const number = readNumber(String(value.scalar));
    if (number === undefined) complaints.add(value, `${quoted(operator)} must be a number`);
    else bounds.push({ operator, number });
  }
  const fields = complaints.texts(condition, 'field');
  const percentile = readNumber(complaints.text(condition, 'percentile') ?? '');
  return checked(type, condition, complaints, {
    bounds,
    fields,
    ...(percentile === undefined ? {} : { percentile }),
    text: bounds.map(({ operator, number }) => `${operator} ${number}`).join(', '),
  });
}

function checked(
  type: CorrelationKind,
  at: YamlValue,
  complaints: Complaints,
  condition: CorrelationCondition,
): CorrelationCondition | undefined {
  const wrong = whatIsMissing(type, condition);
  if (wrong === undefined) return condition;
  complaints.add(at, wrong);
  return undefined;
}

function whatIsMissing(
  type: CorrelationKind,
  { bounds, fields, percentile }: CorrelationCondition,
): string | undefined {
  if (bounds.length === 0) return 'the condition of the correlation holds no number';
  if (type.startsWith('value_') && fields.length === 0) return 'the condition of the correlation names no field';
  if (type === 'value_percentile' && !(percentile !== undefined && percentile >= 0 && percentile <= 100))
    return 'the condition needs a `percentile` from 0 to 100';
  const counts = type === 'event_count' || type === 'value_count';
  if (counts && bounds.some(({ number }) => number > mostInGroup))
    return `no more than ${mostInGroup} matches can be counted`;
  return undefined;
}

function readFormula(text: string, at: YamlValue, complaints: Complaints): CorrelationCondition | undefined {
  const condition = readCondition(text);
  const formula = typeof condition === 'string' ? undefined : asFormula(condition);
  if (formula) return { bounds: [], fields: [], formula, text };
  complaints.add(
    at,
    typeof condition === 'string' ? condition : 'a correlation takes names, `and`, `or` and brackets alone',
  );
  return undefined;
}

function asFormula(condition: Condition): RuleFormula | undefined {
  if (condition.kind === 'name') return { kind: 'rule', rule: condition.name };
  if (condition.kind !== 'and' && condition.kind !== 'or') return undefined;
  const of = condition.parts.map(asFormula).filter((part) => part !== undefined);
  return of.length === condition.parts.length ? { kind: condition.kind === 'and' ? 'all' : 'any', of } : undefined;
}
