/** Values of which only a bounded number is kept: once there are too many, every other one, then every fourth, … */
import type { Spread } from '../../model/network-payloads.ts';

const firstRoom = 8;
const growth = 4;
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

  /** Forgets the values and keeps the room. */
  reset(): void {
    this.#kept = 0;
    this.#seen = 0;
    this.#every = 1;
  }

  add(value: number): void {
    if (this.#seen++ % this.#every !== 0) return;
    if (this.#kept === this.#values.length) this.#makeRoom();
    this.#values[this.#kept++] = value;
  }

  /** Undefined where there is no value. */
  spread(): Spread | undefined {
    if (this.#kept === 0) return undefined;
    sorting.set(this.#values.subarray(0, this.#kept));
    const last = this.#kept - 1;
    const low = quantile(0.25, 0, last);
    const median = quantile(0.5, Math.floor(last * 0.25), last);
    return { median, low, high: quantile(0.75, Math.floor(last * 0.5), last) };
  }

  #makeRoom(): void {
    if (this.#values.length < mostSamples) {
      const values = new Float32Array(this.#values.length * growth);
      values.set(this.#values);
      this.#values = values;
      return;
    }
    this.#every *= 2;
    this.#kept /= 2;
    for (let i = 0; i < this.#kept; i++) this.#values[i] = this.#values[2 * i] ?? 0;
  }
}

/** Where quartiles are looked for. */
const sorting = new Float32Array(mostSamples);

/**
 * The value that so large a part of all are below, between two of them in proportion; to a ten-thousandth, which is
 * finer than clocks of captures are true. What stands before `from` is known to be no larger than what follows.
 */
function quantile(part: number, from: number, last: number): number {
  const place = last * part;
  const index = Math.floor(place);
  // Casts here and below: the places are there, and a check for undefined would be paid for every value.
  const below = select(index, from, last);
  let above = index < place ? Number.POSITIVE_INFINITY : below;
  if (index < place) for (let i = index + 1; i <= last; i++) above = Math.min(above, sorting[i] as number);
  return Math.round((below + (above - below) * (place - index)) * 1e4) / 1e4;
}

/**
 * The value that would stand at `index` if sorting[from..last] were sorted; smaller ones stand before it afterwards.
 * Source: C. A. R. Hoare, Algorithm 65: Find, 1961. Most conversations are asked once, so sorting would be wasted.
 */
function select(index: number, from: number, last: number): number {
  let low = from;
  let high = last;
  while (low < high) {
    const pivot = sorting[(low + high) >> 1] as number;
    let left = low;
    let right = high;
    while (left <= right) {
      while ((sorting[left] as number) < pivot) left++;
      while ((sorting[right] as number) > pivot) right--;
      if (left > right) break;
      const value = sorting[left] as number;
      sorting[left++] = sorting[right] as number;
      sorting[right--] = value;
    }
    if (index <= right) high = right;
    else if (index >= left) low = left;
    else break;
  }
  return sorting[index] as number;
}
