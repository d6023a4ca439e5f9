/**
 * `npm run bench -- weighing`: how the answers to the scenarios of tests/scenarios do. Writes the first part of docs/calibration.md.
 * Traps: scenarios and tables are by the same hands; variants of one scenario are no independent cases.
 */
import { bandOf, likely } from '../src/assess/weighing/bands.ts';
import { unknown } from '../src/assess/weighing/posterior.ts';
import { scenarios } from '../tests/scenarios/index.ts';
import { themes } from '../tests/scenarios/scenario.ts';
import { brier, calibration, type Outcome, outcomesOf, type Share, shareOf } from '../tests/scenarios/score.ts';
import { markdownTable } from '../tools/markdown-table.ts';
import { calibrationPath, writeCalibration } from './calibration-page.ts';

const variants = 25;

export function weighingBench(say: (line: string) => void): void {
  const outcomes = outcomesOf(scenarios, variants);
  const page = calibrationPage(outcomes);
  writeCalibration('weighing', page);
  say(page);
  say(`Written to ${calibrationPath}.`);
}

function calibrationPage(outcomes: readonly Outcome[]): string {
  const asWritten = outcomes.filter(({ seed }) => seed === 0);
  return `# Calibration
Written by \`npm run bench -- weighing\`: do not edit.

${scenarios.length} scenarios ([tests/scenarios](../tests/scenarios)), each as written and in ${variants - 1} variants from seeds:
${outcomes.length} cases. A variant lacks some extras, has grades a step off, shows things twice and in another order, and has
planted pointers added. Of each scenario it is written down what happened, whether an honest analyst could tell it from
the evidence, and why.

**What this is not.** Scenarios and tables ([weighing.md](weighing.md)) were made by the same hands. The figures show
that the engine and its tables are consistent, and how modest they are. They do not show that the tables are true: for
that, solved cases of other people's would be needed, and there is no such collection.

## In short
${summary(outcomes)}

- An *overclaim* calls a wrong reading “likely” (${percent(likely.least)}) or more. With any one origin left out it is counted before the
  cap on single origins, so this figure is stricter than what a report would say.
- *Deceived*: what was planted, or what many share, leads, however weakly.
- The *Brier score* is the mean squared error of all probabilities: 0 is perfect, 2 is certain and wrong. Where nobody
  could tell, “not enough evidence” counts as the truth.

## By theme
${byTheme(outcomes)}

## Of what was given a word, how much was true?
All readings of all cases, without “not enough evidence”. The true ones should be about as many as was said; in such a
mix of cases, where the evidence was chosen, they need not be.

${bins(outcomes)}

## Every scenario, as written
${everyScenario(asWritten, outcomes)}
`;
}

function summary(outcomes: readonly Outcome[]): string {
  const tellable = outcomes.filter(({ scenario }) => scenario.tellable);
  const thin = outcomes.filter(({ scenario }) => !scenario.tellable);
  const withDecoy = outcomes.filter(({ scenario }) => scenario.decoy !== undefined);
  const onlyPriors = (outcome: Outcome): Outcome => ({
    ...outcome,
    answer: { ...outcome.answer, hypotheses: priorsOf(outcome) },
  });
  const truth = ({ scenario }: Outcome): string => (scenario.tellable ? scenario.truth : unknown);
  const rows: [string, string][] = [
    ['overclaims', told(shareOf(outcomes, ({ overclaims }) => overclaims))],
    ['overclaims with any one origin left out', told(shareOf(outcomes, (one) => one.overclaimsWithout))],
    ['deceived, where something was planted or shared', told(shareOf(withDecoy, ({ deceived }) => deceived))],
    ['where one could tell: the true reading leads', told(shareOf(tellable, isRight))],
    ['– and is called likely or more', told(shareOf(tellable, (one) => isRight(one) && !one.abstains))],
    ['– with low, moderate, high confidence', confidences(tellable.filter((one) => isRight(one) && !one.abstains))],
    ['– abstained, wrongly', told(shareOf(tellable, ({ abstains }) => abstains))],
    ['where nobody could tell: abstained, rightly', told(shareOf(thin, ({ abstains }) => abstains))],
    ['Brier score, where one could tell', scores(tellable, truth, onlyPriors)],
    ['Brier score, where nobody could', scores(thin, truth, onlyPriors)],
    ['the leader or its word hangs on one origin', told(shareOf(outcomes, ({ unstable }) => unstable))],
    [
      '– and confidence is low then (in “what” it is the finding’s own)',
      told(
        shareOf(
          outcomes.filter(({ unstable }) => unstable),
          ({ answer }) => answer.confidence === 'low',
        ),
      ),
    ],
  ];
  return markdownTable(['of all cases', 'are'], rows);
}

