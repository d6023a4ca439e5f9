/** A source read from front to back, for decoders of a series. */
import type { ByteReader } from '../model/units.ts';

const refillBytes = 256 * 1024;

export class SourceReader implements ByteReader {
  readonly #next: (target: Uint8Array) => Promise<number>;
  readonly #begun: number;
  #buffer: Uint8Array;
  #ended: boolean;
  #position = 0;
  #taken: number;

  /**
   * @param begun bytes that were read before; the reader's own from now on
   * @param ended no more follow them
   * @param next fills its target with what follows; 0 at the end, or where no more may be read
   */
  constructor(begun: Uint8Array, ended: boolean, next: (target: Uint8Array) => Promise<number>) {
    this.#buffer = begun;
    this.#begun = begun.length;
    this.#taken = begun.length;
    this.#ended = ended;
    this.#next = next;
  }

  get position(): number {
    return this.#position;
  }

  /** Bytes taken from the source so far, those that were read before among them. */
  get taken(): number {
    return this.#taken;
  }

  /** True where no more was taken from the source than had been read before. */
  get untouched(): boolean {
    return this.#taken === this.#begun;
  }

  async read(bytes: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    let length = 0;
    for await (const piece of this.pieces(bytes)) {
      parts.push(piece);
      length += piece.length;
    }
    const [only] = parts;
    if (only !== undefined && parts.length === 1) return only;
    const whole = new Uint8Array(length);
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  async skip(bytes: number): Promise<number> {
    let passed = 0;
    while (passed < bytes && (await this.#refill())) passed += this.#take(bytes - passed).length;
    return passed;
  }

  async *pieces(bytes: number = Number.POSITIVE_INFINITY): AsyncGenerator<Uint8Array> {
    for (let left = bytes; left > 0 && (await this.#refill()); ) {
      const piece = this.#take(Math.min(left, refillBytes));
      left -= piece.length;
      yield piece.slice();
    }
  }

  #take(most: number): Uint8Array {
    const part = this.#buffer.subarray(0, most);
    this.#buffer = this.#buffer.subarray(part.length);
    this.#position += part.length;
    return part;
  }

  /** False at the end. */
  async #refill(): Promise<boolean> {
    if (this.#buffer.length > 0) return true;
    if (this.#ended) return false;
    const room = new Uint8Array(refillBytes);
    const filled = await this.#next(room);
    this.#ended = filled < room.length;
    this.#taken += filled;
    this.#buffer = room.subarray(0, filled);
    return filled > 0;
  }
}
