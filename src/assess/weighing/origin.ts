/**
 * The origin of what Davylamp reads itself. All files of one scan are one origin, since one hand could have written
 * them all; each capture and each log is one of its own, since another machine wrote it. An evidence file may say of
 * which origin a file is, so that a report's words about a sample count as one with the sample.
 */
import type { Artifact } from '../../model/artifact.ts';
import type { Case } from '../../model/case.ts';
import { entryKinds } from '../../model/log-kinds.ts';
import type { Sight } from '../../model/question-table.ts';
import { lineageOf } from '../lineage.ts';

const files = 'the examined files';

export function originFinder(evidence: Case): (sight: Sight) => string {
  const named = originsByFile(evidence);
  const logs = logsIn(evidence);
  return ({ observation, party }) => {
    const root = lineageOf(observation.at.artifact, evidence).at(-1);
    const origin = root === undefined ? files : (named.get(baseName(root.name)) ?? ownOrigin(root, logs));
    return party === undefined ? origin : `${origin}, ${party}`;
  };
}

function ownOrigin({ id, kind, name }: Artifact, logs: ReadonlySet<string>): string {
  return kind === 'capture' || kind === 'log' || logs.has(id) ? baseName(name) : files;
}

/** Files that were read as logs, whatever else they look like: a shell's history is a script, too. */
function logsIn(evidence: Case): ReadonlySet<string> {
  return new Set(
    evidence.observations
      .filter(({ kind }) => kind === 'log-span' || entryKinds.has(kind))
      .flatMap(({ at }) => lineageOf(at.artifact, evidence).map(({ id }) => id)),
  );
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
