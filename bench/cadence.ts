/**
 * `npm run bench -- cadence`: how often innocent conversations are taken for a miner's by their rhythm, and how often
 * miners are found. Writes the second part of docs/calibration.md.
 * Traps: models and table are by the same hands; flows of one family resemble each other, so that an interval which
 * takes them for independent is too narrow: the families left out in turn say more.
 */
import {
  type CadenceTable,
  cadenceComponents,
  cadenceMarks,
  isEnough,
  leastSeen,
  scoreCadence,
} from '../src/intel/cadence-model.ts';
import { cadenceTable } from '../src/intel/cadence-table.ts';
import { hasTotalsOfMiner } from '../src/intel/long-and-slow.ts';
import type { FlowCadence } from '../src/model/network-payloads.ts';
import {
  cadenceOf,
  fitTable,
  fittingCount,
  fittingHabits,
  type Habits,
  type Sample,
} from '../tests/traffic-models/fit.ts';
import { families, flowsOf } from '../tests/traffic-models/flows.ts';
import { markdownTable } from '../tools/markdown-table.ts';
import { capturesTable } from './cadence-captures.ts';
import { factsTable, rangesTable } from './cadence-tables.ts';
import { calibrationPath, writeCalibration } from './calibration-page.ts';

/** Conversations a family, of another seed than those that set the table, and than those that the marks were chosen on. */
const measured = 500;
const seed = 5;

type Side = keyof typeof families;

/** One family's conversations that were not used to set the table. */
interface Family {
  readonly name: string;
  readonly flows: Sample;
}

export function cadenceBench(say: (line: string) => void): void {
  const text = cadencePage();
  writeCalibration('cadence', text);
  say(text);
  say(`Written to ${calibrationPath}.`);
}

function measuredFamilies(side: Side): Family[] {
  return Object.entries(families[side]).map(([name, model]) => ({
    name,
    flows: Array.from(flowsOf(name, model, measured, seed), cadenceOf),
  }));
}

function cadencePage(): string {
  const [mining, benign, evasive] = [
    measuredFamilies('mining'),
    measuredFamilies('benign'),
    measuredFamilies('evasive'),
  ];
  const fitted = { mining: fittingHabits('mining'), benign: fittingHabits('benign') };
  const isModels = JSON.stringify(fitTable(fitted.mining, fitted.benign)) === JSON.stringify(cadenceTable);
  const all = benign.flatMap(({ flows }) => flows);
  const told = all.filter((flow) => flow.rhythm && isEnough(flow.rhythm, flow));
  const miners = mining.flatMap(({ flows }) => flows);
  const strange = leftOut('benign', benign, fitted);
  const strangeMiners = leftOut('mining', mining, fitted);
  return `# Traffic that cannot be read
Written by \`npm run bench -- cadence\`: do not edit.

How well \`encrypted-cadence\` tells miners by rhythm alone: who spoke when, and how much. Measured on conversations that
models make up from seeds ([tests/traffic-models](../tests/traffic-models)): ${mining.length} families of miners, ${benign.length} of other
programs, ${measured} conversations each, of 5 minutes to 6 hours, three in four under TLS. The table of bits was set on
${fittingCount} conversations a family of another seed (${isModels ? 'it is that of the models' : '**it is not that of the models any more: write it anew**'}).

**What this is not.** The models are ours, and so is the table: the figures show that miners as we know them differ from
other programs as we know them. They are no rate of alarms in your network. XMR-Ray found 98.94 % of miners at 0.05 %
false alarms, and MineShark’s second look filtered 99.3 % of false alarms, both on traffic of real networks; the figures
here stand beside theirs and cannot be compared with them. Of real captures there are few at hand, and the models were
made with their sizes in view:

${capturesTable()}

## In short
Intervals are Wilson’s, 95 %, as if conversations were independent.

${markdownTable(
  ['of', 'are taken for a miner’s'],
  [
    [`innocent conversations, ${cadenceMarks.claim} bits and more: claimed`, rate(all, passes(cadenceMarks.claim))],
    ['– of those long enough to tell', rate(told, passes(cadenceMarks.claim))],
    ['– of a kind that the table never saw (each family left out in turn)', strange.rate],
    [
      `– ${cadenceMarks.halfway} bits and more: claimed only with facts beside`,
      rate(all, passes(cadenceMarks.halfway)),
    ],
    ['miners', rate(miners, passes(cadenceMarks.claim))],
    [
      '– of those long enough to tell',
      rate(
        miners.filter((flow) => flow.rhythm && isEnough(flow.rhythm, flow)),
        passes(cadenceMarks.claim),
      ),
    ],
    ['– of a kind that the table never saw (each family left out in turn)', strangeMiners.rate],
    ['innocent conversations whose totals are a miner’s (without rhythm, as in NetFlow)', rate(all, hasTotalsOfMiner)],
    ['miners whose totals are so', rate(miners, hasTotalsOfMiner)],
  ],
)}

Totals alone tell next to nothing: a claim on them needs a port of pools, and stays at \`capability\`.

## Miners
“Left out”: the table was set without this family; what has a form of its own is then not known. Less than ${leastSeen.seconds / 60} minutes, ${leastSeen.pushes} unasked messages and ${leastSeen.requests} of the client’s tell nothing.

${familyTable(mining, strangeMiners.byFamily)}

By how long they were watched:

${markdownTable(['watched for', 'found'], byLength(miners))}

## What evades it
${markdownTable(
  ['a miner that', 'found'],
  evasive.map(({ name, flows }) => [name, rate(flows, passes(cadenceMarks.claim))]),
)}

Whoever pads messages to one size, or at random, or sends them by the clock, is not seen by rhythm; who mixes mining with
other traffic in one tunnel, seldom. Such a miner is left to names, ports, and what its machine shows.

## Innocent programs
The nearest come first.

${familyTable(nearest(benign), strange.byFamily)}

## The table
Bits for each range of ${cadenceComponents.length} components, for each kind of miner; they are added up as though they were independent, and
the kind that fits best counts. Each was measured: the binary logarithm of how often miners of the models are in the range
against how often others are, families counted alike, held between −4 and 4. Sizes under TLS are taken without the record’s 22 bytes.

${rangesTable()}

Facts beside the rhythm count only from ${cadenceMarks.halfway} bits on. They are **judgements**:

${factsTable()}
`;
}

