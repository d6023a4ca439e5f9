/** What differs between Node and a browser, handed in. */
import type { Result } from './result.ts';

export interface Host {
  /** The time that goes into the report. */
  now(): Date;
  /** Lower-case hex. */
  sha256(bytes: Uint8Array): string | Promise<string>;
  /** Raw DEFLATE (RFC 1951), stopping at `limitBytes` of output. */
  inflateRaw(bytes: Uint8Array, limitBytes: number): Result<Uint8Array> | Promise<Result<Uint8Array>>;
}
