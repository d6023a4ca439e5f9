/** The units of all stages, and which of them each anchor wakes. */
import { assessors } from '../assess/index.generated.ts';
import { decoders } from '../decode/index.generated.ts';
import { detectors } from '../detect/index.generated.ts';
import { eventExtractors } from '../extract/events.generated.ts';
import { extractors } from '../extract/index.generated.ts';
import { logFormats } from '../extract/log-formats.generated.ts';
import { sweeps } from '../extract/sweeps.generated.ts';
import type { Encoding, Hit, Run } from '../model/anchor.ts';
import type { ArtifactKind } from '../model/artifact.ts';
import type { EventExtractor } from '../model/log-units.ts';
import type {
  Assessor,
  Decoder,
  Detector,
  Extractor,
  InnerDecoder,
  SerialDecoder,
  StreamDecoder,
  SweepExtractor,
  WholeDecoder,
  WindowDecoder,
} from '../model/units.ts';
import type { Wanted } from '../sieve/contract.ts';
import { logSweep } from './log-reading.ts';

export interface Registry {
  readonly decoders: readonly Decoder[];
  readonly extractors: readonly Extractor[];
  readonly sweeps: readonly SweepExtractor[];
  readonly detectors: readonly Detector[];
  readonly assessors: readonly Assessor[];
}

/** What reads logs: sweeps of their own, and every log format for all who want its events. */
function readers(more: readonly EventExtractor[]): SweepExtractor[] {
  const all = [...eventExtractors, ...more];
  const greedy = all.filter(({ every }) => every);
  return [
    ...sweeps,
    ...logFormats.flatMap((format) => {
      const asking = format.onlyEvery ? greedy : all;
      return asking.length > 0 || !format.onlyEvery ? [logSweep(format, asking)] : [];
    }),
  ];
}

export const registry: Registry = { decoders, extractors, sweeps: readers([]), detectors, assessors };

/** The registry, with extractors of events that come from the user. */
export function registryWith(more: readonly EventExtractor[]): Registry {
  return { ...registry, sweeps: readers(more) };
}

/** A decoder that stands for its artifact: what it opens is not searched as it is. */
export type OuterDecoder = WholeDecoder | SerialDecoder | StreamDecoder;

/** A unit that hits can wake. */
export type Wakeable = Extractor | WindowDecoder | InnerDecoder;

/** Everything that the units ask the sieve for. */
export function wantedBy(
  units: readonly Extractor[],
  openers: readonly Decoder[] = [],
  sweeps: readonly SweepExtractor[] = [],
): Wanted {
  const wakeable: readonly Wakeable[] = [...units, ...openers.filter(isWindow), ...openers.filter(isInner)];
  return {
    anchors: [...wakeable, ...sweeps].flatMap((unit) => unit.anchors ?? []),
    runs: units.flatMap((unit) => unit.runs ?? []),
    disguised: disguisedBy(openers.filter(isWindow)),
  };
}

/** Every text in every disguise: which of them a unit minds is found out by its encoding. */
function disguisedBy(units: readonly WindowDecoder[]): NonNullable<Wanted['disguised']> {
  const wanted = units.flatMap((unit) => unit.disguised ?? []);
  return {
    texts: [...new Set(wanted.flatMap(({ texts }) => texts))],
    disguises: [...new Set(wanted.flatMap(({ disguises }) => disguises))],
  };
}

function isWindow(unit: Decoder): unit is WindowDecoder {
  return unit.mode === 'window';
}

function isInner(unit: Decoder): unit is InnerDecoder {
  return unit.mode === 'inner';
}

function isOuter(unit: Decoder): unit is OuterDecoder {
  return !isWindow(unit) && !isInner(unit);
}

/** One unit and what woke it. */
export interface Woken<U extends Wakeable = Wakeable> {
  readonly unit: U;
  readonly hits: readonly Hit[];
  readonly runs: readonly Run[];
}

/** Hands hits and runs to the units that asked for them. */
export class Dispatcher {
  readonly #extractors = new Map<string, Set<Extractor>>();
  readonly #windows = new Map<string, Set<WindowDecoder>>();
  readonly #inners = new Map<string, Set<InnerDecoder>>();
  readonly #disguises = new Map<Encoding, Set<WindowDecoder>>();
  readonly #byRun: readonly Extractor[];
  readonly #always: readonly Extractor[];
  readonly #accepting: readonly Extractor[];
  readonly passive: readonly Extractor[];
  readonly outer: readonly OuterDecoder[];
  readonly inner: readonly InnerDecoder[];
  readonly #sweeps: readonly SweepExtractor[];

