/** The shape of a unit's fixture: a case that must fire and one that must stay silent, at least. */
import type { ArtifactKind } from '../src/model/artifact.ts';
import type { Stage } from '../src/model/finding.ts';
import type { LogSource, LogValue } from '../src/model/log-event.ts';
import type { ObservationKind, Payload } from '../src/model/observation.ts';
import type { Stream } from '../src/model/stream.ts';

/** An observation without its place, as a fixture states it. Fields that are left out are not compared. */
export type Expected<K extends ObservationKind = ObservationKind> = {
  [P in K]: { readonly kind: P; readonly value: Partial<Payload<P>> };
}[K];

export interface ExtractorCase {
  readonly name: string;
  /** Text is taken as UTF-8. */
  readonly input: string | Uint8Array;
  /** Name of the artifact; `sample` if absent. */
  readonly file?: string;
  /** `data` if absent. */
  readonly kind?: ArtifactKind;
  readonly stream?: Stream;
}

export interface ExtractorFixture {
  readonly fires: readonly (ExtractorCase & { readonly expect: readonly Expected[] })[];
  readonly silent: readonly ExtractorCase[];
}

/** An event of a log, as far as a fixture states it. */
interface ExpectedEvent {
  readonly source?: LogSource;
  /** ISO 8601, as if in UTC where the log names no zone. */
  readonly time?: string;
  readonly machine?: string;
  /** Fields that are left out are not compared; `undefined`: there is none. */
  readonly fields?: Readonly<Record<string, LogValue | undefined>>;
}

/** A log that its format reads, and files that it must leave alone. */
export interface LogFormatFixture {
  /** `latest`: as LogBeginning; ISO 8601, the end of 2026 if absent. */
  readonly fires: readonly (LogCase & { readonly latest?: string; readonly expect: readonly ExpectedEvent[] })[];
  readonly silent: readonly LogCase[];
}
export type LogCase = Pick<ExtractorCase, 'name' | 'input' | 'file'>;

export interface DetectorCase {
  readonly name: string;
  /** Each observation names its artifact by kind and name; all lie in one source. */
  readonly seen: readonly (Expected & {
    readonly artifact?: { readonly name?: string; readonly kind?: ArtifactKind };
  })[];
}

export interface DetectorFixture {
  readonly fires: readonly (DetectorCase & { readonly stage: Stage })[];
  readonly silent: readonly DetectorCase[];
}
