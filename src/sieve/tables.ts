/**
 * For the twin; core/tables.ts fills those of the sieve, which a test holds against these.
 *
 * The three levels of tables that lead from a word to the patterns that may stand there. All of them are keyed by
 * words with their case bits set, so that either case leads to the same place; case counts when the bytes are compared.
 */
import { patternFields } from './pattern.ts';
import { foldedWordAt, mixWords, pairReach, stride, WordChooser, wordAt } from './words.ts';

const gateBytes: number = 1 << 17;
/** What the gate holds for a word that may pass: bytes of an entry in the core's queue. Zero for all others. */
const gatePass = 4;

const filterBytes: number = 1 << 17;

/**
 * Numbers in a slot: the key, one more than its first entry (zero where the slot is free), and which bytes may stand
 * before and behind the key (by their low five bits, so that case does not matter). A file that repeats one key seldom
 * has those: its entries are then not looked at, however many there are.
 */
export const slotFields = 4;

/**
 * Numbers in an entry: the pattern, the word's offset in it (signed), how far from the word another one lies (signed),
 * that other word, the bits of it that count, and one more than the next entry of the same key (zero at the last).
 */
export const entryFields = 6;

export interface LiteralTables {
  /** Level 1, a byte for each hash of a word. */
  readonly gate: Uint8Array;
  /** Level 2, a bit for each hash of a key. */
  readonly filter: Uint8Array;
  /** Level 3, open addressing by key; its size is a power of two. */
  readonly slots: Uint32Array;
  readonly entries: Uint32Array;
}

export function gateHash(foldedWord: number): number {
  return Math.imul(foldedWord, 0x9e3779b1) >>> 15;
}

export function filterHash(key: number): number {
  return Math.imul(key ^ (key >>> 15), 0x85ebca6b) >>> 12;
}

/** The first slot for a key; `shift` leaves as many bits of the hash as number the slots. */
export function slotHash(key: number, shift: number): number {
  return Math.imul(key ^ (key >>> 15), 0x9e3779b1) >>> shift;
}

/** The shift that goes with a table of so many slots, a power of two. */
export function slotShift(slots: number): number {
  return Math.clz32(slots - 1);
}

/** How large the tables of some patterns are: the slots, a power of two, and the entries, one for each key. */
export function tableSizes(patterns: Uint32Array): { readonly slots: number; readonly entries: number } {
  let entries = 0;
  for (let at = 0; at < patterns.length; at += patternFields) entries += keysOf(patterns[at] ?? 0);
  let slots = 16;
  // Nearly all that is looked up is there: a table that stays in the cache is worth more than an empty one.
  while (slots < 1.25 * entries) slots *= 2;
  return { slots, entries };
}

/** The tables of patterns that lie in `texts`: see SievePlan. */
export function literalTables(patterns: Uint32Array, texts: Uint8Array): LiteralTables {
  const sizes = tableSizes(patterns);
  const builder = new Builder(sizes.slots, sizes.entries);
  const chooser = new WordChooser();
  const all: Text[] = [];
  for (let at = 0; at < patterns.length; at += patternFields) {
    const size = patterns[at] ?? 0;
    const start = patterns[at + 1] ?? 0;
    const keyed = patterns[at + 2] !== 0;
    const bytes = texts.subarray(start, start + size);
    all.push({ bytes, mask: texts.subarray(start + size, start + 2 * size), first: chooser.choose(bytes, keyed) });
  }
  // Each key's entries are linked from the last one to the first.
  for (let id = all.length - 1; id >= 0; id--) {
    const text = all[id];
    if (text) builder.addPattern(id, text);
  }
  const { gate, filter, slots, entries } = builder;
  return { gate, filter, slots, entries };
}

/** A pattern and the first of its words' offsets. */
interface Text {
  readonly bytes: Uint8Array;
  readonly mask: Uint8Array;
  readonly first: number;
}

/** Number of keys of a pattern: four words, or for those that reach outside it one key for each byte there. */
function keysOf(size: number): number {
  return stride + Math.max(0, 2 * stride - 1 - size) * (foldedBytes.length - 1);
}

