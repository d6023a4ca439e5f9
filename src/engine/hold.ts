/** An artifact's bytes in memory, for decoders that need it whole. */
import { fill, type Source } from './source.ts';

export interface Held {
  readonly bytes: Uint8Array;
  /** False where there are more than were allowed: `bytes` are the first ones, and the source stands behind them. */
  readonly whole: boolean;
  /** Bytes of memory that were taken for it. */
  readonly cost: number;
}

/**
 * Takes at most `most` bytes. `begun` are those that were already read; they are copied. Nothing is copied twice where
 * the source knows its size.
 */
export async function hold(source: Source, begun: Uint8Array, ended: boolean, most: number): Promise<Held> {
  if (begun.length > most) return { bytes: begun.slice(), whole: false, cost: 0 };
  if (ended) return { bytes: begun.slice(), whole: true, cost: begun.length };
  // One more than there should be, so that the end is seen without asking for more room.
  let room = new Uint8Array(Math.min(most, source.size ?? 2 * begun.length) + 1);
  if (room.length < begun.length) room = new Uint8Array(Math.min(most, 2 * begun.length) + 1);
  room.set(begun);
  let filled = begun.length;
  for (;;) {
    filled += await fill(source, room.subarray(filled));
    if (filled < room.length) return { bytes: room.subarray(0, filled), whole: true, cost: room.length };
    if (filled > most) return { bytes: room, whole: false, cost: room.length };
    const larger = new Uint8Array(Math.min(most, 2 * filled) + 1);
    larger.set(room);
    room = larger;
  }
}

/** The source from its first byte on again, though it can't go back: what was held, then what it gives on. */
export function resumed(source: Source, bytes: Uint8Array): Source {
  let at = 0;
  return {
    name: source.name,
    size: source.size,
    waits: source.waits ?? false,
    read(target) {
      if (at === bytes.length) return source.read(target);
      const part = bytes.subarray(at, at + target.length);
      target.set(part);
      at += part.length;
      return part.length;
    },
    rewind: () => false,
    sha256: () => source.sha256(),
    close: () => source.close(),
  };
}
