/**
 * What the examination of one source has seen: artifacts, sightings and gaps, bounded, in a form that crosses from a
 * worker thread. Ids are given later, when all sources are in.
 */
import { latin1 } from '../codec/latin1/latin1.ts';
import type { ArtifactKind } from '../model/artifact.ts';
import type { GapCode } from '../model/gap.ts';
import type { Limits } from '../model/limits.ts';
import type { Excerpt, ObservationKind } from '../model/observation.ts';
import type { Extent, Sighting, View } from '../model/units.ts';

export interface SeenArtifact {
  readonly name: string;
  kind: ArtifactKind;
  size: number;
  sha256?: string;
  /** Index in the ledger. */
  readonly parent?: number;
  readonly decodedBy?: string;
  readonly from?: Extent;
  readonly how?: string;
}

export interface Seen {
  /** Index of the artifact. */
  readonly artifact: number;
  readonly by: string;
  /** Offset is counted from the artifact's first byte. */
  readonly sighting: Sighting;
  readonly excerpt?: Excerpt;
  /** It stands in no byte of its artifact: a process, a folder. */
  readonly unplaced?: true;
}

export interface SeenGap {
  readonly artifact: number;
  readonly code: GapCode;
  readonly what: string;
  readonly offset?: number;
}

/** What one source gave. */
export interface Examined {
  readonly artifacts: readonly SeenArtifact[];
  readonly seen: readonly Seen[];
  readonly gaps: readonly SeenGap[];
  /** Context that is told only beside something else. */
  readonly asides?: readonly Seen[];
  readonly bytes: number;
}

/** Stretches of time that logs cover are told of so many artifacts of one source. */
const mostAsides = 1_000;
const excerptBytes = 256;
/** Gaps of one source: each part of a broken archive may have some of its own. */
const mostGaps = 5_000;

/** At most 256 bytes around a sighting: what it covers, then as much on each side. */
export function excerptAround(bytes: Uint8Array, base: number, offset: number, length: number): Excerpt {
  const spare = Math.max(0, excerptBytes - length);
  const start = Math.max(0, offset - (spare >> 1));
  const part = bytes.subarray(start, Math.min(bytes.length, start + excerptBytes));
  return { offset: base + start, base64: toBase64(part) };
}

function toBase64(bytes: Uint8Array): string {
  return btoa(latin1(bytes));
}

/** An error in the words of a gap. */
export function oneLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n', 1)[0] ?? '';
}

/** Takes sightings and gaps of one source and keeps them within the limits. */
export class Ledger {
  readonly #limits: Limits;
  readonly #artifacts: SeenArtifact[] = [];
  readonly #seen: Seen[] = [];
  readonly #asides: Seen[] = [];
  readonly #gaps: SeenGap[] = [];
  #lostGaps = 0;
  readonly #known = new Set<string>();
  readonly #counts = new Map<string, number>();
  /** Artifacts with a sighting of their own or of a part of theirs. */
  readonly #sighted = new Set<number>();
  /** Artifacts that will stand in the report: with a sighting or a gap, or made into one that has. */
  readonly #touched = new Set<number>();

  readonly #onReported: () => void;

  /** `onReported` hears, once, that the source will stand in the report. */
  constructor(limits: Limits, onReported: () => void = () => {}) {
    this.#limits = limits;
    this.#onReported = onReported;
  }

  /** Enters an artifact and returns its index. */
  enter(artifact: SeenArtifact): number {
    return this.#artifacts.push(artifact) - 1;
  }

  artifact(index: number): SeenArtifact {
    const artifact = this.#artifacts[index];
    if (artifact === undefined) throw new RangeError(`no artifact ${index}`);
    return artifact;
  }

  /** True where any unit saw something in the artifact or in a part of it. */
  hasSeen(index: number): boolean {
    return this.#sighted.has(index);
  }

  /** True where the artifact, or one made from it, will stand in the report. */
  reported(index: number): boolean {
    return this.#touched.has(index);
  }

  see(artifact: number, by: string, view: View, sighting: Sighting): void {
    const { offset, length } = sighting;
    const excerpt = (): Excerpt => excerptAround(view.bytes, view.base, offset, length);
    this.seeAt(artifact, by, { ...sighting, offset: view.base + offset }, excerpt);
  }

