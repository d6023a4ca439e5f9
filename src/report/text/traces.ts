/** What the building of a file left in it, and how each trace can be forged. */
import type { Observation } from '../../model/observation.ts';
import { traceName } from '../describe.ts';
import { artifactPiece, type EvidenceIndex } from '../evidence-index.ts';
import type { Page } from '../page.ts';
import { counted, readableTime, rung } from '../words.ts';

const labelAt = 4;
const indent = 22;
const shown = 16;

export function writeTraces(page: Page, index: EvidenceIndex): void {
  if (rung[index.report.verdict.stage] < rung.capability) return;
  const traces = index.report.observations.filter((seen) => seen.kind === 'build-trace');
  if (traces.length === 0) return;
  page.gap();
  page.paragraph([
    { text: 'Traces of the build', tone: 'strong' },
    { text: ' · leads to follow, not proof: each says how it can be forged', tone: 'quiet' },
  ]);
  for (const [artifact, list] of byArtifact(traces.slice(0, shown))) {
    page.gap();
    page.paragraph(artifactPiece(artifact, index), { indent: labelAt });
    for (const group of byForgery(list)) writeGroup(page, group);
  }
  const more = traces.length - shown;
  if (more > 0)
    page.paragraph(
      { text: `and ${counted(more, 'more trace')} (--format json has all)`, tone: 'quiet' },
      { indent: labelAt },
    );
}

type Trace = Observation<'build-trace'>;

/** Neighbours that are forged in the same way share one line about it. */
function writeGroup(page: Page, group: readonly Trace[]): void {
  for (const { value } of group) {
    const text = value.time === undefined ? value.text : readableTime(value.time);
    page.paragraph(text, { indent, label: { text: traceName(value.trace) }, labelAt });
  }
  const forgeable = group[0]?.value.forgeable;
  if (forgeable !== undefined) page.paragraph({ text: `forgeable: ${forgeable}`, tone: 'quiet' }, { indent });
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
