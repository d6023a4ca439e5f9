/**
 * Weighs one question: prior log-odds and the sum of what each origin moves, discounted for reliability and forgery,
 * with ranges, each item and each origin left out in turn, and what to ask next. See docs/weighing.md.
 */
import type { Hypothesis, Question } from '../../model/answer.ts';
import type { Case } from '../../model/case.ts';
import type { Confidence } from '../../model/finding.ts';
import type { QuestionTable } from '../../model/question-table.ts';
import type { Weighing } from '../../model/weighing.ts';
import { bandOf, likely } from './bands.ts';
import { capped, confidenceIn } from './caps.ts';
import { collect } from './collect.ts';
import { type Ask, openQuestions } from './gain.ts';
import { groupMoves, groupsOf, type MovedGroup } from './group.ts';
import { countedOnce, type Item, type Moves, repeatedInWords, type Weighted, weighted } from './item.ts';
import { overrule } from './override.ts';
import { leaderOf, posterior, unknown } from './posterior.ts';
import { ranges } from './range.ts';
import { record, round } from './record.ts';
import { type Without, withoutEach } from './without.ts';

/** What the reading that predicts nothing is called. */
export const unknownLabel = 'not enough evidence to tell';

export interface Weighed<Id extends string = string> {
  readonly leader: Id | typeof unknown;
  /** Of the leader, in the middle of its range. */
  readonly probability: number;
  /** Most probable first; `unknown` is among them. */
  readonly hypotheses: Hypothesis[];
  readonly confidence: Confidence;
  readonly linchpin?: string;
  readonly asks: readonly Ask[];
  readonly weighing: Weighing;
}

/** Weighs what a case shows of a question. */
export function weigh<Id extends string>(question: Question, table: QuestionTable<Id>, evidence: Case): Weighed<Id> {
  const found = collect(question, table, evidence);
  const { items, priors, overrides, remarks } = overrule(question, table, evidence, found);
  const weighed = weighItems(labelsOf(table), priors, items);
  const asks = openQuestions(table, evidence, answeredBy(weighed.items), {
    priors,
    moves: weighed.groups.map(({ moves }) => moves),
    leader: weighed.leader,
  });
  const { leader, probability, hypotheses, confidence, linchpin } = weighed;
  return {
    leader: leader as Id | typeof unknown, // the readings' ids are the table's
    probability,
    hypotheses,
    confidence,
    ...(linchpin === undefined ? {} : { linchpin }),
    asks,
    weighing: record({ ...weighed, priors, asks, overrides, remarks: [...weighed.remarks, ...remarks] }),
  };
}

/** An item that nobody can judge answers nothing. */
function answeredBy(items: readonly Weighted[]): Set<string> {
  return new Set(items.filter(({ weight }) => weight.mid > 0).map(({ item }) => item.indicator));
}

type Labels = Readonly<Record<string, string>>;

function labelsOf(table: QuestionTable): Labels {
  const own = Object.entries(table.readings).map(([id, { label }]) => [id, label] as const);
  return { ...Object.fromEntries(own), [unknown]: unknownLabel };
}

export interface WeighedItems {
  readonly leader: string;
  readonly probability: number;
  readonly hypotheses: Hypothesis[];
  readonly confidence: Confidence;
  readonly linchpin?: string;
  readonly items: readonly Weighted[];
  readonly groups: readonly MovedGroup[];
  readonly without: readonly Without[];
  readonly remarks: readonly string[];
}

/** The engine itself, on items that were collected already. Order is irrelevant. */
export function weighItems(labels: Labels, priors: Moves, list: readonly Item[]): WeighedItems {
  const ids = Object.keys(priors);
  const all = list.map(weighted);
  const items = countedOnce(all);
  const groups = groupsOf(items).map((group) => ({ ...group, moves: groupMoves(group.members, ids, 'mid') }));
  const raw = posterior(
    priors,
    groups.map(({ moves }) => moves),
  );
  const leader = leaderOf(raw);
  const without = withoutEach(priors, groups);
  const leftOut = without.filter(({ left }) => left === 'group');
  const { probabilities, bearer, held } = capped(priors, raw, leader, groups, leftOut);
  const range = ranges(
    priors,
    groups,
    raw,
    leftOut.map((one) => one.probabilities),
  );
  const top = bearer === undefined ? 1 : likely.most;
  const hypotheses = ids
    .map((id): Hypothesis => {
      const mid = probabilities[id] ?? 0;
      const low = Math.min(range[id]?.low ?? mid, mid);
      const high = Math.max(range[id]?.high ?? mid, mid);
      return {
        id,
        label: labels[id] ?? id,
        probability: {
          low: inBands(low),
          mid: inBands(mid),
          high: inBands(id === leader ? Math.max(mid, Math.min(high, top)) : high),
        },
        band: bandOf(inBands(mid)),
      };
    })
    .sort((a, b) => b.probability.mid - a.probability.mid || (a.id < b.id ? -1 : 1));
  const spread = hypotheses.find(({ id }) => id === leader)?.probability;
  const linchpin = linchpinOf(without, leader, probabilities[leader] ?? 0, labels);
  return {
    leader,
    probability: spread?.mid ?? 0,
    hypotheses,
    confidence: confidenceIn(priors, leader, groups, without, spread ? spread.high - spread.low : 1),
    ...(linchpin === undefined ? {} : { linchpin }),
    items,
    groups,
    without,
    remarks: [
      ...(bearer && held ? [`It rests on one origin (${bearer.id}), so it is held at “likely”.`] : []),
      ...repeatedInWords(all).sort(),
    ],
  };
}

/** What the answer hangs on: of all that changes it when left out, what changes it most. */
function linchpinOf(without: readonly Without[], leader: string, p: number, labels: Labels): string | undefined {
  if (leader === unknown) return undefined;
  const turning = without.filter(({ changes }) => changes);
  const fall = ({ probabilities }: Without): number => p - (probabilities[leader] ?? 0);
  const [first, ...others] = turning;
  if (first === undefined) return undefined;
  const worst = others.reduce((most, one) => (fall(one) > fall(most) ? one : most), first);
  const then =
    worst.leader === leader ? `this reading is ${worst.band}` : `“${labels[worst.leader] ?? worst.leader}” comes first`;
  return `${worst.says.replace(/[.]$/, '')}: without it, ${then}.`;
}

/** ICD 203 knows neither 0 nor 1. */
function inBands(p: number): number {
  return round(Math.min(0.99, Math.max(0.01, p)));
}
