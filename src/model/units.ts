/**
 * How a unit declares itself: one idea, one file, one definition. The engine finds units through the stages'
 * generated indexes and gives each only what it asked for.
 */
import type { Anchor, Disguise, Hit, Run, RunShape } from './anchor.ts';
import type { Answer, Question } from './answer.ts';
import type { Artifact, ArtifactKind } from './artifact.ts';
import type { Case } from './case.ts';
import type { Because, Confidence, Stage } from './finding.ts';
import type { GapCode } from './gap.ts';
import type { Host } from './host.ts';
import type { Limits } from './limits.ts';
import type { Observation, ObservationKind, Payload } from './observation.ts';
import type { QuestionTable } from './question-table.ts';
import type { Stream } from './stream.ts';

// --- decode ---------------------------------------------------------------------------------------------------

/** A child artifact, before the engine names it `parent!name`. */
export interface Child {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly kind?: ArtifactKind;
  readonly stream?: Stream;
  /** Where in its parent it stands, in bytes. */
  readonly from?: Extent;
  /** What it took to open it, in words for a person: `password infected`, `key 0x5a`. */
  readonly how?: string;
}

/** A stretch of an artifact, in bytes. */
export interface Extent {
  readonly offset: number;
  readonly length: number;
}

/**
 * A child too large to be held: its bytes come in pieces, from the first one on each time they are asked for. It is
 * examined before the decoder is asked for more, so that what went wrong on the way can be told after it.
 */
export interface LongChild {
  readonly name: string;
  readonly pieces: () => AsyncIterable<Uint8Array>;
  /** Its bytes can be had only once: what needs a second look at them (their hash) goes without. */
  readonly once?: true;
  readonly how?: string;
}

/** Something a unit could not look at. */
export interface Miss {
  readonly gap: { readonly code: GapCode; readonly what: string; readonly offset?: number };
}

/** What a decoder gives. */
export type Decoded = Child | LongChild | Miss;

export interface DecodeContext {
  readonly host: Host;
  readonly limits: Limits;
  /** The artifact's own name, without its parents'. */
  readonly name?: string;
  /** The decoder that made the artifact: what undoes itself, or is done as well at once, is not done twice. */
  readonly madeBy?: string | undefined;
}

/** Bytes of a parent whose children come one by one, in memory that does not grow with the input. */
export interface StreamingDecode {
  /**
   * Takes the artifact's next bytes. `hits` and `runs` are what the sieve found in `bytes`, in ascending offset.
   * Returns how many bytes are done with: the rest comes again, before what follows.
   * `bytes` is reused after the call: copy what must stay.
   */
  push(bytes: Uint8Array, hits: readonly Hit[], runs: readonly Run[]): number;
  /** No more bytes come; what `push` left is lost. */
  end(): void;
  /** Takes what is ready by now. */
  drain(): Iterable<Child | Miss>;
  /**
   * What is still open and has grown since the last call, as if it ended here, under the name that it will have: for a
   * capture that is being written. It goes on, and comes once more.
   */
  snapshot?(): Iterable<Child>;
}

/** An artifact read once, from its first byte to its last. */
export interface ByteReader {
  /** Bytes read or skipped so far. */
  readonly position: number;
  /** The next bytes, fewer than asked for only at the end. A copy: the caller's to keep. */
  read(bytes: number): Promise<Uint8Array>;
  /** Passes over bytes; returns how many there were. */
  skip(bytes: number): Promise<number>;
  /** The next bytes in pieces, up to the end where `bytes` is absent. A piece is the caller's to keep. */
  pieces(bytes?: number): AsyncIterable<Uint8Array>;
}

interface DecoderCommon {
  readonly id: string;
  /** What children it makes, in a few words, for docs/. */
  readonly title: string;
}

/** What an artifact looks like from outside: asked for every file, so it must be answered at once. */
interface Accepting {
  /**
   * @param head the first 4,096 bytes, or all where there are fewer
   * @param size bytes of the artifact, where they are known
   */
  accepts(head: Uint8Array, name: string, size?: number): boolean;
}

/** A decoder that needs its artifact whole (limit `wholeBytes`) and stands for it: what it opens is not searched raw. */
export interface WholeDecoder extends DecoderCommon, Accepting {
  readonly mode: 'whole';
  decode(bytes: Uint8Array, context: DecodeContext): Iterable<Decoded> | AsyncIterable<Decoded>;
}

/** The same for artifacts of any size that are read from front to back: a compressed stream, a tape archive. */
export interface SerialDecoder extends DecoderCommon, Accepting {
  readonly mode: 'serial';
  /** A child is examined before the next one is asked for; what it leaves of its pieces is passed over by the decoder. */
  decode(reader: ByteReader, context: DecodeContext): AsyncIterable<Decoded>;
}

