/** What differs between Node and a browser, handed in. */
import type { Result } from './result.ts';

export interface Host {
  /** The time that goes into the report. */
  now(): Date;
  /** Lower-case hex. */
  sha256(bytes: Uint8Array): string | Promise<string>;
  /** Of bytes that come in pieces. */
  sha256Pieces(pieces: AsyncIterable<Uint8Array>): Promise<string>;
  /** Raw DEFLATE (RFC 1951), stopping at `limitBytes` of output. */
  inflateRaw(bytes: Uint8Array, limitBytes: number): Result<Uint8Array> | Promise<Result<Uint8Array>>;
  /** The same piece by piece, in memory that does not grow; a last one that is not `ok` says where it broke off. */
  inflateRawPieces(bytes: Uint8Array): AsyncIterable<Result<Uint8Array>>;
  /** Runs work that never gives up its thread; false where it was ended after `ms`. */
  within(ms: number, work: () => void): boolean;
  /** Lets others have the thread, where it is shared: called often, and seldom does anything. */
  turn(): Promise<void> | undefined;
}
