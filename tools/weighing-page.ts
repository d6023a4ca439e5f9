/** docs/weighing.md: how answers are weighed, in plain words, with every table. All numbers are the code's own. */
import { bands, likely } from '../src/assess/weighing/bands.ts';
import { sure, telling } from '../src/assess/weighing/caps.ts';
import { shareOfCredibility, shareOfReliability, weightOf } from '../src/assess/weighing/grade.ts';
import { chanceOfForgery, movesOf } from '../src/assess/weighing/item.ts';
import { priorFactor } from '../src/assess/weighing/range.ts';
import { unknownLabel } from '../src/assess/weighing/weigh.ts';
import type { Question } from '../src/model/answer.ts';
import { questions } from '../src/model/ladder.ts';
import type { Indicator, QuestionTable } from '../src/model/question-table.ts';
import type { Assessor } from '../src/model/units.ts';
import { questionAsked } from '../src/report/meaning.ts';
import { markdownTable } from './markdown-table.ts';

export function weighingPage(assessors: readonly Assessor[]): string {
  const tables = questions.flatMap((question) => {
    const table = assessors.find((unit) => unit.question === question)?.table;
    return table ? [questionSection(question, table)] : [];
  });
  return [explanation(), ...tables].join('\n');
}

function explanation(): string {
  return `# How answers are weighed
Written by \`npm run generate\` from the code and its tables: do not edit.

Davylamp answers six questions. For each it keeps a list of **readings**: what could be the case. They exclude one
another, and one of them is “${unknownLabel}”. This page says how evidence moves them,
and prints every number, so that you can disagree with one and set another ([evidence files](evidence-files.md):
\`override\`). The numbers are estimates of ours with a reason beside each. They are no measurements: no collection of solved cases exists to learn them from.
Why it was built this way stands in [decision 6](decisions/0006-weighing.md); how it does on cases of our own making
in [calibration](calibration.md).

## An example
A sample holds a server's name under a country's own zone. Ninety of a hundred pranks and ten of a hundred real
operations might do that, so the name speaks for a prank, nine to one. But a name is cheap to plant. After the
discount below the nine to one becomes ${exampleOdds()} to one, and a person reads: this says nearly nothing.

## Step by step
1. **Before any evidence** each reading has a *prior*: how usual it is.
2. **An indicator** is something that may be seen. Its table says how often it would be seen under each reading, in
   per cent. Only the proportions count: an indicator that is as likely under all readings moves nothing.
3. **Could it be planted?** Each item is taken for planted with the chance below. A forger's choice is taken to favour no
   reading, so the more plantable an item is, the less it moves; one that was surely planted moves nothing.

   ${forgery()}

   What is cheap to plant counts once in all, however many files, captures and reports repeat it.
4. **How good is the source?** What Davylamp reads itself is graded A1. An analyst's fact has a grade of the Admiralty
   system: a letter for the source, a number for the item. Each leaves a share of what the item would move; the shares
   are multiplied (B2 keeps ${percent(weightOf({ reliability: 'B', credibility: 2 }).mid)}).

   ${grades()}

   F and 6 mean that nobody can judge, which is not the same as half. Such an item moves nothing, and the range gets as
   wide as if it might be worth what its other half says. F6 is no evidence at all.
5. **Does it come from somewhere else?** Items of one *origin* count as one: the strongest for a reading and the strongest
   against it, and no more. A hundred papers that quote one report are one report. All files of one scan are one origin,
   because one hand could have written them all; each capture and each log is one of its own. In an evidence file, the
   analyst says what a fact rests on.
6. **“${unknownLabel}”** predicts nothing. No evidence speaks for it or against it. It gives
   way only where a reading predicts what is seen better than the readings do on the average; where evidence is thin,
   it leads, and the answer then says what is missing.
7. **The range** behind each probability shows how far it would move if every prior were ${priorFactor} times as high or as low,
   if every grade were a step off in the worst direction, and if any one origin were missing.
8. **One origin is never enough.** A reading that one origin bears alone is held at ${percent(likely.most)}, the top of “likely”.
9. **What it hangs on.** The answer is worked out again without each indicator and without each origin. If the leading
   reading or its word changes, that item is named as the *linchpin* and confidence is low.

## Words
The words are those of ICD 203, the standard of the United States' intelligence community. No answer says 0 or 100 %:
1 and 99 are the ends.
${bandTable()}

**Confidence** is another thing than probability: how much the answer rests on.
- *low*: “${unknownLabel}” leads, or leaving something out changes the answer, or fewer than two origins
  speak for it;
- *moderate*: at least two origins speak for it, and none bears it alone;
- *high*: at least ${sure.origins} origins speak for it, at least one of their items is dear to forge and well graded, and its
  range is no wider than ${percent(sure.width)}.

An origin *speaks for* a reading if it multiplies its odds against the other readings by ${telling} or more. Ruling out a
reading that nobody believed in speaks for none of the others.

## What to doubt
- The numbers are estimates. If an answer hangs on one of them, set your own and look again.
- “${unknownLabel}” expects what the readings expect on the average, each counted alike. Evidence that only rules readings
  out therefore raises all the others a little, and does so more in a table with many readings.
- Independence is what the analyst says it is. Two origins that secretly rest on one count twice, and one forger who takes
  trouble in five places is taken for five witnesses; only what is cheap to plant is counted once over all origins.
- Within one origin only the strongest item counts, reading by reading. An item that speaks for two readings may lift
  the one that had nothing, and leave the other where a stronger item had put it.
- Near the border of a word, a small item changes the word. Confidence is then low although the answer is firm: read the
  range, too.

## Reading the tables
A number in a column is how often the indicator would be seen, in per cent, if that reading were true. *To ask* is what
an answer proposes where the indicator was not seen. An analyst's fact shows an indicator by its name, as in
\`shows: [who/paid-before-build]\`, and brings its own grade and forgeability.
`;
}

