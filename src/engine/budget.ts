/** What the limits leave for one source and everything unpacked from it. */
import type { Host } from '../model/host.ts';
import type { Limits } from '../model/limits.ts';

/** How many times what one artifact may hold may be held by all that stand within each other. */
const nestedFactor = 1.5;

/** How many times its own size a source may always unpack to: each archive within another counts anew. */
const growth = 16;

export class Budget {
  readonly #limits: Limits;
  readonly #host: Host;
  #deadline: number;
  #sourceBytes = 0;
  #unpackedBytes = 0;
  #children = 0;
  #heldBytes = 0;

  constructor(limits: Limits, host: Host) {
    this.#limits = limits;
    this.#host = host;
    this.#deadline = this.#now() + limits.sourceMs;
  }

  #now(): number {
    return this.#host.now().getTime();
  }

  /** Milliseconds; negative beyond the deadline. */
  get leftMs(): number {
    return this.#deadline - this.#now();
  }

  /** The time that `work` takes is not ours. */
  async waitFor<T>(work: Promise<T>): Promise<T> {
    const began = this.#now();
    try {
      return await work;
    } finally {
      this.#deadline += this.#now() - began;
    }
  }

  /** Tells how many bytes the source itself has, as far as it was read. */
  hasRead(bytes: number): void {
    this.#sourceBytes = Math.max(this.#sourceBytes, bytes);
  }

  /** Bytes that the source may unpack to in all: a large one, such as an image of a whole system, may unpack to more. */
  get mostUnpackedBytes(): number {
    return Math.max(this.#limits.unpackedBytes, growth * this.#sourceBytes);
  }

  /** Counts unpacked bytes; false where they are too many. */
  unpack(bytes: number): boolean {
    this.#unpackedBytes += bytes;
    return this.#unpackedBytes <= this.mostUnpackedBytes;
  }

  /** Counts a child; false where there are too many. */
  addChild(): boolean {
    return ++this.#children <= this.#limits.children;
  }

  /** Bytes that may yet be held for a decoder that needs its artifact whole. */
  get roomBytes(): number {
    const { wholeBytes } = this.#limits;
    return Math.min(wholeBytes, nestedFactor * wholeBytes - this.#heldBytes);
  }

  hold(bytes: number): void {
    this.#heldBytes += bytes;
  }

  release(bytes: number): void {
    this.#heldBytes -= bytes;
  }
}
