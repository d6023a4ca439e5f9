/** Numbers that are the same in every run. Source: Marsaglia, Xorshift RNGs, 2003. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 1;
  }

  /** From 0 to 1. */
  next(): number {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x;
    return (x >>> 0) / 0x1_0000_0000;
  }

  between(low: number, high: number): number {
    return Math.floor(low + this.next() * (high - low));
  }
}
