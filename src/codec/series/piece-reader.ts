/** Bytes that come in pieces, read from front to back: an archive within a stream that is being unpacked. */
import type { ByteReader } from '../../model/units.ts';

const nothing = new Uint8Array(0);

export class PieceReader implements ByteReader {
  readonly #source: AsyncIterator<Uint8Array>;
  #piece: Uint8Array = nothing;
  #position = 0;

  /** Pieces are the reader's own from when they come: nobody may write to them any more. */
  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.#source = pieces[Symbol.asyncIterator]();
  }

  get position(): number {
    return this.#position;
  }

  async read(bytes: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    for await (const part of this.pieces(bytes)) parts.push(part);
    return joined(parts);
  }

  async skip(bytes: number): Promise<number> {
    let passed = 0;
    while (passed < bytes && (await this.#hasMore())) passed += this.#take(bytes - passed).length;
    return passed;
  }

  async *pieces(bytes: number = Number.POSITIVE_INFINITY): AsyncGenerator<Uint8Array> {
    for (let left = bytes; left > 0 && (await this.#hasMore()); ) {
      const part = new Uint8Array(this.#take(left)); // a Buffer's slice would be no copy
      left -= part.length;
      yield part;
    }
  }

  #take(most: number): Uint8Array {
    const part = this.#piece.subarray(0, most);
    this.#piece = this.#piece.subarray(part.length);
    this.#position += part.length;
    return part;
  }

  async #hasMore(): Promise<boolean> {
    while (this.#piece.length === 0) {
      const next = await this.#source.next();
      if (next.done === true) return false;
      this.#piece = next.value;
    }
    return true;
  }
}

/** A reader over bytes in memory. */
export function memoryReader(bytes: Uint8Array): ByteReader {
  return new PieceReader(only(bytes));
}

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** One array of several. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [first] = parts;
  if (first !== undefined && parts.length === 1) return first;
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
