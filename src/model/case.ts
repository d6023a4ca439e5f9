import type { Artifact } from './artifact.ts';
import type { Finding } from './finding.ts';
import type { Gap } from './gap.ts';
import type { Observation } from './observation.ts';
import type { Report } from './report.ts';

/** All that was found, as the questions are asked of it. */
export interface Case {
  readonly artifacts: readonly Artifact[];
  readonly observations: readonly Observation[];
  readonly findings: readonly Finding[];
  /** What could not be looked at; for what can be told of a machine that was looked at again. */
  readonly gaps?: readonly Gap[];
  /** An earlier report of the same machine, which is checked again. */
  readonly earlier?: EarlierReport;
}

export interface EarlierReport {
  /** As it was named: its file. */
  readonly name: string;
  readonly report: Report;
  /** What stands now where the report's items stood (assess/gone/look-again.ts), by path. */
  readonly places: ReadonlyMap<string, PlaceNow>;
}

/** A place of an earlier report as it is now. */
export interface PlaceNow {
  readonly state: 'there' | 'absent' | 'unreadable';
  /** Absent where the file was too large to be read, or is none. */
  readonly sha256?: string;
  /** Milliseconds since 1970. */
  readonly modified?: number;
  readonly changed?: number;
  readonly born?: number;
  /** Those of the report's lines that stand in it. */
  readonly lines?: readonly string[];
}
