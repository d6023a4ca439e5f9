/** What was seen in a source that still grows, and how pieces of it are put into one. */
import type { Examined, Seen, SeenArtifact, SeenGap } from '../ledger.ts';

/** Many lots of one source as if they had been one: its first artifact is the source itself. */
export function joined(lots: readonly Examined[]): Examined {
  const artifacts: SeenArtifact[] = [];
  const seen: Seen[] = [];
  const gaps: SeenGap[] = [];
  for (const lot of lots) {
    const [root] = lot.artifacts;
    if (root === undefined) continue;
    if (artifacts.length === 0) artifacts.push(root);
    // Each lot's root is the source; what was opened within it keeps its own place.
    const shift = artifacts.length - 1;
    const placed = (index: number): number => (index === 0 ? 0 : index + shift);
    const parentOf = ({ parent }: SeenArtifact): { parent?: number } =>
      parent === undefined ? {} : { parent: placed(parent) };
    for (const artifact of lot.artifacts.slice(1)) artifacts.push({ ...artifact, ...parentOf(artifact) });
    for (const item of lot.seen) seen.push({ ...item, artifact: placed(item.artifact) });
    for (const item of lot.gaps) gaps.push({ ...item, artifact: placed(item.artifact) });
  }
  return { artifacts, seen, gaps, bytes: lots.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/**
 * What was seen in a piece, as it stands in its source: offsets count from the source's first byte, and the hash of a
 * piece is nobody's.
 */
export function settled(examined: Examined, base: number, size: number): Examined {
  const shifted = <T extends { readonly artifact: number; readonly offset?: number }>(item: T): T =>
    item.artifact === 0 && item.offset !== undefined ? { ...item, offset: item.offset + base } : item;
  return {
    artifacts: examined.artifacts.map((artifact, i) => (i === 0 ? unhashed({ ...artifact, size }) : artifact)),
    seen: examined.seen.map((item) => {
      if (item.artifact !== 0) return item;
      const { sighting, excerpt } = item;
      return {
        ...item,
        sighting: { ...sighting, offset: sighting.offset + base },
        ...(excerpt && { excerpt: { ...excerpt, offset: excerpt.offset + base } }),
      };
    }),
    gaps: examined.gaps.map(shifted),
    bytes: examined.bytes,
  };
}

function unhashed({ sha256: _, ...artifact }: SeenArtifact): SeenArtifact {
  return artifact;
}
