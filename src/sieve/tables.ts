/**
 * The three levels of tables that lead from a word to the patterns that may stand there. All of them are keyed by
 * words with their case bits set, so that either case leads to the same place; case counts when the bytes are compared.
 */
import type { Pattern } from './pattern.ts';
import { foldedWordAt, mixWords, pairReach, stride, WordChooser, wordAt } from './words.ts';

export const gateBytes: number = 1 << 17;
export const filterBytes: number = 1 << 17;

/**
 * Numbers in a slot: the key, its first entry, how many entries it has, and which bytes may stand before and behind
 * the key (by their low five bits, so that case does not matter). A file that repeats one key seldom has those: its
 * entries are then not looked at, however many there are.
 */
export const slotFields = 5;

/**
 * Numbers in an entry: the pattern, the word's offset in it (signed), how far from the word another one lies (signed),
 * that other word, the bits of it that count.
 */
export const entryFields = 5;

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

/** Patterns as seen through their words: three columns of one table. Keys are signed, as all words here. */
interface Views {
  readonly keys: Int32Array;
  readonly patterns: Int32Array;
  readonly offsets: Int32Array;
}

export function literalTables(patterns: readonly Pattern[]): LiteralTables {
  const gate = new Uint8Array(gateBytes);
  const filter = new Uint8Array(filterBytes);
  const views = viewsOf(patterns, gate);
  for (let view = 0; view < views.keys.length; view++) {
    const bit = filterHash(views.keys[view] ?? 0);
    filter[bit >>> 3] = (filter[bit >>> 3] ?? 0) | (1 << (bit & 7));
  }
  return { gate, filter, ...slotsOf(views, patterns) };
}

/** Chooses each pattern's words, opens the gate for them and lists the keys under which the pattern is to be found. */
function viewsOf(patterns: readonly Pattern[], gate: Uint8Array): Views {
  const chooser = new WordChooser();
  const most = patterns.reduce((sum, { bytes }) => sum + mostViews(bytes.length), 0);
  const views: Views = { keys: new Int32Array(most), patterns: new Int32Array(most), offsets: new Int32Array(most) };
  let count = 0;
  const add = (key: number, pattern: number, offset: number): void => {
    views.keys[count] = key;
    views.patterns[count] = pattern;
    views.offsets[count++] = offset;
  };
  patterns.forEach(({ bytes }, id) => {
    const first = chooser.choose(bytes);
    // Later offsets first: where a pattern repeats itself, its earlier place is then reported first.
    for (let offset = first + stride - 1; offset >= first; offset--) {
      const word = foldedWordAt(bytes, offset);
      if (bytes.length >= pairReach) {
        gate[gateHash(word)] = 1;
        add(mixWords(word, foldedWordAt(bytes, offset + stride)), id, offset);
      } else
        for (const other of outside(bytes, offset)) {
          gate[gateHash(word | other)] = 1;
          add(word | other, id, offset);
        }
    }
  });
  return views;
}

/** Each of four words, or of those that reach outside a short pattern one for each byte that may stand there. */
function mostViews(size: number): number {
  return stride + Math.max(0, 2 * stride - 1 - size) * (foldedBytes.length - 1);
}

/** What a byte of the word that lies outside its pattern may be, as numbers to join to the word. */
function outside(bytes: Uint8Array, offset: number): readonly number[] {
  if (offset < 0) return foldedBytes;
  return offset + stride > bytes.length ? foldedLastBytes : nothing;
}

const nothing: readonly number[] = [0];
const foldedBytes: readonly number[] = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => byte & 0x20);
const foldedLastBytes: readonly number[] = foldedBytes.map((byte) => byte << 24);

function slotsOf(views: Views, patterns: readonly Pattern[]): { slots: Uint32Array; entries: Uint32Array } {
  const count = views.keys.length;
  let size = 16;
  while (size < 2 * count) size *= 2;
  const slots = new Uint32Array(size * slotFields);
  const fields = assignSlots(views.keys, slots, size);
  let entry = 0;
  for (let field = 0; field < slots.length; field += slotFields) {
    slots[field + 1] = entry;
    entry += slots[field + 2] ?? 0;
    slots[field + 2] = 0;
  }
  const entries = new Uint32Array(count * entryFields);
  for (let view = 0; view < count; view++) {
    const id = views.patterns[view] ?? 0;
    const pattern = patterns[id];
    if (!pattern) continue;
    const field = fields[view] ?? 0;
    const filled = slots[field + 2] ?? 0;
    slots[field + 2] = filled + 1;
    const offset = views.offsets[view] ?? 0;
    fillEntry(entries, ((slots[field + 1] ?? 0) + filled) * entryFields, id, offset, pattern);
    slots[field + 3] = (slots[field + 3] ?? 0) | neighbour(pattern.bytes, offset - 1);
    slots[field + 4] = (slots[field + 4] ?? 0) | neighbour(pattern.bytes, offset + keyReach(pattern.bytes.length));
  }
  return { slots, entries };
}

/** Gives each key a slot, counts its views there, and says where each view's slot begins. */
function assignSlots(keys: Int32Array, slots: Uint32Array, size: number): Int32Array {
  const shift = slotShift(size);
  const fields = new Int32Array(keys.length);
  for (let view = 0; view < keys.length; view++) {
    const key = (keys[view] ?? 0) >>> 0;
    let slot = slotHash(key, shift);
    while (slots[slot * slotFields + 2] !== 0 && slots[slot * slotFields] !== key) slot = (slot + 1) & (size - 1);
    const field = slot * slotFields;
    slots[field] = key;
    slots[field + 2] = (slots[field + 2] ?? 0) + 1;
    fields[view] = field;
  }
  return fields;
}

/** One bit for the byte at `offset`, every bit where that lies outside the pattern. */
function neighbour(bytes: Uint8Array, offset: number): number {
  return offset < 0 || offset >= bytes.length ? -1 : 1 << ((bytes[offset] ?? 0) & 31);
}

/** Bytes that a key tells of. */
function keyReach(size: number): number {
  return size >= pairReach ? 2 * stride : stride;
}

function fillEntry(entries: Uint32Array, at: number, id: number, offset: number, pattern: Pattern): void {
  const other = otherWord(pattern.bytes.length, offset);
  entries[at] = id;
  entries[at + 1] = offset;
  entries[at + 2] = other - offset;
  entries[at + 3] = wordAt(pattern.bytes, other);
  entries[at + 4] = wordAt(pattern.mask, other);
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
