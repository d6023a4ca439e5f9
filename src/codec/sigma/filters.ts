/** Filters, added to the rules that they name. Source: Sigma filters specification 2.1. */
import { isCalled, mistakeOf } from './references.ts';
import type { DetectionRule, FilterRule, SigmaMistake, SigmaRule } from './rule.ts';

/** A rule with what filters add to it, and as it was read. */
export interface Filtered {
  readonly rule: DetectionRule;
  readonly original: DetectionRule;
}

/** The detections among the rules; a filter that names what is not there is a mistake. */
export function withFilters(rules: readonly SigmaRule[], mistakes: SigmaMistake[]): readonly Filtered[] {
  const filters = rules.filter((rule) => rule.kind === 'filter');
  const detections = rules.filter((rule) => rule.kind === 'detection');
  for (const filter of filters)
    for (const reference of filter.rules === 'any' ? [] : filter.rules)
      if (!detections.some((rule) => isCalled(rule, reference)))
        mistakes.push(
          mistakeOf(filter, `the filter names the rule \`${reference}\`, which is not there or is not run`),
        );
  return detections.map((original) => {
    const keeps = filters.filter((filter) => isFor(filter, original)).map((filter) => filter.keeps);
    if (keeps.length === 0) return { rule: original, original };
    return { rule: { ...original, search: { kind: 'all', of: [original.search, ...keeps] } }, original };
  });
}

/** A filter says what it wants of the log source, a rule may say more. */
function isFor({ rules, logSource }: FilterRule, rule: DetectionRule): boolean {
  const fits = (['product', 'category', 'service'] as const).every(
    (key) => logSource[key] === undefined || logSource[key] === rule.logSource[key],
  );
  return fits && (rules === 'any' || rules.some((reference) => isCalled(rule, reference)));
}
