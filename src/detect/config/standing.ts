/** What a configuration means where it stands: in a service unit it is set up, in a manual it is an example. */
import type { Artifact, ArtifactKind } from '../../model/artifact.ts';
import type { Observation } from '../../model/observation.ts';

/** Kinds whose content is run, read by a program, or a record of what ran. */
const used: ReadonlySet<ArtifactKind> = new Set(['config', 'data', 'executable', 'log', 'script', 'text']);

const onlyTold: Partial<Record<ArtifactKind, string>> = {
  archive: 'it stands in an archive, which was not unpacked here',
  blocklist: 'it stands in a blocklist',
  capture: 'it stands in captured traffic; whether anyone ran it is not known',
  database: 'it stands in a database',
  document: 'it stands in a document',
  evidence: 'it stands in notes on evidence',
  page: 'it stands on a page',
  rules: 'it stands in a detection rule',
  'source-code': "it stands in a program's source, where examples and tests are",
  stream: 'it stands in captured traffic; whether anyone ran it is not known',
};

/** Share of a text that a configuration must fill to be what the text is for. */
const mostOfText = 0.4;

/** Why a configuration here is only spoken of; nothing where it is in use. */
export function whyOnlyTold(artifact: Artifact, { at, value }: Observation<'mining-config'>): string | undefined {
  if (!used.has(artifact.kind)) return onlyTold[artifact.kind] ?? 'it stands where nothing is run';
  if (artifact.kind !== 'text' || artifact.size === 0 || at.length === undefined) return undefined;
  // A text's own words decide: a configuration that is saved under another name fills it.
  const fills = at.length / artifact.size >= mostOfText;
  return fills || value.source === 'json' ? undefined : 'it is a part of a text';
}
