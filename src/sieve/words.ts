/**
 * Which words of a pattern to look for. Only 4-byte words at addresses divisible by 4 are probed, and any occurrence
 * of a pattern covers exactly one such word within any four consecutive offsets: so four words stand for a pattern,
 * and they should be rare in ordinary bytes and shared with few other patterns. A pattern that is long enough is known
 * by the word behind each of them as well: that makes of two UTF-16LE characters four, and it is why a file that
 * repeats one word is no burden.
 */

/** Bytes between probes, and bytes of a word. */
export const stride = 4;

/** Bytes from which on a pattern is known by pairs of words: four consecutive offsets with eight bytes each. */
export const pairReach: number = 2 * stride + stride - 1;

const caseBits = 0x20202020;

/** The word at `offset`, little-endian; bytes outside are zero. */
export function wordAt(bytes: Uint8Array, offset: number): number {
  let word = 0;
  for (let i = stride - 1; i >= 0; i--) word = (word << 8) | (bytes[offset + i] ?? 0);
  return word >>> 0;
}

/** The word at `offset` with its case bits set; bytes outside are zero. */
export function foldedWordAt(bytes: Uint8Array, offset: number): number {
  let word = 0;
  for (let i = stride - 1; i >= 0; i--) {
    const byte = bytes[offset + i];
    word = (word << 8) | (byte === undefined ? 0 : byte | 0x20);
  }
  return word >>> 0;
}

export function foldWord(word: number): number {
  return (word | caseBits) >>> 0;
}

/** One key of two folded words. */
export function mixWords(word: number, next: number): number {
  return (Math.imul(word, 0x9e3779b1) ^ Math.imul(next, 0xc2b2ae3d)) >>> 0;
}

/**
 * How rare a byte is in ordinary binaries, in half bits, as one base-36 digit for each of the bytes 0x20 to 0x3f and
 * 0x60 to 0x7f with their case bit set (zero counts as 0x20). Measured on 485 MB of /usr/bin and /usr/lib.
 */
const halfBits = '4bdebefgdffgggdbdeghgghieghhhhhffcfedceg9cihcfdeeiedceghghihggie';

/** The chance of each folded byte. */
const chances: Float64Array = Float64Array.from({ length: 128 }, (_, byte) => {
  const digit = halfBits[byte < 0x40 ? byte - 0x20 : byte - 0x40] ?? '0';
  return 2 ** (-Number.parseInt(digit, 36) / 2);
});

/** What one more pattern on the same word costs, next to the chance that a word is met at all. */
const sharingCost = 1e-5;

/** Chooses four words for one pattern after another, remembering how often each word was taken. */
export class WordChooser {
  readonly #taken = new Map<number, number>();

  /** The first of the four offsets; negative where a short pattern's first word begins before it. */
  choose(bytes: Uint8Array): number {
    const reach = bytes.length >= pairReach ? pairReach : 2 * stride - 1;
    const first = bytes.length < reach ? -1 : 0;
    const last = Math.max(bytes.length - reach, first);
    const costs = new Float64Array(last + stride - first);
    for (let i = 0; i < costs.length; i++) costs[i] = this.#cost(bytes, first + i);
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i + stride <= costs.length; i++) {
      const cost = (costs[i] ?? 0) + (costs[i + 1] ?? 0) + (costs[i + 2] ?? 0) + (costs[i + 3] ?? 0);
      if (cost < least) [least, best] = [cost, i];
    }
    for (let k = 0; k < stride; k++) {
      const word = foldedWordAt(bytes, first + best + k);
      this.#taken.set(word, (this.#taken.get(word) ?? 0) + 1);
    }
    return first + best;
  }

  /** The share of words that read like this one, if bytes were independent; a byte outside is any. */
  #cost(bytes: Uint8Array, offset: number): number {
    let chance = 1;
    for (let i = offset; i < offset + stride; i++) {
      const byte = bytes[i];
      if (byte !== undefined) chance *= chances[(byte | 0x20) & 0x7f] ?? 1;
    }
    const sharers = this.#taken.get(foldedWordAt(bytes, offset)) ?? 0;
    return chance + sharingCost * (4 ** sharers - 1);
  }
}
