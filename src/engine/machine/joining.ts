/**
 * Puts what probes saw and what the examination of files found under the same names: a file that a probe told of and
 * that was examined is one artifact, so that detectors can join what stands in it with what was said of it.
 */
import type { ArtifactKind } from '../../model/artifact.ts';
import type { Sighting } from '../../model/units.ts';
import { type Examined, excerptAround, type Seen } from '../ledger.ts';
import type { Probed } from './probing.ts';

/** One artifact that a probe told of. */
interface Told {
  readonly seen: Omit<Seen, 'artifact'>[];
  readonly asides: Omit<Seen, 'artifact'>[];
}

/** Everything of a machine, sources that were examined first. `sources`: by names on the machine. */
export function joined(sources: readonly Examined[], probed: readonly Probed[]): Examined[] {
  const told = new Map<string, Told>();
  for (const { by, sighting } of probed) {
    const here = told.get(sighting.path) ?? { seen: [], asides: [] };
    told.set(sighting.path, here);
    (sighting.aside ? here.asides : here.seen).push(seenOf(by, sighting));
  }
  const both = sources.map((source) => {
    const path = source.artifacts[0]?.name ?? '';
    const more = told.get(path);
    told.delete(path);
    return more ? withMore(source, more) : source;
  });
  return [...both, ...[...told].map(([path, more]) => withMore(bare(path, more), more))];
}

function withMore(source: Examined, { seen, asides }: Told): Examined {
  const within = (one: Omit<Seen, 'artifact'>): Seen => ({ ...one, artifact: 0 });
  return {
    ...source,
    seen: [...source.seen, ...seen.map(within)],
    ...((source.asides || asides.length > 0) && { asides: [...(source.asides ?? []), ...asides.map(within)] }),
  };
}

/** An artifact whose content said nothing, or has none. */
function bare(path: string, { seen, asides }: Told): Examined {
  const kind = kindOf(path, [...seen, ...asides]);
  return { artifacts: [{ name: path, kind, size: 0 }], seen: [], gaps: [], bytes: 0 };
}

function kindOf(path: string, seen: readonly Omit<Seen, 'artifact'>[]): ArtifactKind {
  const kinds = new Set(seen.map(({ sighting }) => sighting.kind));
  if (kinds.has('machine')) return 'machine';
  if (kinds.has('process') || /^\/proc\/\d+$/.test(path)) return 'process';
  return kinds.has('autostart') ? 'config' : 'data';
}

function seenOf(by: string, { path: _, aside: __, excerpt, ...sighting }: Probed['sighting']): Omit<Seen, 'artifact'> {
  const { offset = 0, length = 0 } = sighting;
  // Kind and value belong together as they came; without its path it is what every extractor yields.
  const placed = { ...sighting, offset, length } as Sighting;
  return {
    by,
    sighting: placed,
    ...(excerpt && { excerpt: excerptAround(excerpt, offset, 0, excerpt.length) }),
    ...(sighting.offset === undefined && { unplaced: true as const }),
  };
}
