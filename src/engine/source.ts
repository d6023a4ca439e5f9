/** Where an artifact's bytes come from, whatever the host. */
import type { GapCode } from '../model/gap.ts';

export interface Source {
  readonly name: string;
  /** Bytes, where known beforehand. */
  readonly size: number | undefined;
  /** Fills `target` from the front with the next bytes; 0 at the end. */
  read(target: Uint8Array): number | Promise<number>;
  /** Goes back to the first byte; false where that can't be done (standard input). */
  rewind(): boolean;
  /** Lower-case hex SHA-256 of everything, where it can be had. */
  sha256(): string | undefined | Promise<string | undefined>;
  /** Frees what the source holds. */
  close(): void;
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
