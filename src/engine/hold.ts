/** An artifact's bytes in memory, for decoders that need it whole. */
import { fill, type Source } from './source.ts';

export interface Held {
  readonly bytes: Uint8Array;
  /** False where there are more than were allowed: `bytes` are the first ones, and the source stands behind them. */
  readonly whole: boolean;
  /** Bytes of memory that were taken for it. */
  readonly cost: number;
}

const roomStep = 4 * 1024 * 1024;

/**
 * Memory that is taken, given back and taken again: waiting for the collector, it would pile up. One room is kept, as
 * large as the largest that was ever needed; nested artifacts take more beside it.
 */
export class Rooms {
  #spare: Uint8Array | undefined;

  take(bytes: number): Uint8Array {
    const spare = this.#spare;
    this.#spare = undefined;
    if (spare && spare.length >= bytes) return spare.subarray(0, bytes);
    // Rounded up, so that the next one that is a little larger fits in as well.
    return new Uint8Array(Math.ceil(bytes / roomStep) * roomStep).subarray(0, bytes);
  }

  /** The same bytes with more room behind them. */
  enlarge(room: Uint8Array, bytes: number): Uint8Array {
    if (room.buffer.byteLength >= bytes) return new Uint8Array(room.buffer, 0, bytes);
    const larger = this.take(bytes);
    larger.set(room);
    this.giveBack(room);
    return larger;
  }

  giveBack(room: Uint8Array): void {
    const whole = new Uint8Array(room.buffer);
    if (whole.length > (this.#spare?.length ?? 0)) this.#spare = whole;
  }
}

/**
 * Takes at most `most` bytes. `begun` are those that were already read; they are copied. Nothing is copied twice where
 * the source knows its size. What comes back is to be given back to `rooms`.
 */
export async function hold(
  source: Source,
  begun: Uint8Array,
  ended: boolean,
  most: number,
  rooms: Rooms,
): Promise<Held> {
  // One more than there should be, so that the end is seen without asking for more room.
  const expected = ended ? begun.length : Math.max(begun.length, source.size ?? 2 * begun.length);
  let room = rooms.take(Math.max(begun.length, Math.min(most, expected)) + 1);
  room.set(begun);
  for (let filled = begun.length; ; ) {
    if (!ended && filled <= most) filled += await fill(source, room.subarray(filled));
    if (filled > most) return { bytes: room.subarray(0, filled), whole: false, cost: room.length };
    if (filled < room.length) return { bytes: room.subarray(0, filled), whole: true, cost: room.length };
    room = rooms.enlarge(room, Math.min(most, 2 * filled) + 1);
  }
}

/** The source from its first byte on again, though it can't go back: what was held, then what it gives on. */
export function resumed(source: Source, bytes: Uint8Array): Source {
  let at = 0;
  return {
    name: source.name,
    size: source.size,
    waits: source.waits ?? false,
    once: true,
    read(target) {
      if (at === bytes.length) return source.read(target);
      const part = bytes.subarray(at, at + target.length);
      target.set(part);
      at += part.length;
      return part.length;
    },
    rewind: () => false,
    sha256: (stop) => source.sha256(stop),
    close: () => source.close(),
  };
}
