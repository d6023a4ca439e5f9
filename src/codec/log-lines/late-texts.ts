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

interface Text {
  readonly bytes: Uint8Array;
  /** Offset in the artifact behind which it counts. */
  readonly after: number;
}

/** A word of a text: `back` bytes behind the text's beginning. */
interface Probe {
  readonly text: Text;
  readonly back: number;
}

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
  readonly #known = new Map<string, Text>();
  readonly #marked = new Uint8Array(1 << tableBits);
  readonly #probes = new Map<number, Probe[]>();

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
    const known: Text = { bytes: Uint8Array.from(text, (character) => character.charCodeAt(0)), after };
    const { bytes } = known;
    this.#known.set(text, known);
    for (let i = 0; i < wordBytes; i++) {
      const back = bytes.length - shortestLateText + i;
      const slot = slotOf(wordAt(bytes, back));
      this.#marked[slot] = 1;
      const probes = this.#probes.get(slot) ?? [];
      probes.push({ text: known, back });
      this.#probes.set(slot, probes);
    }
    return true;
  }

  /** Looks for a text no longer. */
  remove(text: string): void {
    const known = this.#known.get(text);
    if (known === undefined) return;
    this.#known.delete(text);
    const { bytes } = known;
    for (let i = 0; i < wordBytes; i++) {
      const slot = slotOf(wordAt(bytes, bytes.length - shortestLateText + i));
      // A new list: somebody may be walking over the old one.
      const left = (this.#probes.get(slot) ?? []).filter((probe) => probe.text !== known);
      this.#probes.set(slot, left);
      if (left.length > 0) continue;
      this.#probes.delete(slot);
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
      for (const { text, back } of this.#probes.get(slot) ?? []) {
        const start = at - back;
        if (start >= from && start < to && base + start > text.after && standsAt(bytes, start, text.bytes)) yield start;
      }
    }
  }
}

function standsAt(bytes: Uint8Array, at: number, text: Uint8Array): boolean {
  if (at + text.length > bytes.length) return false;
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text[i]) return false;
  return true;
}