function passes(mark: number, table: CadenceTable = cadenceTable): (flow: FlowCadence) => boolean {
  return (flow) => (scoreCadence(flow, table)?.bits ?? Number.NEGATIVE_INFINITY) >= mark;
}

// --- families that the table never saw ------------------------------------------------------------------------

interface LeftOut {
  readonly rate: string;
  readonly byFamily: ReadonlyMap<string, string>;
}

function leftOut(
  side: 'mining' | 'benign',
  measuredOnes: readonly Family[],
  fitted: Readonly<Record<'mining' | 'benign', readonly Habits[]>>,
): LeftOut {
  let [hits, total] = [0, 0];
  const byFamily = new Map<string, string>();
  for (const { name, flows } of measuredOnes) {
    const rest = fitted[side].filter(({ family }) => family !== name);
    const table = side === 'mining' ? fitTable(rest, fitted.benign) : fitTable(fitted.mining, rest);
    hits += flows.filter(passes(cadenceMarks.claim, table)).length;
    total += flows.length;
    byFamily.set(name, rate(flows, passes(cadenceMarks.claim, table)));
  }
  return { rate: interval(hits, total), byFamily };
}

function nearest(ones: readonly Family[]): Family[] {
  const highest = ({ flows }: Family): number => Math.max(-99, ...flows.map((flow) => scoreCadence(flow)?.bits ?? -99));
  return [...ones].sort((a, b) => highest(b) - highest(a));
}

// --- tables ---------------------------------------------------------------------------------------------------

function familyTable(ones: readonly Family[], left: ReadonlyMap<string, string>): string {
  const rows = ones.map(({ name, flows }) => {
    const scores = flows.flatMap((flow) => scoreCadence(flow)?.bits ?? []).sort((a, b) => a - b);
    const at = (part: number): string =>
      scores[Math.floor(part * (scores.length - 1))]?.toFixed(1).replace('-', '−') ?? '–';
    return [
      name,
      `${scores.length} of ${flows.length}`,
      at(0.5),
      at(1),
      rate(flows, passes(cadenceMarks.claim)),
      left.get(name) ?? '',
    ];
  });
  return markdownTable(
    ['family', 'long enough to tell', 'bits, in the middle', 'bits, at most', 'taken for a miner’s', 'left out'],
    rows,
  );
}

function byLength(flows: Sample): string[][] {
  const spans = [
    [5, 15],
    [15, 60],
    [60, 360],
  ] as const;
  return spans.map(([from, to]) => {
    const those = flows.filter(({ seconds = 0 }) => seconds >= from * 60 && seconds < to * 60);
    return [`${from} to ${to} minutes`, rate(those, passes(cadenceMarks.claim))];
  });
}

function rate(flows: Sample, test: (flow: FlowCadence) => boolean): string {
  return interval(flows.filter(test).length, flows.length);
}

/** A share with its interval (Wilson 1927, 95 %). */
function interval(hits: number, total: number): string {
  if (total === 0) return '–';
  const z = 1.96;
  const share = hits / total;
  const middle = (share + z ** 2 / (2 * total)) / (1 + z ** 2 / total);
  const half = (z / (1 + z ** 2 / total)) * Math.sqrt((share * (1 - share)) / total + z ** 2 / (4 * total ** 2));
  return `${percent(share)} (${percent(Math.max(0, middle - half))} to ${percent(middle + half)}; ${hits} of ${total})`;
}

function percent(share: number): string {
  const value = share * 100;
  return `${value === 0 || value >= 10 ? value.toFixed(0) : value.toFixed(2)} %`;
}
