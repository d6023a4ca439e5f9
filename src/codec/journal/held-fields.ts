/** Fields of a journal by the place of their object, as many as memory allows: entries refer to them. */

/** Fields that are held at once; a system's journal of 128 MiB has about half of that. Bytes. */
const mostHeld = 96 * 1024 * 1024;
/** Counted for each besides, as much as its head takes in the file: a hostile journal may hold millions without a text. */
const bytesBeside = 64;

/** Those that were not used for longest go first. */
export class HeldFields {
  readonly #fields = new Map<number, Uint8Array>();
  readonly #most: number;
  #bytes = 0;

  /** @param most bytes of all, with what is counted for each besides */
  constructor(most: number = mostHeld) {
    this.#most = most;
  }

  keep(at: number, field: Uint8Array | undefined): void {
    if (field === undefined) return;
    this.#fields.set(at, field);
    this.#bytes += field.length + bytesBeside;
    for (const [oldest, { length }] of this.#fields) {
      if (this.#bytes <= this.#most) break;
      this.#fields.delete(oldest);
      this.#bytes -= length + bytesBeside;
    }
  }

  field(at: number): Uint8Array | undefined {
    const field = this.#fields.get(at);
    if (field === undefined || this.#bytes < this.#most / 2) return field;
    this.#fields.delete(at);
    this.#fields.set(at, field);
    return field;
  }
}
