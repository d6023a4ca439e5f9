/** What an analyst overrules of a table: done, and kept on record. */
import type { Question } from '../../model/answer.ts';
import type { Case } from '../../model/case.ts';
import type { Observation } from '../../model/observation.ts';
import type { QuestionTable } from '../../model/question-table.ts';
import type { Weighing } from '../../model/weighing.ts';
import { ofKind } from '../evidence.ts';
import type { Item, Moves } from './item.ts';
import { unknown } from './posterior.ts';

interface Overruled {
  readonly items: readonly Item[];
  readonly priors: Moves;
  readonly overrides: Weighing['overrides'];
  /** What could not be done, in words. */
  readonly remarks: readonly string[];
}

export function overrule(question: Question, table: QuestionTable, evidence: Case, items: readonly Item[]): Overruled {
  const there = new Set([...table.indicators.map(({ id }) => id), ...items.map(({ indicator }) => indicator)]);
  const changes = new Map<string, Change>();
  let priors = priorsOf(table);
  const overrides: Weighing['overrides'] = [];
  const remarks = [...unknownMarks(question, table, evidence)];
  for (const { value } of ofKind(evidence, 'override')) {
    if (value.question !== question) continue;
    const problem = problemOf(value, table, there);
    if (problem !== undefined) {
      remarks.push(`The override ${value.item} was not taken: ${problem}.`);
      continue;
    }
    const asked = value.prior ? withPriors(priors, value.prior) : priors;
    if (Object.values(asked).every((p) => p <= 0)) {
      remarks.push(`The override ${value.item} was not taken: its priors leave no hypothesis possible.`);
      continue;
    }
    priors = asked;
    if (value.indicator !== undefined) changes.set(value.indicator, changed(changes.get(value.indicator), value));
    const { item, reason, by, date } = value;
    overrides.push({ item, what: whatOf(value), reason, by, ...(date === undefined ? {} : { date }) });
  }
  return { items: items.flatMap((item) => overruled(item, changes.get(item.indicator))), priors, overrides, remarks };
}

function priorsOf(table: QuestionTable): Moves {
  const priors = Object.entries(table.readings).map(([id, { prior }]) => [id, prior / 100] as const);
  return { ...Object.fromEntries(priors), [unknown]: table.unknown / 100 };
}

/** The readings that were not named share what is left, in their old proportions. */
function withPriors(priors: Moves, given: Moves): Moves {
  const named = Object.keys(priors).filter((id) => given[id] !== undefined);
  const left = Math.max(0, 1 - named.reduce((sum, id) => sum + (given[id] ?? 0), 0));
  const others = Object.entries(priors).filter(([id]) => given[id] === undefined);
  const before = others.reduce((sum, [, p]) => sum + p, 0);
  return Object.fromEntries(
    Object.entries(priors).map(([id, p]) => [id, given[id] ?? (before > 0 ? (p / before) * left : 0)]),
  );
}

type Override = Observation<'override'>['value'];

/** All that overrides say of one indicator; of two that disagree, the later. */
type Change = Pick<Override, 'ignore' | 'likelihood' | 'forgeability'>;

function changed(before: Change | undefined, { ignore, likelihood, forgeability }: Change): Change {
  return {
    ignore: ignore || before?.ignore,
    likelihood: { ...before?.likelihood, ...likelihood },
    forgeability: forgeability ?? before?.forgeability,
  };
}

function overruled(item: Item, change: Change | undefined): Item[] {
  if (change === undefined) return [item];
  if (change.ignore) return [];
  const likelihood = { ...item.likelihood, ...change.likelihood };
  return [{ ...item, likelihood, forgeability: change.forgeability ?? item.forgeability }];
}

function whatOf({ indicator, ignore, likelihood, forgeability, prior }: Override): string {
  const of = indicator ?? 'the priors';
  if (ignore) return `${of} is left out`;
  const parts = [
    ...Object.entries(likelihood ?? {}).map(([id, p]) => `${id} ${percent(p)}`),
    ...(forgeability === undefined ? [] : [`forgeability ${forgeability}`]),
    ...Object.entries(prior ?? {}).map(([id, p]) => `${id} ${percent(p)}`),
  ];
  return `${of}: ${parts.join(', ')}`;
}

function percent(p: number): string {
  return `${Math.round(p * 100)} %`;
}

/** Priors that an analyst typed add up to 1 but for what adding fractions loses. */
const roundingError = 1e-9;

function problemOf(
  { indicator, likelihood, prior }: Override,
  table: QuestionTable,
  there: ReadonlySet<string>,
): string | undefined {
  if (Object.hasOwn(likelihood ?? {}, unknown)) return 'the reading that predicts nothing cannot be given a likelihood';
  const known = (id: string): boolean => id === unknown || Object.hasOwn(table.readings, id);
  const stranger = [...Object.keys(likelihood ?? {}), ...Object.keys(prior ?? {})].find((id) => !known(id));
  if (stranger !== undefined) return `there is no hypothesis “${stranger}”`;
  const sum = Object.values(prior ?? {}).reduce((total, p) => total + p, 0);
  if (sum > 1 + roundingError) return 'its priors add up to more than 1';
  if (indicator !== undefined && !there.has(indicator)) return `there is no indicator “${indicator}”`;
  return undefined;
}

/** Marks and judgements of the analyst's that name nothing in this table. */
function* unknownMarks(question: Question, table: QuestionTable, evidence: Case): Generator<string> {
  const known = new Set(table.indicators.map(({ id }) => `${question}/${id}`));
  for (const { value } of ofKind(evidence, 'fact'))
    for (const mark of value.shows ?? [])
      if (mark.startsWith(`${question}/`) && !known.has(mark))
        yield `The fact ${value.item} is said to show ${mark}, and there is no such indicator: it was not weighed.`;
  for (const { value } of ofKind(evidence, 'judgement')) {
    const strangers = Object.keys(value.likelihood).filter((id) => !Object.hasOwn(table.readings, id));
    if (value.question === question && strangers.length > 0)
      yield `The judgement ${value.item} names hypotheses that do not exist (${strangers.slice(0, 3).join(', ')}): those were left out.`;
  }
}
