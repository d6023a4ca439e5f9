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
  /** A gzip file (RFC 1952) of one or more members, as it comes; a last piece that is not `ok` says where it broke off. */
  gunzipPieces(pieces: AsyncIterable<Uint8Array>): AsyncIterable<Result<Uint8Array>>;
  /** The bytes of a WebAssembly module that a library of ours brings along. */
  asset(name: Asset): Promise<Uint8Array>;
  /** Runs work that never gives up its thread; false where it was ended after `ms`. */
  within(ms: number, work: () => void): boolean;
  /** Lets others have the thread, where it is shared: called often, and seldom does anything. */
  turn(): Promise<void> | undefined;
}

/** Modules that are loaded when the first artifact needs them. */
export type Asset = '7z';