  /** A sighting whose offset counts from the artifact's first byte. */
  seeAt(artifact: number, by: string, sighting: Sighting, excerpt: () => Excerpt): void {
    const { kind, offset, length, value } = sighting;
    const key = `${artifact} ${kind} ${offset} ${length} ${JSON.stringify(value)}`;
    if (this.#known.has(key)) return;
    if (this.#seen.length >= this.#limits.observations) {
      this.miss(0, 'limit-count', `more than ${this.#limits.observations} observations: the rest is left out`);
      return;
    }
    if (!this.#admit(artifact, sighting.kind)) return;
    this.#known.add(key);
    mark(this.#sighted, artifact, this.#artifacts);
    this.#touch(artifact);
    this.#seen.push({ artifact, by, sighting, excerpt: excerpt() });
  }

  /** Context: it brings no artifact into a report. */
  aside(artifact: number, by: string, sighting: Sighting, excerpt: () => Excerpt): void {
    if (this.#asides.length < mostAsides) this.#asides.push({ artifact, by, sighting, excerpt: excerpt() });
  }

  /** True where no more of these kinds would be kept. */
  isFull(artifact: number, kinds: readonly ObservationKind[]): boolean {
    const full = (kind: ObservationKind): boolean =>
      (this.#counts.get(`${artifact} ${kind}`) ?? 0) > this.#limits.observationsPerKind;
    return kinds.length > 0 && kinds.every(full);
  }

  /** Counts one more of a kind; at the limit, says so once. */
  #admit(artifact: number, kind: ObservationKind): boolean {
    const key = `${artifact} ${kind}`;
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    if (count === this.#limits.observationsPerKind + 1)
      this.miss(artifact, 'limit-count', `more than ${this.#limits.observationsPerKind} observations of kind ${kind}`);
    return count <= this.#limits.observationsPerKind;
  }

  miss(artifact: number, code: GapCode, what: string, offset?: number): void {
    const text = `${artifact} gap ${code} ${what} ${offset ?? ''}`;
    if (this.#known.has(text)) return;
    this.#known.add(text);
    const key = `${artifact} gap ${code}`;
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    if (count > this.#limits.observationsPerKind) return;
    this.#touch(artifact);
    if (this.#gaps.length >= mostGaps) this.#lostGaps++;
    else this.#gaps.push({ artifact, code, what, ...(isPlace(offset) && { offset }) });
  }

  /** Not every place was looked at. */
  repetitive(artifact: number): void {
    this.miss(artifact, 'limit-count', 'repeats itself: not every repetition was looked at');
  }

  #touch(index: number): void {
    if (this.#touched.size === 0) this.#onReported();
    mark(this.#touched, index, this.#artifacts);
  }

  examined(): Examined {
    if (this.#lostGaps > 0)
      this.#gaps.push({ artifact: 0, code: 'limit-count', what: `${this.#lostGaps} more gaps are left out` });
    return slim({
      artifacts: this.#artifacts,
      seen: this.#seen.sort(byPlace),
      gaps: this.#gaps,
      ...(this.#asides.length > 0 ? { asides: this.#asides } : {}),
      bytes: this.#artifacts[0]?.size ?? 0,
    });
  }
}

/** What a hostile header says may be a number that no report holds. */
function isPlace(offset: number | undefined): offset is number {
  return Number.isSafeInteger(offset) && (offset ?? -1) >= 0;
}

/** Marks an artifact and those that it came out of. */
function mark(marked: Set<number>, index: number, artifacts: readonly SeenArtifact[]): void {
  for (let at: number | undefined = index; at !== undefined && !marked.has(at); at = artifacts[at]?.parent)
    marked.add(at);
}

/** By artifact, then by place. */
function byPlace(a: Seen, b: Seen): number {
  const byUnit = a.by < b.by ? -1 : a.by > b.by ? 1 : 0;
  return a.artifact - b.artifact || a.sighting.offset - b.sighting.offset || byUnit;
}

/** Leaves out the artifacts of which there is nothing to say: an archive has a hundred thousand of them. */
export function slim({ artifacts, seen, gaps, asides, bytes }: Examined): Examined {
  const wanted = new Set<number>();
  for (const { artifact } of [...seen, ...gaps, ...(asides ?? [])])
    for (let at: number | undefined = artifact; at !== undefined && !wanted.has(at); at = artifacts[at]?.parent)
      wanted.add(at);
  const kept = [...wanted].sort((a, b) => a - b);
  const places = new Map(kept.map((index, place) => [index, place]));
  const moved = <T extends { readonly artifact: number }>(item: T): T => ({
    ...item,
    artifact: places.get(item.artifact) ?? 0,
  });
  const parentOf = ({ parent }: SeenArtifact): { parent?: number } => {
    const place = parent === undefined ? undefined : places.get(parent);
    return place === undefined ? {} : { parent: place };
  };
  return {
    artifacts: kept.flatMap((index) => artifacts[index] ?? []).map((found) => ({ ...found, ...parentOf(found) })),
    seen: seen.map(moved),
    gaps: gaps.map(moved),
    ...(asides ? { asides: asides.map(moved) } : {}),
    bytes,
  };
}
