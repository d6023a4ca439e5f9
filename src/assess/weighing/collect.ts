/** The items of a case: what the table's indicators see, what an analyst's facts show, and what was weighed by hand. */

import type { Question } from '../../model/answer.ts';
import type { Case } from '../../model/case.ts';
import type { Observation } from '../../model/observation.ts';
import type { Indicator, QuestionTable, Sight } from '../../model/question-table.ts';
import { ofKind } from '../evidence.ts';
import { gradeOf, ownReading } from './grade.ts';
import type { Item } from './item.ts';
import { originFinder } from './origin.ts';

/** Observations that one item names; more would say the same. */
const mostNamed = 20;

/** Every item once: the same indicator seen again in one origin is no new item. */
export function collect(question: Question, table: QuestionTable, evidence: Case): Item[] {
  const items = new Map<string, Item>();
  const add = (item: Item): void => {
    const key = JSON.stringify([item.indicator, item.group, item.grade, item.forgeability, item.by, item.likelihood]);
    const known = items.get(key);
    const named = [...new Set([...(known?.observations ?? []), ...item.observations])].slice(0, mostNamed);
    items.set(key, { ...(known ?? item), observations: named });
  };
  const originOf = originFinder(evidence);
  for (const indicator of table.indicators)
    for (const sight of indicator.sees?.(evidence) ?? [])
      add(seenItem(indicator, sight, sight.provenance?.origin ?? originOf(sight)));
  for (const item of analystItems(question, table, evidence)) add(item);
  return [...items.values()];
}

function seenItem(indicator: Indicator, sight: Sight, group: string): Item {
  return {
    indicator: indicator.id,
    says: sight.says ?? indicator.says,
    why: indicator.why,
    by: 'automatic',
    group,
    observations: [sight.observation, ...(sight.with ?? [])].map(({ id }) => id),
    likelihood: fractions(indicator.likelihood),
    forgeability: sight.forgeability ?? sight.provenance?.forgeability ?? indicator.forgeability,
    grade: gradeOf(sight.provenance ?? { ...ownReading, credibility: sight.credibility ?? ownReading.credibility }),
  };
}

/** Facts that are marked with an indicator, and judgements by hand. */
function* analystItems(question: Question, table: QuestionTable, evidence: Case): Generator<Item> {
  const indicators = new Map(table.indicators.map((indicator) => [`${question}/${indicator.id}`, indicator]));
  for (const fact of ofKind(evidence, 'fact'))
    for (const mark of fact.value.shows ?? []) {
      const indicator = indicators.get(mark);
      if (indicator) yield { ...analystItem(fact), ...weighedAs(indicator) };
    }
  for (const judgement of ofKind(evidence, 'judgement')) {
    const { value } = judgement;
    if (value.question !== question) continue;
    yield {
      ...analystItem(judgement),
      indicator: value.item,
      why: judgedBy(value.by),
      likelihood: judged(table, value),
    };
  }
}

function judgedBy(by: string | undefined): string {
  return by === undefined ? 'weighed by hand' : `weighed by hand, by ${by}`;
}

function analystItem(seen: Observation<'fact' | 'judgement'>): Omit<Item, 'indicator' | 'why' | 'likelihood'> {
  const { says, provenance } = seen.value;
  const { origin, forgeability } = provenance;
  return { says, by: 'analyst', group: origin, observations: [seen.id], forgeability, grade: gradeOf(provenance) };
}

function weighedAs(indicator: Indicator): Pick<Item, 'indicator' | 'why' | 'likelihood'> {
  return { indicator: indicator.id, why: indicator.why, likelihood: fractions(indicator.likelihood) };
}

/** A reading that the analyst says nothing about is left where it is: at the geometric mean of the others. */
function judged(table: QuestionTable, { likelihood }: Observation<'judgement'>['value']): Record<string, number> {
  const ids = Object.keys(table.readings);
  const given = ids.flatMap((id) => likelihood[id] ?? []);
  const mean = Math.exp(given.reduce((sum, p) => sum + Math.log(Math.max(p, 0.01)), 0) / Math.max(1, given.length));
  return Object.fromEntries(ids.map((id) => [id, likelihood[id] ?? mean]));
}

function fractions(percents: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(percents).map(([id, percent]) => [id, percent / 100]));
}
