/** How the answers to scenarios do. Counts and means; bench/weighing.ts prints them, scenarios.test.ts holds the most important. */
import { entry } from '../../src/assess/entry.ts';
import { money } from '../../src/assess/money.ts';
import { bandOf, likely } from '../../src/assess/weighing/bands.ts';
import { unknown } from '../../src/assess/weighing/posterior.ts';
import { what } from '../../src/assess/what.ts';
import { who } from '../../src/assess/who.ts';
import type { Answer } from '../../src/model/answer.ts';
import type { Assessor } from '../../src/model/units.ts';
import { caseOf, type Scenario } from './scenario.ts';
import { variantOf } from './variation.ts';

const assessors: Readonly<Record<Scenario['question'], Assessor>> = { what, money, entry, who };

export interface Outcome {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly answer: Answer;
  readonly leader: string;
  /** Of the leader. */
  readonly probability: number;
  /** A wrong reading is called likely or more. */
  readonly overclaims: boolean;
  /** What was planted leads, however weakly. */
  readonly deceived: boolean;
  /** Nothing is called likely. */
  readonly abstains: boolean;
  /** An origin can be left out so that a wrong reading would be called likely or more. */
  readonly overclaimsWithout: boolean;
  /** An origin can be left out so that the leader or its word changes. */
  readonly unstable: boolean;
}

export function outcomeOf(scenario: Scenario, seed: number): Outcome {
  const answer = assessors[scenario.question].assess(caseOf(scenario, variantOf(scenario, seed)));
  const [first] = answer.hypotheses;
  const leader = first?.id ?? unknown;
  const probability = first?.probability.mid ?? 1;
  const claims = (id: string, p: number): boolean => id !== unknown && p >= likely.least;
  const left = answer.weighing?.without.filter((one) => one.left === 'group') ?? [];
  return {
    scenario,
    seed,
    answer,
    leader,
    probability,
    overclaims: claims(leader, probability) && leader !== scenario.truth,
    deceived: leader === scenario.decoy,
    abstains: !claims(leader, probability),
    overclaimsWithout: left.some((one) => claims(one.leader, one.probability) && one.leader !== scenario.truth),
    unstable: left.some(({ changes }) => changes),
  };
}

/** Every scenario in as many variants; the first of each is the scenario as written. */
export function outcomesOf(scenarios: readonly Scenario[], variants: number): Outcome[] {
  return scenarios.flatMap((scenario) => Array.from({ length: variants }, (_, seed) => outcomeOf(scenario, seed)));
}

/** How many of those asked about. */
export interface Share {
  readonly of: number;
  readonly are: number;
}

export function shareOf<T>(list: readonly T[], is: (one: T) => boolean): Share {
  return { of: list.length, are: list.filter(is).length };
}

/** The mean squared error of all readings' probabilities: 0 is perfect, 2 is surely wrong. */
export function brier(outcomes: readonly Outcome[], truthOf: (outcome: Outcome) => string): number {
  const errors = outcomes.map((outcome) =>
    outcome.answer.hypotheses.reduce((sum, { id, probability }) => {
      return sum + (probability.mid - (id === truthOf(outcome) ? 1 : 0)) ** 2;
    }, 0),
  );
  return errors.reduce((sum, error) => sum + error, 0) / Math.max(1, errors.length);
}

export interface Bin extends Share {
  readonly band: string;
  /** The mean of what was said. */
  readonly said: number;
}

/** Of all readings that were given a word, how many were true? */
export function calibration(outcomes: readonly Outcome[]): Bin[] {
  const bins = new Map<string, { said: number; of: number; are: number }>();
  for (const { answer, scenario } of outcomes)
    for (const { id, probability } of answer.hypotheses) {
      if (id === unknown) continue;
      const band = bandOf(probability.mid);
      const bin = bins.get(band) ?? { said: 0, of: 0, are: 0 };
      bin.of++;
      bin.said += probability.mid;
      if (id === scenario.truth) bin.are++;
      bins.set(band, bin);
    }
  return [...bins].map(([band, bin]) => ({ band, ...bin, said: bin.said / bin.of })).sort((a, b) => a.said - b.said);
}
