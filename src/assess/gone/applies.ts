/**
 * Whether one can ask at all if it is gone: only of a machine. It does not apply where nothing in the case comes from a
 * machine's life (no traffic, no log, no fact of an analyst's about it) and
 * - an analyst's evidence file stands beside the samples, or
 * - all that mines, is set to or fetches a miner stands in archives (a ZIP of samples, an image).
 * The rule is fixed: no weighing comes before it.
 */
import type { Artifact } from '../../model/artifact.ts';
import type { Case } from '../../model/case.ts';
import { ofKind, supporting } from '../evidence.ts';
import { lineageOf } from '../lineage.ts';

/** Which copies of files were examined in place of a machine; nothing where the question applies. */
export function onlyCopies(evidence: Case): string | undefined {
  const lineages = lineagesOf(evidence);
  if (lineages.some((lineage) => lineage.some(showsMachine)) || analystTells(evidence)) return undefined;
  if (ofKind(evidence, 'evidence-file').length > 0) return "for study, in an analyst's folder";
  const inArchives = lineages.length > 0 && lineages.every((lineage) => lineage.at(-1)?.kind === 'archive');
  return inArchives ? 'in an archive' : undefined;
}

function showsMachine({ kind }: Artifact): boolean {
  return kind === 'capture' || kind === 'stream' || kind === 'packet' || kind === 'log';
}

/** An analyst who says something about gone has a machine in mind. */
function analystTells(evidence: Case): boolean {
  const isMarked = ofKind(evidence, 'fact').some(({ value }) => value.shows?.some((mark) => mark.startsWith('gone/')));
  return isMarked || ofKind(evidence, 'judgement').some(({ value }) => value.question === 'gone');
}

/** Of each artifact in which something mines: itself first, the source last. */
function lineagesOf(evidence: Case): Artifact[][] {
  const ids = new Set(supporting(evidence, 'capability').map(({ at }) => at.artifact));
  return [...ids].map((id) => lineageOf(id, evidence));
}
