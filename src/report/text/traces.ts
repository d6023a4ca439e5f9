/** What the building of a file left in it, and how each trace can be forged. */
import type { Observation } from '../../model/observation.ts';
import { traceName } from '../describe.ts';
import { artifactPiece, type EvidenceIndex } from '../evidence-index.ts';
import type { Sheet } from '../sheet.ts';
import { readableTime, rung } from '../words.ts';
import { writeMore } from './more.ts';

const gutter = 18;
const shown = 16;
/** Files of one build. */
const mostNames = 8;

export function writeTraces(sheet: Sheet, index: EvidenceIndex): void {
  if (rung[index.report.verdict.stage] < rung.capability) return;
  const traces = index.report.observations.filter((seen) => seen.kind === 'build-trace');
  if (traces.length === 0) return;
  sheet.section('Traces of the build', 'leads to follow, not proof: each says how it can be forged');
  const builds = joined(byArtifact(traces));
  let told = 0;
  for (const { artifacts, list } of builds) {
    if (told >= shown) break;
    const listed = list.slice(0, shown - told);
    told += listed.length;
    sheet.gap();
    const names = artifacts.slice(0, mostNames).flatMap((artifact) => [' · ', artifactPiece(artifact, index)]);
    const more = artifacts.length > mostNames ? ` · and ${artifacts.length - mostNames} more` : '';
    sheet.entry({ text: '' }, 4, [...names.slice(1), more], () => {
      for (const group of byForgery(listed)) writeGroup(sheet, group);
    });
  }
  writeMore(sheet, builds.reduce((sum, { list }) => sum + list.length, 0) - told, 'trace');
}

type Trace = Observation<'build-trace'>;

/** Files with the very same traces. */
interface Build {
  readonly artifacts: string[];
  readonly list: readonly Trace[];
}

/** Copies of one program are told once. */
function joined(groups: ReadonlyMap<string, readonly Trace[]>): Build[] {
  const builds = new Map<string, Build>();
  for (const [artifact, list] of groups) {
    const key = JSON.stringify(list.map(({ value }) => value));
    const known = builds.get(key);
    if (known) known.artifacts.push(artifact);
    else builds.set(key, { artifacts: [artifact], list });
  }
  return [...builds.values()];
}

/** Neighbours that are forged in the same way share one line about it. */
function writeGroup(sheet: Sheet, group: readonly Trace[]): void {
  for (const { value } of group) {
    const text = value.time === undefined ? value.text : readableTime(value.time);
    const isLast = value === group.at(-1)?.value;
    sheet.entry({ text: traceName(value.trace) }, gutter, text, () => {
      if (isLast) sheet.line({ text: `forgeable: ${value.forgeable}`, tone: 'quiet' });
    });
  }
}

function byArtifact(traces: readonly Trace[]): Map<string, Trace[]> {
  const groups = new Map<string, Trace[]>();
  for (const trace of traces) groups.set(trace.at.artifact, [...(groups.get(trace.at.artifact) ?? []), trace]);
  return groups;
}

function byForgery(traces: readonly Trace[]): Trace[][] {
  const groups: Trace[][] = [];
  for (const trace of traces) {
    const last = groups.at(-1);
    if (last?.[0]?.value.forgeable === trace.value.forgeable) last.push(trace);
    else groups.push([trace]);
  }
  return groups;
}