/** A decoder that takes its artifact in pieces, whatever its size. The raw bytes are not extracted from. */
export interface StreamDecoder extends DecoderCommon, Accepting {
  readonly mode: 'stream';
  /** Kind of the parent artifact. */
  readonly kind: ArtifactKind;
  open(context: DecodeContext): StreamingDecode;
}

/**
 * Opens what stands in or behind an artifact that is searched as it is, too: a packed program, an archive behind a
 * program, a resource. Called after the search, with the whole artifact (limit `wholeBytes`), where `accepts` says so
 * or one of its anchors was met. Several may open one artifact.
 */
export interface InnerDecoder extends DecoderCommon {
  readonly mode: 'inner';
  accepts?(head: Uint8Array, name: string, size?: number): boolean;
  readonly anchors?: readonly Anchor[];
  /** Only these kinds of artifact, where an anchor woke it. */
  readonly kinds?: readonly ArtifactKind[];
  decode(bytes: Uint8Array, context: DecodeContext): Iterable<Decoded> | AsyncIterable<Decoded>;
}

/**
 * Undoes the encoding of a stretch of an artifact that is searched as it is, too. Woken by hits like an extractor and
 * called with a view; its children are examined after the artifact's own search.
 */
export interface WindowDecoder extends DecoderCommon {
  readonly mode: 'window';
  readonly anchors?: readonly Anchor[];
  /** Wakes where one of these texts stands in one of these disguises. */
  readonly disguised?: { readonly texts: readonly string[]; readonly disguises: readonly Disguise[] };
  readonly kinds?: readonly ArtifactKind[];
  /** Loads what only few inputs need; awaited before `open`. */
  load?(host: Host): Promise<void>;
  /** Bytes of children are copies; `from` counts from the view's bytes[0]. */
  open(view: View, context: DecodeContext): Iterable<Child | Miss>;
}

export type Decoder = WholeDecoder | SerialDecoder | StreamDecoder | InnerDecoder | WindowDecoder;

export function defineDecoder<const D extends Decoder>(decoder: D): D {
  return decoder;
}

// --- extract --------------------------------------------------------------------------------------------------

/** What an extractor sees: a part of one artifact around its hits, or all of it where it is small. */
export interface View {
  readonly name: string;
  readonly kind: ArtifactKind;
  readonly bytes: Uint8Array;
  /** Offset in the artifact of bytes[0]. */
  readonly base: number;
  /** True where bytes is the whole artifact. */
  readonly whole: boolean;
  /** This extractor's own hits, ascending; offsets count from bytes[0]. */
  readonly hits: readonly Hit[];
  /** Wallet-shaped runs, if the extractor asked for them; offsets count from bytes[0]. */
  readonly runs: readonly Run[];
  readonly stream?: Stream;
}

/** An observation as an extractor yields it. Offsets count from the view's bytes[0]. */
export type Sighting<K extends ObservationKind = ObservationKind> = {
  [P in K]: {
    readonly kind: P;
    readonly value: Payload<P>;
    readonly offset: number;
    readonly length: number;
    readonly packet?: number;
    readonly line?: number;
    /** Milliseconds since 1970. */
    readonly time?: number;
  };
}[K];

export interface Extractor<K extends ObservationKind = ObservationKind> {
  readonly id: string;
  readonly title: string;
  readonly emits: readonly K[];
  /**
   * Wakes it for what looks so from outside, with its first bytes and whatever hits stand there: for binary formats
   * that hold no text to wake on. Asked for every file, so it must be answered at once.
   *
   * @param head the first 4,096 bytes, or all where there are fewer
   */
  accepts?(head: Uint8Array): boolean;
  /**
   * Literals that wake it. An extractor that neither names anchors or runs nor accepts heads is called for every
   * artifact of its kinds.
   */
  readonly anchors?: readonly Anchor[];
  /** Wake on runs of these shapes, too. A run may also be another unit's: check it. */
  readonly runs?: readonly RunShape[];
  /** Only these kinds of artifact; all if absent. */
  readonly kinds?: readonly ArtifactKind[];
  /**
   * Called only for artifacts in which another unit saw something, once, with their first bytes and no hits: for
   * context that would be noise on innocent files (build traces of every program on a disk).
   */
  readonly passive?: boolean;
  /** Loads what only few inputs need (a parser of its own); awaited before `extract`. */
  load?(host: Host): Promise<void>;
  /** Called once for each view that has a hit or a run for it. At least 64 KiB stand on each side of a hit, if the artifact has them. */
  extract(view: View): Iterable<Sighting<K> | Miss>;
}

export function defineExtractor<const K extends ObservationKind>(extractor: Extractor<K>): Extractor<K> {
  return extractor;
}

