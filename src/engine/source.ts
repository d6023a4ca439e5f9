/** Where an artifact's bytes come from, whatever the host. */
import type { GapCode } from '../model/gap.ts';
import type { Found } from '../sieve/contract.ts';
import type { Pieces } from './pieces.ts';

/** How a source is gone through: in stretches of `length` bytes, of which each begins `stride` bytes after the last. */
export interface Stretches {
  readonly length: number;
  readonly stride: number;
  /** As the sieve is asked: look for texts under a key byte, too. */
  readonly xor: boolean;
}

/** Every second stretch of a source is searched by another thread, ahead of who asks. */
export interface SearchedAhead {
  /** What stands in stretch number n, and how many bytes of it there were; undefined where nobody searched it. */
  take(n: number): Promise<{ readonly found: Found; readonly length: number } | undefined>;
  stop(): void;
}

export interface Source {
  readonly name: string;
  /** Bytes, where known beforehand. They may turn out to be more or fewer: a file grows, an archive lies. */
  readonly size: number | undefined;
  /** All of them, where they stand in memory anyway. */
  readonly bytes?: Uint8Array;
  /** Its time is its own: a pipe may wait for ever for what comes next. */
  readonly waits?: boolean;
  /** Its bytes come once: there is no going back. */
  readonly once?: boolean;
  /** When it was changed last, in milliseconds since 1970, where it says so. */
  modified?(): number | undefined;
  /** Fills `target` from the front with the next bytes; 0 at the end. */
  read(target: Uint8Array): number | Promise<number>;
  /** Goes back to the first byte; false where that can't be done (standard input). */
  rewind(): boolean | Promise<boolean>;
  /** Has another thread search every second stretch, where there is one to spare and the source is worth it. */
  searchAhead?(stretches: Stretches): SearchedAhead | undefined;
  /** Has another thread read and search it from the first byte on, where there is one to spare. */
  piecesAhead?(): Pieces | undefined;
  /** The hash will be asked for: whoever can may work on it meanwhile. */
  hashAhead?(): void;
  /** Lower-case hex SHA-256 of everything, where it can be had before `stop` says that there is no more time. */
  sha256(stop: () => boolean): string | undefined | Promise<string | undefined>;
  /** Frees what the source holds. */
  close(): void | Promise<void>;
}

/** The world would not give the bytes. */
export class ReadFailure extends Error {
  readonly gap: GapCode;

  constructor(gap: GapCode, message: string) {
    super(message);
    this.gap = gap;
  }
}

/** A source over bytes in memory. */
export function memorySource(
  name: string,
  bytes: Uint8Array,
  hash: (bytes: Uint8Array) => string | Promise<string>,
): Source {
  let position = 0;
  return {
    name,
    size: bytes.length,
    bytes,
    read(target) {
      const part = bytes.subarray(position, position + target.length);
      target.set(part);
      position += part.length;
      return part.length;
    },
    rewind() {
      position = 0;
      return true;
    },
    sha256: () => hash(bytes),
    close() {},
  };
}

/** A source over bytes that come in pieces, from the first one on each time `open` is called, or `once` only. */
export function pieceSource(
  name: string,
  open: () => AsyncIterable<Uint8Array>,
  hash: (pieces: AsyncIterable<Uint8Array>) => Promise<string>,
  once = false,
): Source {
  let pieces: AsyncIterator<Uint8Array> | undefined;
  let rest: Uint8Array = new Uint8Array(0);
  const stop = async (): Promise<void> => {
    await pieces?.return?.();
  };
  return {
    name,
    size: undefined,
    once,
    async read(target) {
      pieces ??= open()[Symbol.asyncIterator]();
      while (rest.length === 0) {
        const next = await pieces.next();
        if (next.done) return 0;
        rest = next.value;
      }
      const part = rest.subarray(0, target.length);
      target.set(part);
      rest = rest.subarray(part.length);
      return part.length;
    },
    async rewind() {
      if (once) return false;
      await stop();
      pieces = undefined;
      rest = new Uint8Array(0);
      return true;
    },
    sha256: () => (once ? undefined : hash(open())),
    close: stop,
  };
}

/** Reads until `target` is full or the source ends; returns the bytes read. */
export async function fill(source: Source, target: Uint8Array): Promise<number> {
  let filled = 0;
  while (filled < target.length) {
    const read = source.read(filled === 0 ? target : target.subarray(filled));
    const count = typeof read === 'number' ? read : await read;
    if (count === 0) break;
    filled += count;
  }
  return filled;
}
