/**
 * Texts that become of interest only while a log is read: an address that an answer gave a name, the number of a flow.
 * The sieve doesn't know them, so what follows is searched here. Any occurrence of seven bytes covers one aligned word
 * of four: those are looked up in a table, whatever number of texts there is, and most bytes are never looked at.
 */

/** Shorter ones would stand everywhere. Bytes. */
const shortestLateText = 7;
/** Addresses, numbers of flows and fingerprints are no longer. Bytes. */
const longestLateText = 72;
const wordBytes = 4;
const tableBits = 14;

/** Texts by their bytes from the last to the first, so that many with one end are told apart in one walk. */
interface Branch {
  readonly before: Map<number, Branch>;
  /** Bytes of the text that begins here, where one does, and the offset in the artifact behind which it counts. */
  text?: { readonly length: number; readonly after: number };
}

/** Words of texts that share a slot, by how many bytes of a text stand from the word's first to the text's end. */
type Reaches = Map<number, number>;

/** The factor is 2^32 by the golden ratio: it spreads words that are alike (Knuth, TAOCP 3, section 6.4). */
function slotOf(word: number): number {
  return Math.imul(word, 0x9e3779b1) >>> (32 - tableBits);
}

/** The word at `at`, as this machine orders its bytes. */
function wordAt(bytes: Uint8Array, at: number): number {
  return new Uint32Array(bytes.slice(at, at + wordBytes).buffer)[0] ?? 0;
}

export class LateTexts {
  readonly #most: number;
  readonly #known = new Set<string>();
  readonly #marked = new Uint8Array(1 << tableBits);
  readonly #reaches = new Map<number, Reaches>();
  readonly #ends: Branch = { before: new Map() };

  /** `most`: so many texts are taken. */
  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#known.size;
  }

  /**
   * Looks for an ASCII text from now on, behind the byte `after` of the artifact. False where it is too short or there
   * are too many. A text's end is what tells it from others (`"203.0.113.7"`), so that is what is looked for.
   */
  add(text: string, after: number): boolean {
    if (this.#known.has(text)) return true;
    if (text.length < shortestLateText || text.length > longestLateText || this.#known.size >= this.#most) return false;
    this.#known.add(text);
    const bytes = bytesOf(text);
    this.#plant(bytes, after);
    for (const [slot, reach] of wordsOf(bytes)) {
      const reaches = this.#reaches.get(slot) ?? new Map<number, number>();
      this.#reaches.set(slot, reaches.set(reach, (reaches.get(reach) ?? 0) + 1));
      this.#marked[slot] = 1;
    }
    return true;
  }

  /** Looks for a text no longer. */
  remove(text: string): void {
    if (!this.#known.delete(text)) return;
    const bytes = bytesOf(text);
    fell(this.#ends, bytes, bytes.length - 1);
    for (const [slot, reach] of wordsOf(bytes)) {
      const reaches = this.#reaches.get(slot);
      const left = (reaches?.get(reach) ?? 1) - 1;
      if (left > 0) reaches?.set(reach, left);
      else reaches?.delete(reach);
      if (reaches?.size !== 0) continue;
      this.#reaches.delete(slot);
      this.#marked[slot] = 0;
    }
  }

  /** Where texts begin in `bytes[from, to)`; ascending but for texts of different lengths that overlap. */
  *find(bytes: Uint8Array, base: number, from: number, to: number): Generator<number> {
    if (this.#known.size === 0) return;
    const first = (wordBytes - (bytes.byteOffset % wordBytes)) % wordBytes;
    if (bytes.length < first + wordBytes) return;
    const words = new Uint32Array(bytes.buffer, bytes.byteOffset + first, (bytes.length - first) >> 2);
    const marked = this.#marked;
    // A text that begins before `to` may have its words behind it.
    const end = Math.min(words.length, ((to + longestLateText - first) >> 2) + 1);
    for (let i = Math.max(0, (from - first) >> 2); i < end; i++) {
      const slot = slotOf(words[i] ?? 0);
      if (marked[slot] !== 1) continue;
      const at = first + wordBytes * i;
      // Copies: what is found may lead to a text that is added or taken out.
      for (const reach of [...(this.#reaches.get(slot)?.keys() ?? [])])
        for (const { start, after } of [...this.#endingAt(bytes, at + reach)])
          if (start >= from && start < to && base + start > after) yield start;
    }
  }

  /** Every text whose last byte is `bytes[end - 1]`. One walk, whatever number of texts there is. */
  *#endingAt(bytes: Uint8Array, end: number): Generator<{ readonly start: number; readonly after: number }> {
    if (end > bytes.length) return;
    let branch: Branch | undefined = this.#ends;
    for (let at = end - 1; at >= 0; at--) {
      branch = branch.before.get(bytes[at] ?? -1);
      if (branch === undefined) return;
      if (branch.text !== undefined) yield { start: end - branch.text.length, after: branch.text.after };
    }
  }

  #plant(bytes: Uint8Array, after: number): void {
    let branch = this.#ends;
    for (const byte of bytes.toReversed()) {
      const next: Branch = branch.before.get(byte) ?? { before: new Map() };
      branch.before.set(byte, next);
      branch = next;
    }
    branch.text = { length: bytes.length, after };
  }
}

/** Takes out a text, and the branches that led to no other. Its depth is a text's length. */
function fell(branch: Branch, bytes: Uint8Array, at: number): void {
  if (at < 0) {
    delete branch.text;
    return;
  }
  const byte = bytes[at] ?? -1;
  const next = branch.before.get(byte);
  if (next === undefined) return;
  fell(next, bytes, at - 1);
  if (next.before.size === 0 && next.text === undefined) branch.before.delete(byte);
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** The slots of the four words, one of which is aligned wherever the text stands, with their reaches. */
function wordsOf(bytes: Uint8Array): [slot: number, reach: number][] {
  return Array.from({ length: wordBytes }, (_, i) => {
    const reach = shortestLateText - i;
    return [slotOf(wordAt(bytes, bytes.length - reach)), reach];
  });
}
