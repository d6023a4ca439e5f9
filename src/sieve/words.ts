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
  for (let i = 0; i < stride; i++) {
    const at = offset + i;
    // An index outside would be right as well, and slow.
    if (at >= 0 && at < bytes.length) word |= (bytes[at] ?? 0) << (8 * i);
  }
  return word;
}

/** The word at `offset` with its case bits set; bytes outside are zero. */
export function foldedWordAt(bytes: Uint8Array, offset: number): number {
  let word = 0;
  for (let i = 0; i < stride; i++) {
    const at = offset + i;
    if (at >= 0 && at < bytes.length) word |= ((bytes[at] ?? 0) | 0x20) << (8 * i);
  }
  return word;
}

export function foldWord(word: number): number {
  return word | caseBits;
}

/** One key of two folded words. */
export function mixWords(word: number, next: number): number {
  return Math.imul(word, 0x9e3779b1) ^ Math.imul(next, 0xc2b2ae3d);
}

/**
 * How rare a byte is in ordinary binaries, in half bits, as one base-36 digit for each of the bytes 0x20 to 0x3f and
 * 0x60 to 0x7f with their case bit set (zero counts as 0x20). Measured on 485 MB of /usr/bin and /usr/lib.
 */
const halfBits = '4bdebefgdffgggdbdeghgghieghhhhhffcfedceg9cihcfdeeiedceghghihggie';

/** The chance of each folded byte. */
export const chances: Float64Array = Float64Array.from({ length: 128 }, (_, byte) => {
  const digit = halfBits[byte < 0x40 ? byte - 0x20 : byte - 0x40] ?? '0';
  return 2 ** (-Number.parseInt(digit, 36) / 2);
});

/** What the patterns that share a word cost, by their number, next to the chance that the word is met at all. */
export const sharingCosts: Float64Array = Float64Array.from({ length: 8 }, (_, sharers) => 1e-5 * (4 ** sharers - 1));

/** An anchor's words are looked for among so many offsets: rare ones are soon found. */
const mostOffsets = 32;

/** Bytes that four words of consecutive offsets cover. */
const windowBytes = 2 * stride - 1;

/** What a byte that the screen turns away makes a word cost: more than all others can. */
const unscreened: number = 2 ** 60;

/** Bytes that a pattern of so many is known by, at four consecutive offsets. */
function reachOf(size: number): number {
  return size >= pairReach ? pairReach : windowBytes;
}

/**
 * Differences of neighbours are screened for seven bytes in a row without a zero: whether there are such where the words
 * may be chosen.
 */
export function hasClearWindow(differences: Uint8Array): boolean {
  const last = Math.min(mostOffsets - 1, differences.length - reachOf(differences.length));
  for (let start = 0; start <= last; start++)
    if (!differences.subarray(start, start + windowBytes).includes(0)) return true;
  return false;
}

/** Chooses four words for one pattern after another, remembering how often each word was taken. */
export class WordChooser {
  /** By a hash of the word: two words that fall together only make the choice a little less good. */
  readonly #taken = new Uint8Array(1 << 14);
  readonly #hashes = new Uint16Array(mostOffsets + stride);

  /**
   * The first of the four offsets; negative where a short pattern's first word begins before it. What a word costs is
   * the share of words that read like it, if bytes were independent and one outside the pattern were any. The words
   * slide over the pattern, and so do the sums of four: this runs for every pattern before any code is warm.
   * @param keyed `bytes` are differences of neighbours: a clear window of them is chosen
   */
  choose(bytes: Uint8Array, keyed: boolean): number {
    const size = bytes.length;
    const reach = reachOf(size);
    const first = size < reach ? -1 : 0;
    const offsets = Math.min(mostOffsets, Math.max(size - reach - first, 0) + 1) + stride - 1;
    const taken = this.#taken;
    const hashes = this.#hashes;
    let word = 0;
    let chance0 = 1;
    let chance1 = 1;
    let chance2 = 1;
    let cost0 = 0;
    let cost1 = 0;
    let cost2 = 0;
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let at = Math.max(first, 0), i = at - first - stride + 1; i < offsets; at++, i++) {
      const byte = at < size ? (bytes[at] ?? 0) | 0x20 : 0;
      const chance = keyed && bytes[at] === 0 ? unscreened : at < size ? (chances[byte & 0x7f] ?? 1) : 1;
      word = (word >>> 8) | (byte << 24);
      if (i >= 0) {
        const hash = Math.imul(word, 0x9e3779b1) >>> 18;
        hashes[i] = hash;
        const cost = chance0 * chance1 * chance2 * chance + (sharingCosts[taken[hash] ?? 0] ?? 0);
        const sum = cost0 + cost1 + cost2 + cost;
        if (i >= stride - 1 && sum < least) {
          least = sum;
          best = i - stride + 1;
        }
        cost0 = cost1;
        cost1 = cost2;
        cost2 = cost;
      }
      chance0 = chance1;
      chance1 = chance2;
      chance2 = chance;
    }
    for (let k = best; k < best + stride; k++) {
      const hash = hashes[k] ?? 0;
      taken[hash] = Math.min((taken[hash] ?? 0) + 1, sharingCosts.length - 1);
    }
    return first + best;
  }
}
