/** What the building of a file left in it, with what it takes to forge each trace. */
import type { Observation } from '../../model/observation.ts';
import { rung } from '../words.ts';
import { type Element, element } from './markup.ts';
import { observation } from './observations.ts';
import { artifactText, more, section, type Telling } from './parts.ts';

/** The JSON has all. */
const shown = 60;

export function tracesSection(telling: Telling): Element | undefined {
  const { report } = telling.index;
  if (rung[report.verdict.stage] < rung.capability) return undefined;
  const traces = report.observations.filter((seen) => seen.kind === 'build-trace');
  if (traces.length === 0) return undefined;
  const groups = byArtifact(traces.slice(0, shown));
  return section(
    'traces',
    'Leads to follow, not proof: whoever built the file could have written them on purpose. Each says how it can be forged.',
    ...[...groups].map(([artifact, list]) => [
      element('h3', {}, artifactText(artifact, telling)),
      element(
        'ul',
        { class: 'facts' },
        ...list.map((seen) =>
          element(
            'li',
            {},
            observation(seen, telling),
            element('p', { class: 'about' }, `Forgeable: ${seen.value.forgeable}`),
          ),
        ),
      ),
    ]),
    more(traces.length - shown, 'trace'),
  );
}

type Trace = Observation<'build-trace'>;

function byArtifact(traces: readonly Trace[]): ReadonlyMap<string, readonly Trace[]> {
  const groups = new Map<string, Trace[]>();
  for (const trace of traces) {
    const known = groups.get(trace.at.artifact);
    if (known) known.push(trace);
    else groups.set(trace.at.artifact, [trace]);
  }
  return groups;
}
