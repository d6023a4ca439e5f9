/**
 * Which words of a pattern to look for. Only 4-byte words at addresses divisible by 4 are probed, and any occurrence
 * of a pattern covers exactly one such word within any four consecutive offsets: so four words stand for a pattern,
 * and they should be rare in ordinary bytes and shared with few other patterns.
 */
import { caseBit, type Pattern } from './pattern.ts';

/** Bytes between probes, and bytes of a word. */
export const stride = 4;

/**
 * How rare a byte is in ordinary binaries, in half bits, as one base-36 digit for each of the bytes 0x20 to 0x3f and
 * 0x60 to 0x7f with their case bit set (zero counts as 0x20). Measured on 485 MB of /usr/bin and /usr/lib.
 */
const halfBits = '4bdebefgdffgggdbdeghgghieghhhhhffcfedceg9cihcfdeeiedceghghihggie';

function rarityOf(byte: number): number {
  const folded = (byte | caseBit) & 0x7f;
  return Number.parseInt(halfBits[folded < 0x40 ? folded - 0x20 : folded - 0x40] ?? '0', 36);
}

/** The share of words that read like this one, by a model that takes bytes as independent. A byte outside is any. */
const chances: Float64Array = Float64Array.from({ length: 256 }, (_, byte) => 2 ** (-rarityOf(byte) / 2));

/** What one more pattern on the same word costs, next to the chance that a word is met at all. */
const sharingCost = 1e-5;

/** The word at `offset`, little-endian, with the case bits of `fold` set; bytes outside the pattern are zero. */
export function wordAt(bytes: Uint8Array, offset: number): number {
  let word = 0;
  for (let i = stride - 1; i >= 0; i--) word = (word << 8) | (bytes[offset + i] ?? 0);
  return word >>> 0;
}

/** Chooses four words for one pattern after another, remembering how often each word was taken. */
export class WordChooser {
  readonly #taken = new Map<number, number>();
  readonly #fold: number;

  constructor(fold: number) {
    this.#fold = fold;
  }

  /** The first of the four offsets; negative where a short pattern's first word begins before it. */
  choose(pattern: Pattern): number {
    const size = pattern.bytes.length;
    const inside = 2 * stride - 1;
    const first = size < inside ? -1 : 0;
    const last = size < inside ? size - inside + 1 : size - inside;
    const costs: number[] = [];
    for (let offset = first; offset < last + stride; offset++) costs.push(this.#cost(pattern, offset));
    let best = first;
    let least = Number.POSITIVE_INFINITY;
    for (let offset = first; offset <= last; offset++) {
      let cost = 0;
      for (let k = 0; k < stride; k++) cost += costs[offset - first + k] ?? 0;
      if (cost < least) [least, best] = [cost, offset];
    }
    for (let k = 0; k < stride; k++) {
      const key = this.#key(pattern, best + k);
      this.#taken.set(key, (this.#taken.get(key) ?? 0) + 1);
    }
    return best;
  }

  #key(pattern: Pattern, offset: number): number {
    return (wordAt(pattern.bytes, offset) | this.#fold) >>> 0;
  }

  #cost(pattern: Pattern, offset: number): number {
    let chance = 1;
    for (let i = offset; i < offset + stride; i++) chance *= chances[pattern.bytes[i] ?? -1] ?? 1;
    const sharers = this.#taken.get(this.#key(pattern, offset)) ?? 0;
    return chance + sharingCost * (4 ** sharers - 1);
  }
}
