/**
 * The origin of what Davylamp reads itself. All files of one scan are one origin, since one hand could have written
 * them all; each capture and each log is one of its own, since another machine wrote it. An evidence file may say of
 * which origin a file is, so that a report's words about a sample count as one with the sample.
 */
import type { Artifact } from '../../model/artifact.ts';
import type { Case } from '../../model/case.ts';
import type { Sight } from '../../model/question-table.ts';
import { lineageOf } from '../lineage.ts';

const files = 'the examined files';

export function originFinder(evidence: Case): (sight: Sight) => string {
  const named = originsByFile(evidence);
  return ({ observation, party }) => {
    const root = lineageOf(observation.at.artifact, evidence).at(-1);
    const origin = root === undefined ? files : (named.get(baseName(root.name)) ?? ownOrigin(root));
    return party === undefined ? origin : `${origin}, ${party}`;
  };
}

function ownOrigin({ kind, name }: Artifact): string {
  return kind === 'capture' || kind === 'log' ? baseName(name) : files;
}

function originsByFile(evidence: Case): Map<string, string> {
  const origins = new Map<string, string>();
  for (const { value } of evidence.observations)
    if ('provenance' in value)
      for (const name of value.provenance.originFiles ?? []) origins.set(baseName(name), value.provenance.origin);
  return origins;
}

function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