/** Where a sweep begins. */
export interface SweepBeginning {
  readonly name: string;
  /** The artifact's first 4,096 bytes, or all where there are fewer: a log's header stands there. */
  readonly head: Uint8Array;
  readonly limits: Limits;
  /** Milliseconds since 1970: nothing in it was written later. Where its file was changed last, else now. */
  readonly latest?: number;
}

/** A stretch of the artifact that is due, with what stands around it. */
export interface SweepView {
  readonly bytes: Uint8Array;
  /** Offset in the artifact of bytes[0]. */
  readonly base: number;
  /**
   * What begins in bytes[from, to) is due: a line that begins there, wherever it ends. Stretches follow each other
   * without a gap. At least 64 KiB stand on each side of it, if the artifact has them.
   */
  readonly from: number;
  readonly to: number;
  /** True where nothing follows bytes: its last line may lack its end. */
  readonly last: boolean;
  /** This unit's own hits in bytes[from, to), ascending; offsets count from bytes[0]. */
  readonly hits: readonly Hit[];
}

/**
 * What a sweep saw. Its offset counts from the artifact's first byte. `excerpt`: up to 256 bytes at that offset, where
 * they are not among the bytes of the call that yields it.
 */
export type SweepSighting<K extends ObservationKind = ObservationKind> = Sighting<K> & {
  readonly excerpt?: Uint8Array;
  /** The unit that saw it, where the sweep reads for others. */
  readonly by?: string;
  /**
   * Only context: it does not bring its artifact into a report that has nothing else to say, and is left out of it where
   * no finding rests on it. What a log covers stays.
   */
  readonly aside?: true;
};

/** One artifact on its way through a sweep. Offsets of gaps count from the artifact's first byte, too. */
export interface Sweep<K extends ObservationKind = ObservationKind> {
  push(view: SweepView): Iterable<SweepSighting<K> | Miss>;
  /**
   * What was gathered by now, where the artifact has no end: a log that is being written. Asked again and again; what is
   * told once more may have grown. A sweep without it tells as it reads, and at its end.
   */
  flush?(): Iterable<SweepSighting<K> | Miss>;
  /** No more bytes come: what was gathered over the whole artifact. */
  end(): Iterable<SweepSighting<K> | Miss>;
}

/**
 * An extractor that reads an artifact from front to back and remembers: a sensor's log, whose columns are named once at
 * its beginning and whose flows come in many records. It takes every line, or only those with a hit in them where that
 * is enough: a line that nobody looks at costs nothing but the sieve.
 */
export interface SweepExtractor<K extends ObservationKind = ObservationKind> {
  readonly id: string;
  readonly title: string;
  readonly emits: readonly K[];
  readonly anchors?: readonly Anchor[];
  /**
   * Asked for every file, so it must be answered at once.
   *
   * @param head the first 4,096 bytes, or all where there are fewer
   */
  accepts(head: Uint8Array, name: string): boolean;
  open(beginning: SweepBeginning): Sweep<K>;
}

export function defineSweep<const K extends ObservationKind>(sweep: SweepExtractor<K>): SweepExtractor<K> {
  return sweep;
}

// --- detect ---------------------------------------------------------------------------------------------------

/** What a detector may ask about lineage. */
export interface DetectContext {
  artifact(id: string): Artifact;
  /** The source that an artifact came from: a file, or standard input. */
  root(id: string): Artifact;
}

export interface Claim {
  readonly because: Because;
  /** Where the claim is not the detector's own: `yara/RULE`. */
  readonly detector?: string;
  readonly title?: string;
  readonly stage?: Stage;
  readonly confidence?: Confidence;
  /** ATT&CK ids, where not all of the detector's hold. */
  readonly techniques?: readonly string[];
  readonly couldBe?: readonly string[];
}

export interface Detector<K extends ObservationKind = ObservationKind> {
  readonly id: string;
  readonly title: string;
  readonly stage: Stage;
  readonly techniques: readonly string[];
  readonly needs: readonly K[];
  readonly couldBe: readonly string[];
  readonly confidence: Confidence;
  detect(seen: { readonly [P in K]: readonly Observation<P>[] }, context: DetectContext): Iterable<Claim>;
}

export function defineDetector<const K extends ObservationKind>(detector: Detector<K>): Detector<K> {
  return detector;
}

/** A leaf of a because-tree. */
export function saw(observation: { id: string }, why?: string): Because {
  return why === undefined ? { saw: observation.id } : { saw: observation.id, why };
}

export function all(...parts: Because[]): Because {
  return { all: parts };
}

export function any(...parts: Because[]): Because {
  return { any: parts };
}

// --- assess ---------------------------------------------------------------------------------------------------

export interface Assessor {
  readonly id: string;
  readonly question: Question;
  /** What it weighs, for docs/weighing.md. */
  readonly table?: QuestionTable;
  assess(evidence: Case): Answer;
}

export function defineAssessor(assessor: Assessor): Assessor {
  return assessor;
}
