/** Which correlations take which rules' matches. Source: Sigma correlation rules specification 2.1. */
import { isCalled, mistakeOf } from './references.ts';
import type { CorrelationRule, RuleFormula, SigmaMistake, SigmaRule } from './rule.ts';

/** A correlation and the rules that it joins, in its order; these may be correlations themselves. */
export interface JoinPlan {
  readonly rule: CorrelationRule;
  readonly parts: readonly SigmaRule[];
}

export interface Joinery {
  readonly plans: readonly JoinPlan[];
  /** Which correlations take the matches of a rule. */
  readonly takers: ReadonlyMap<SigmaRule, readonly JoinPlan[]>;
  /** Rules that are not reported by themselves. */
  readonly silent: ReadonlySet<SigmaRule>;
  /** Fields that the correlations group by, or count. */
  readonly fields: readonly string[];
}

/** Finds the rules that correlations name; one that names what is not there, or itself, is a mistake and is left out. */
export function planJoins(rules: readonly SigmaRule[], mistakes: SigmaMistake[]): Joinery {
  const found = rules.flatMap((rule) => {
    const plan = rule.kind === 'correlation' ? planOf(rule, rules, mistakes) : undefined;
    return plan ? [plan] : [];
  });
  const plans = runnable(found, mistakes);
  const takers = new Map<SigmaRule, JoinPlan[]>();
  for (const plan of plans)
    for (const part of new Set(plan.parts)) takers.set(part, [...(takers.get(part) ?? []), plan]);
  // A rule that one correlation wants reported is, whatever the others say.
  const loud = new Set(plans.flatMap(({ rule, parts }) => (rule.generate ? parts : [])));
  const silent = new Set([...takers.keys()].filter((part) => !loud.has(part)));
  return { plans, takers, silent, fields: [...new Set(plans.flatMap(({ rule }) => fieldsOf(rule)))] };
}

function planOf(rule: CorrelationRule, rules: readonly SigmaRule[], mistakes: SigmaMistake[]): JoinPlan | undefined {
  const parts: SigmaRule[] = [];
  for (const reference of rule.rules) {
    const part = rules.find((other) => other.kind !== 'filter' && isCalled(other, reference));
    if (part) parts.push(part);
    else
      mistakes.push(
        mistakeOf(rule, `the correlation names the rule \`${reference}\`, which is not there or is not run`),
      );
  }
  const unknown = rule.condition.formula
    ? namesIn(rule.condition.formula).find((name) => !rule.rules.includes(name))
    : undefined;
  if (unknown !== undefined)
    mistakes.push(mistakeOf(rule, `the condition names \`${unknown}\`, which is not among the rules`));
  return parts.length === rule.rules.length && unknown === undefined ? { rule, parts } : undefined;
}

function namesIn(formula: RuleFormula): readonly string[] {
  return formula.kind === 'rule' ? [formula.rule] : formula.of.flatMap(namesIn);
}

/** Without those that wait for themselves, or for one that is not run. */
function runnable(plans: readonly JoinPlan[], mistakes: SigmaMistake[]): readonly JoinPlan[] {
  const ready: JoinPlan[] = [];
  const known = new Set<SigmaRule>();
  const rest = new Set(plans);
  for (let before = -1; before !== ready.length; ) {
    before = ready.length;
    for (const plan of rest) {
      if (!plan.parts.every((part) => part.kind !== 'correlation' || known.has(part))) continue;
      ready.push(plan);
      known.add(plan.rule);
      rest.delete(plan);
    }
  }
  for (const { rule } of rest)
    mistakes.push(mistakeOf(rule, 'the correlation needs itself, or another one that cannot be run'));
  return ready;
}

function fieldsOf({ groupBy, aliases, condition }: CorrelationRule): readonly string[] {
  return [...groupBy, ...condition.fields].flatMap((name) => [name, ...(aliases.get(name)?.values() ?? [])]);
}
