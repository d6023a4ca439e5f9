/**
 * One piece of memory for values that are looked at one after the other: thousands of large ones would otherwise stay in
 * memory until the garbage collector comes.
 */

/** Larger values are none that anybody has: the largest headers of RPM packages have some ten megabytes. */
const mostBytes = 64 * 1024 * 1024;

export class Scratch {
  #bytes: Uint8Array<ArrayBuffer> = new Uint8Array(64 * 1024);

  /** Memory with whatever was in it, until it is taken again; undefined where that is too much. */
  take(length: number): Uint8Array<ArrayBuffer> | undefined {
    if (length < 0 || length > mostBytes) return undefined;
    if (length > this.#bytes.length) this.#bytes = new Uint8Array(Math.min(mostBytes, 2 * length));
    return this.#bytes.subarray(0, length);
  }
}
