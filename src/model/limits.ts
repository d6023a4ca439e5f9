/** Bounds on everything read; each one reached becomes a gap. */
export interface Limits {
  /** How deep artifacts may nest. */
  readonly depth: number;
  /** Children one artifact may have. */
  readonly children: number;
  /** Bytes one source may unpack to; sixteen times its own size where that is more. */
  readonly unpackedBytes: number;
  /** Unpacked bytes per packed byte. */
  readonly ratio: number;
  /** Observations of one kind in one artifact. */
  readonly observationsPerKind: number;
  /** Observations in a report. */
  readonly observations: number;
  /** Artifacts larger than this are not handed to a decoder that needs them whole. */
  readonly wholeBytes: number;
  /** Milliseconds for one source. */
  readonly sourceMs: number;
  /** Files in one scan. */
  readonly files: number;
}

export const defaultLimits: Limits = {
  depth: 8,
  children: 100_000,
  unpackedBytes: 256 * 1024 * 1024,
  ratio: 200,
  observationsPerKind: 5_000,
  observations: 50_000,
  wholeBytes: 64 * 1024 * 1024,
  sourceMs: 600_000,
  files: 5_000_000,
};