function exampleOdds(): string {
  const { prank = 0, real = 0 } = movesOf({ prank: 0.9, real: 0.1 }, chanceOfForgery.cheap);
  return Math.exp(prank - real).toFixed(1);
}

function forgery(): string {
  const costs: Readonly<Record<keyof typeof chanceOfForgery, string>> = {
    cheap: 'typing: names, strings, dates, build paths, passwords, a language, a wallet in a file',
    moderate: 'effort: a machine elsewhere, a staged upload, code in a certain style',
    dear: "control of something: a server, a zone, a service's or a pool's records",
    none: 'nothing that anyone could do, or nobody could gain by it',
  };
  const rows = Object.entries(chanceOfForgery).map(([name, chance]) => [
    name,
    costs[name as keyof typeof costs], // the keys are those of chanceOfForgery
    percent(chance),
  ]);
  return indented(markdownTable(['to plant it takes', 'such as', 'taken for planted'], rows));
}

function grades(): string {
  const words = ['completely reliable', 'usually reliable', 'fairly reliable', 'not usually reliable', 'unreliable'];
  const items = ['confirmed elsewhere', 'probably true', 'possibly true', 'doubtful', 'improbable'];
  const rows = words.map((source, i) => [
    `${'ABCDE'[i]}: ${source}`,
    percent(shareOfReliability[i] ?? 0),
    `${i + 1}: ${items[i]}`,
    percent(shareOfCredibility[i] ?? 0),
  ]);
  return indented(
    markdownTable(
      ['the source', 'keeps', 'the item', 'keeps'],
      [...rows, ['F: cannot be judged', 'see below', '6: cannot be judged', 'see below']],
    ),
  );
}

function bandTable(): string {
  const rows = bands.map(([least, words], i) => {
    const [above = 1] = bands[i - 1] ?? [];
    return [words, `${percent(Math.max(least, 0.01))} to ${percent(Math.min(above, 0.99))}`];
  });
  return markdownTable(['word', 'probability'], rows);
}

function questionSection(question: Question, table: QuestionTable): string {
  const readings = Object.entries(table.readings);
  const ids = readings.map(([id]) => id);
  return `## ${questionAsked[question]}
${markdownTable(
  ['reading', 'in words', 'prior', 'why'],
  [
    ...readings.map(([id, { label, prior, why }]) => [`\`${id}\``, label, `${prior} %`, why]),
    ['`unknown`', unknownLabel, `${table.unknown} %`, 'what evidence must win over'],
  ],
)}

${markdownTable(
  ['indicator', 'what is seen', ...ids, 'to plant it', 'why these numbers', 'to ask'],
  table.indicators.map((indicator) => indicatorRow(question, indicator, ids)),
)}
`;
}

function indicatorRow(question: Question, indicator: Indicator, ids: readonly string[]): string[] {
  const { id, says, likelihood, forgeability, why, ask, sees } = indicator;
  return [
    `\`${question}/${id}\``,
    sees ? says : `${says} (an analyst's fact)`,
    ...ids.map((reading) => String(likelihood[reading] ?? '')),
    forgeability,
    why,
    typeof ask === 'string' ? ask : ask ? 'put in the words of the case' : '',
  ];
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** Within a numbered item. */
function indented(text: string): string {
  return text.replaceAll('\n', '\n   ');
}