  constructor(units: readonly Extractor[], openers: readonly Decoder[] = [], sweeps: readonly SweepExtractor[] = []) {
    this.#sweeps = sweeps;
    this.outer = openers.filter(isOuter);
    this.inner = openers.filter(isInner);
    for (const unit of units) for (const { text } of unit.anchors ?? []) enter(this.#extractors, text, unit);
    for (const unit of this.inner) for (const { text } of unit.anchors ?? []) enter(this.#inners, text, unit);
    for (const unit of openers.filter(isWindow)) {
      for (const { text } of unit.anchors ?? []) enter(this.#windows, text, unit);
      for (const disguise of unit.disguised?.disguises ?? []) enter(this.#disguises, disguise, unit);
    }
    this.#byRun = units.filter((unit) => unit.runs && !unit.passive);
    this.passive = units.filter((unit) => unit.passive);
    this.#accepting = units.filter((unit) => unit.accepts && !unit.passive);
    this.#always = units.filter((unit) => !unit.passive && !unit.accepts && !unit.anchors && !unit.runs);
  }

  /** True where an extractor is called for every artifact of this kind. */
  callsAlways(kind: ArtifactKind): boolean {
    return this.#always.some((unit) => unit.kinds?.includes(kind));
  }

  /** True where an extractor wants to see what looks like this from outside, whatever stands in it. */
  accepts(head: Uint8Array): boolean {
    return this.#accepting.some((unit) => unit.accepts?.(head));
  }

  /** The sweeps that read what looks like this from outside. */
  sweepsFor(head: Uint8Array, name: string): SweepExtractor[] {
    return this.#sweeps.filter((unit) => unit.accepts(head, name));
  }

  /** True where a decoder would open what looks like this from outside, or an extractor would look at it. */
  opens(head: Uint8Array, name: string, size: number | undefined): boolean {
    return (
      this.outer.some((unit) => unit.accepts(head, name, size)) ||
      this.inner.some((unit) => unit.accepts?.(head, name, size)) ||
      this.#sweeps.some((unit) => unit.accepts(head, name)) ||
      this.accepts(head)
    );
  }

  /**
   * The extractors to call, in a fixed order; the artifact's kind is asked only where one of them minds.
   *
   * @param head the artifact's first bytes, where they are among what was searched
   */
  wake(
    kindOf: () => ArtifactKind,
    hits: readonly Hit[],
    runs: readonly Run[],
    head: Uint8Array | undefined,
  ): Woken<Extractor>[] {
    const hitsOf = gather(hits, (hit) => (isPlain(hit) ? this.#extractors.get(hit.anchor) : undefined));
    const awake = new Set<Extractor>(hitsOf.keys());
    if (runs.length > 0) for (const unit of this.#byRun) awake.add(unit);
    if (head !== undefined) {
      for (const unit of this.#always) awake.add(unit);
      for (const unit of this.#accepting) if (unit.accepts?.(head)) awake.add(unit);
    }
    return inOrder(awake, kindOf)
      .filter((unit) => !unit.passive)
      .map((unit) => ({ unit, hits: hitsOf.get(unit) ?? [], runs: unit.runs ? runs : [] }));
  }

  /** The decoders of stretches that hits wake. */
  wakeWindows(kindOf: () => ArtifactKind, hits: readonly Hit[]): Woken<WindowDecoder>[] {
    const hitsOf = gather(hits, (hit) =>
      isPlain(hit) ? this.#windows.get(hit.anchor) : this.#disguises.get(hit.encoding),
    );
    return inOrder(hitsOf.keys(), kindOf).map((unit) => ({ unit, hits: hitsOf.get(unit) ?? [], runs: [] }));
  }

  /** The decoders of what stands inside that hits wake. */
  wakeInner(kindOf: () => ArtifactKind, hits: readonly Hit[]): InnerDecoder[] {
    return inOrder(gather(hits, (hit) => (isPlain(hit) ? this.#inners.get(hit.anchor) : undefined)).keys(), kindOf);
  }
}

function enter<K, U>(table: Map<K, Set<U>>, key: K, unit: U): void {
  const units = table.get(key);
  if (units) units.add(unit);
  else table.set(key, new Set([unit]));
}

function isPlain({ encoding }: Hit): boolean {
  return encoding === 'ascii' || encoding === 'utf16le';
}

function gather<U>(hits: readonly Hit[], unitsOf: (hit: Hit) => Iterable<U> | undefined): Map<U, Hit[]> {
  const hitsOf = new Map<U, Hit[]>();
  for (const hit of hits)
    for (const unit of unitsOf(hit) ?? []) {
      const own = hitsOf.get(unit);
      if (own) own.push(hit);
      else hitsOf.set(unit, [hit]);
    }
  return hitsOf;
}

/** Those of them that look at such artifacts, by their ids. */
function inOrder<U extends Wakeable>(units: Iterable<U>, kindOf: () => ArtifactKind): U[] {
  return [...units]
    .filter((unit) => !unit.kinds || unit.kinds.includes(kindOf()))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
