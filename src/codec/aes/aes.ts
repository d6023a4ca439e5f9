/**
 * AES, one block forwards: what counter mode needs. It opens archives whose password is known to everyone; nothing that
 * must stay secret is encrypted with it, so it does not guard against timing.
 * Source: FIPS 197.
 */

const blockBytes = 16;

/** Times x in the field of the cipher. */
const doubled = (value: number): number => (value << 1) ^ (value >= 0x80 ? 0x11b : 0);

const substitute: Uint8Array = (() => {
  const table = new Uint8Array(256);
  // Walks the field by a generator and its inverse side by side (FIPS 197, 5.1.1).
  for (let value = 1, inverse = 1; ; ) {
    const turned = inverse | (inverse << 8);
    table[value] = 0x63 ^ inverse ^ (turned >> 7) ^ (turned >> 6) ^ (turned >> 5) ^ (turned >> 4);
    value ^= doubled(value);
    inverse = dividedByThree(inverse);
    if (value === 1) break;
  }
  table[0] = 0x63;
  return table;
})();

function dividedByThree(value: number): number {
  let result = value ^ (value << 1);
  result ^= result << 2;
  result = (result ^ (result << 4)) & 0xff;
  return (result & 0x80) === 0 ? result : result ^ 0x09;
}

/** What a byte adds to its column, after substitution; the other rows' are the same, turned. */
const mixed: Uint32Array = Uint32Array.from(substitute, (value) => {
  const twice = doubled(value);
  return ((twice << 24) | (value << 16) | (value << 8) | (twice ^ value)) >>> 0;
});

const turned = (word: number, bits: number): number => (word >>> bits) | (word << (32 - bits));
const substituted = (word: number): number =>
  ((substitute[word >>> 24] ?? 0) << 24) |
  ((substitute[(word >>> 16) & 0xff] ?? 0) << 16) |
  ((substitute[(word >>> 8) & 0xff] ?? 0) << 8) |
  (substitute[word & 0xff] ?? 0);

export class Aes {
  readonly #keys: Int32Array;
  readonly #rounds: number;

  /** @param key 16, 24 or 32 bytes */
  constructor(key: Uint8Array) {
    const words = key.length / 4;
    this.#rounds = words + 6;
    this.#keys = new Int32Array(4 * (this.#rounds + 1));
    const view = new DataView(key.buffer, key.byteOffset, key.length);
    for (let i = 0, constant = 1; i < this.#keys.length; i++) {
      let word = i < words ? view.getInt32(4 * i) : (this.#keys[i - 1] ?? 0);
      if (i >= words && i % words === 0) {
        word = substituted(turned(word, 24)) ^ (constant << 24);
        constant = doubled(constant);
      } else if (i >= words && words > 6 && i % words === 4) word = substituted(word);
      this.#keys[i] = i < words ? word : word ^ (this.#keys[i - words] ?? 0);
    }
  }

  /** Encrypts 16 bytes of `input` into `output`. */
  encrypt(input: Uint8Array, output: Uint8Array): void {
    const keys = this.#keys;
    const from = new DataView(input.buffer, input.byteOffset, blockBytes);
    let state = [0, 1, 2, 3].map((i) => from.getInt32(4 * i) ^ (keys[i] ?? 0));
    for (let round = 1; round < this.#rounds; round++)
      state = state.map((_, i) => mixedColumn(state, i) ^ (keys[4 * round + i] ?? 0));
    const to = new DataView(output.buffer, output.byteOffset, blockBytes);
    for (let i = 0; i < 4; i++) to.setInt32(4 * i, lastColumn(state, i) ^ (keys[4 * this.#rounds + i] ?? 0));
  }
}

/** The byte of row `row` in the column that stands `row` columns further on (ShiftRows). */
const shifted = (state: readonly number[], column: number, row: number): number =>
  ((state[(column + row) & 3] ?? 0) >>> (24 - 8 * row)) & 0xff;

function mixedColumn(state: readonly number[], column: number): number {
  let sum = 0;
  for (let row = 0; row < 4; row++) sum ^= turned(mixed[shifted(state, column, row)] ?? 0, 8 * row);
  return sum;
}

function lastColumn(state: readonly number[], column: number): number {
  let word = 0;
  for (let row = 0; row < 4; row++) word = (word << 8) | (substitute[shifted(state, column, row)] ?? 0);
  return word;
}