function confidences(outcomes: readonly Outcome[]): string {
  const counted = (['low', 'moderate', 'high'] as const).map(
    (level) => outcomes.filter(({ answer }) => answer.confidence === level).length,
  );
  return counted.join(', ');
}

function isRight({ leader, scenario }: Outcome): boolean {
  return leader === scenario.truth;
}

function scores(
  outcomes: readonly Outcome[],
  truth: (outcome: Outcome) => string,
  before: (outcome: Outcome) => Outcome,
): string {
  return `${brier(outcomes, truth).toFixed(2)} (${brier(outcomes.map(before), truth).toFixed(2)} before any evidence)`;
}

/** What the answer would have been with nothing seen. */
function priorsOf({ answer }: Outcome): Outcome['answer']['hypotheses'] {
  return answer.hypotheses.map((one) => {
    const mid = answer.weighing?.priors[one.id] ?? 0;
    return { ...one, probability: { low: mid, mid, high: mid } };
  });
}

function byTheme(outcomes: readonly Outcome[]): string {
  const rows = themes.map((theme) => {
    const own = outcomes.filter(({ scenario }) => scenario.theme === theme);
    const tellable = own.filter(({ scenario }) => scenario.tellable);
    const thin = own.filter(({ scenario }) => !scenario.tellable);
    return [
      theme,
      String(own.length),
      told(shareOf(own, ({ overclaims }) => overclaims)),
      told(shareOf(own, ({ deceived }) => deceived)),
      told(shareOf(tellable, isRight)),
      told(shareOf(thin, ({ abstains }) => abstains)),
    ];
  });
  return markdownTable(
    [
      'theme',
      'cases',
      'overclaims',
      'deceived',
      'true reading leads, where one could tell',
      'abstained, where nobody could',
    ],
    rows,
  );
}

function bins(outcomes: readonly Outcome[]): string {
  const rows = calibration(outcomes).map(({ band, said, of, are }) => [
    band,
    String(of),
    percent(said),
    percent(are / of),
  ]);
  return markdownTable(['word', 'readings', 'said, on the average', 'true'], rows);
}

function everyScenario(asWritten: readonly Outcome[], outcomes: readonly Outcome[]): string {
  const rows = asWritten.map(({ scenario, leader, probability, answer }) => {
    const own = outcomes.filter((outcome) => outcome.scenario === scenario);
    return [
      scenario.question,
      scenario.name,
      scenario.truth,
      scenario.tellable ? 'yes' : 'no',
      `${leader === unknown ? 'not enough evidence' : leader}, ${bandOf(probability)} (${percent(probability)})`,
      answer.confidence,
      String(shareOf(own, ({ overclaims }) => overclaims).are),
      scenario.because,
    ];
  });
  return markdownTable(
    [
      'question',
      'what happened',
      'truth',
      'could one tell?',
      'answer',
      'confidence',
      `overclaims of ${variants}`,
      'why',
    ],
    rows,
  );
}

function told({ of, are }: Share): string {
  return of === 0 ? '–' : `${are} of ${of} (${percent(are / of)})`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
