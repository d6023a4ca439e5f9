/** Values of which only a bounded number is kept: once there are too many, every other one, then every fourth, … */
import type { Spread } from '../../model/network-payloads.ts';

const firstRoom = 8;
/** Up to so many the quartiles are exact. */
const mostSamples = 512;

export class Samples {
  #values: Float32Array = new Float32Array(firstRoom);
  #kept = 0;
  #seen = 0;
  /** One value in so many is kept. */
  #every = 1;

  /** Bytes of memory in use. */
  get cost(): number {
    return this.#values.byteLength;
  }

  add(value: number): void {
    if (this.#seen++ % this.#every !== 0) return;
    if (this.#kept === this.#values.length) this.#makeRoom();
    this.#values[this.#kept++] = value;
  }

  /** Undefined where there is no value. */
  spread(): Spread | undefined {
    if (this.#kept === 0) return undefined;
    const sorted = this.#values.slice(0, this.#kept).sort();
    return { median: quantile(sorted, 0.5), low: quantile(sorted, 0.25), high: quantile(sorted, 0.75) };
  }

  #makeRoom(): void {
    if (this.#values.length < mostSamples) {
      const values = new Float32Array(this.#values.length * 2);
      values.set(this.#values);
      this.#values = values;
      return;
    }
    this.#every *= 2;
    this.#kept /= 2;
    for (let i = 0; i < this.#kept; i++) this.#values[i] = this.#values[2 * i] ?? 0;
  }
}

/** Between two values in proportion; to a ten-thousandth, which is finer than clocks of captures are true. */
function quantile(sorted: Float32Array, part: number): number {
  const place = (sorted.length - 1) * part;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? 0;
  return Math.round((below + (above - below) * (place - Math.floor(place))) * 1e4) / 1e4;
}