class Builder implements LiteralTables {
  readonly gate: Uint8Array = new Uint8Array(gateBytes);
  readonly filter: Uint8Array = new Uint8Array(filterBytes);
  readonly slots: Uint32Array;
  readonly entries: Uint32Array;
  readonly #shift: number;
  /** What the keys of one offset have in common. */
  readonly #entry = new Uint32Array(entryFields);
  #next = 0;

  constructor(slots: number, entries: number) {
    this.#shift = slotShift(slots);
    this.slots = new Uint32Array(slots * slotFields);
    this.entries = new Uint32Array(entries * entryFields);
  }

  /** Later offsets are linked last and so met first: where a pattern repeats itself, its earlier place is found first. */
  addPattern(id: number, { bytes, mask, first }: Text): void {
    const paired = bytes.length >= pairReach;
    for (let offset = first; offset < first + stride; offset++) {
      const word = foldedWordAt(bytes, offset);
      const other = otherWord(bytes.length, offset);
      const entry = this.#entry;
      entry[0] = id;
      entry[1] = offset;
      entry[2] = other - offset;
      entry[3] = wordAt(bytes, other);
      entry[4] = wordAt(mask, other);
      const before = neighbour(bytes, offset - 1);
      const behind = neighbour(bytes, offset + keyReach(bytes.length));
      if (paired) this.#addKey(word, mixWords(word, foldedWordAt(bytes, offset + stride)), before, behind);
      else for (const outer of outside(bytes, offset)) this.#addKey(word | outer, word | outer, before, behind);
    }
  }

  #addKey(word: number, key: number, before: number, behind: number): void {
    this.gate[gateHash(word)] = gatePass;
    const bit = filterHash(key);
    this.filter[bit >>> 3] = (this.filter[bit >>> 3] ?? 0) | (1 << (bit & 7));
    const slots = this.slots;
    const slot = this.#slotFor(key >>> 0);
    this.#entry[5] = slots[slot + 1] ?? 0;
    this.entries.set(this.#entry, this.#next * entryFields);
    slots[slot] = key;
    slots[slot + 1] = ++this.#next;
    slots[slot + 2] = (slots[slot + 2] ?? 0) | before;
    slots[slot + 3] = (slots[slot + 3] ?? 0) | behind;
  }

  /** Where the key's slot begins, or the free one that it may have. */
  #slotFor(key: number): number {
    const slots = this.slots;
    const last = slots.length - 1;
    let slot = slotHash(key, this.#shift) * slotFields;
    while (slots[slot + 1] !== 0 && slots[slot] !== key) slot = (slot + slotFields) & last;
    return slot;
  }
}

/** What a byte of the word that lies outside its pattern may be, as numbers to join to the word. */
function outside(bytes: Uint8Array, offset: number): readonly number[] {
  if (offset < 0) return foldedBytes;
  return offset + stride > bytes.length ? foldedLastBytes : nothing;
}

const nothing: readonly number[] = [0];
const foldedBytes: readonly number[] = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => byte & 0x20);
const foldedLastBytes: readonly number[] = foldedBytes.map((byte) => byte << 24);

/** One bit for the byte at `offset`, every bit where that lies outside the pattern. */
function neighbour(bytes: Uint8Array, offset: number): number {
  return offset < 0 || offset >= bytes.length ? -1 : 1 << ((bytes[offset] ?? 0) & 31);
}

/** Bytes that a key tells of. */
function keyReach(size: number): number {
  return size >= pairReach ? 2 * stride : stride;
}

/**
 * Where to look next when the key at `offset` was met: on the side where the pattern has more bytes that the key says
 * nothing of, so that a file which only repeats a key is turned away by one comparison.
 */
function otherWord(size: number, offset: number): number {
  const known = offset + keyReach(size);
  const after = Math.min(known, size - stride);
  const before = Math.max(offset - stride, 0);
  return after + stride - known >= offset - before ? after : before;
}
