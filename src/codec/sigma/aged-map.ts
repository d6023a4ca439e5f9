/** A map that knows its oldest entry: the one that was set longest ago. */
export class AgedMap<V> {
  readonly #entries = new Map<string, V>();
  /**
   * Goes on from entry to entry as the oldest ones are taken away. A new walk each time would pass again what was
   * deleted before, of which a map keeps the places for a while.
   */
  #walk: MapIterator<[string, V]> = this.#entries.entries();
  #front: readonly [key: string, value: V] | undefined;

  get size(): number {
    return this.#entries.size;
  }

  get(key: string): V | undefined {
    return this.#entries.get(key);
  }

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  /** It is the newest one now. */
  set(key: string, value: V): void {
    if (this.#entries.has(key)) this.delete(key);
    this.#entries.set(key, value);
  }

  delete(key: string): void {
    this.#entries.delete(key);
    if (this.#front?.[0] === key) this.#front = undefined;
  }

  clear(): void {
    this.#entries.clear();
    this.#front = undefined;
  }

  /** From the oldest to the newest. */
  values(): readonly V[] {
    return [...this.#entries.values()];
  }

  oldest(): readonly [key: string, value: V] | undefined {
    if (this.#front || this.#entries.size === 0) return this.#front;
    let next = this.#walk.next();
    if (next.done === true) {
      this.#walk = this.#entries.entries();
      next = this.#walk.next();
    }
    this.#front = next.done === true ? undefined : next.value;
    return this.#front;
  }
}
