/**
 * AES, one block forwards: what counter mode needs. It opens archives whose password is known to everyone; nothing that
 * must stay secret is encrypted with it, so it does not guard against timing.
 * Source: FIPS 197.
 */

const blockBytes = 16;

function turned(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

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

/** What a byte of a row adds to its column, after substitution. */
function mixed(row: number): Int32Array {
  return Int32Array.from(substitute, (value) => {
    const twice = doubled(value);
    return turned((twice << 24) | (value << 16) | (value << 8) | (twice ^ value), 8 * row);
  });
}
const row0: Int32Array = mixed(0);
const row1: Int32Array = mixed(1);
const row2: Int32Array = mixed(2);
const row3: Int32Array = mixed(3);

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
    const to = new DataView(output.buffer, output.byteOffset, blockBytes);
    let at = 0;
    const next = (): number => keys[at++] ?? 0;
    let a = from.getInt32(0) ^ next();
    let b = from.getInt32(4) ^ next();
    let c = from.getInt32(8) ^ next();
    let d = from.getInt32(12) ^ next();
    for (let round = 1; round < this.#rounds; round++) {
      const first = column(a, b, c, d) ^ next();
      const second = column(b, c, d, a) ^ next();
      const third = column(c, d, a, b) ^ next();
      d = column(d, a, b, c) ^ next();
      a = first;
      b = second;
      c = third;
    }
    to.setInt32(0, lastColumn(a, b, c, d) ^ next());
    to.setInt32(4, lastColumn(b, c, d, a) ^ next());
    to.setInt32(8, lastColumn(c, d, a, b) ^ next());
    to.setInt32(12, lastColumn(d, a, b, c) ^ next());
  }
}

/** A column after a round: its row n comes from the column that stands n further on (ShiftRows, MixColumns). */
function column(a: number, b: number, c: number, d: number): number {
  const upper = (row0[a >>> 24] ?? 0) ^ (row1[(b >>> 16) & 0xff] ?? 0);
  return upper ^ (row2[(c >>> 8) & 0xff] ?? 0) ^ (row3[d & 0xff] ?? 0);
}

/** The last round mixes no more. */
function lastColumn(a: number, b: number, c: number, d: number): number {
  const upper = ((substitute[a >>> 24] ?? 0) << 24) | ((substitute[(b >>> 16) & 0xff] ?? 0) << 16);
  return upper | ((substitute[(c >>> 8) & 0xff] ?? 0) << 8) | (substitute[d & 0xff] ?? 0);
}
