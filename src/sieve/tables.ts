/** The three levels of tables that lead from a word to the patterns that may stand there. */
import { caseBit, isLetter, type Pattern } from './pattern.ts';
import { stride, WordChooser, wordAt } from './words.ts';

export const gateBytes: number = 1 << 17;
export const filterBytes: number = 1 << 17;

/** Numbers in a slot: the folded word, its first entry, how many entries it has. */
export const slotFields = 3;

/**
 * Numbers in an entry: the pattern, the word's offset in it (signed), how far from the word a second one lies (signed),
 * that second word, the bits of it that count.
 */
export const entryFields = 5;

export interface LiteralTables {
  /** Set on each case bit of a word before it is looked up, if any pattern wants either case; otherwise zero. */
  readonly fold: number;
  /** Level 1, a byte for each hash of a folded word. */
  readonly gate: Uint8Array;
  /** Level 2, a bit for each hash of a word as it stands. */
  readonly filter: Uint8Array;
  /** Level 3, open addressing; its size is a power of two. */
  readonly slots: Uint32Array;
  readonly entries: Uint32Array;
}

export function gateHash(foldedWord: number): number {
  return Math.imul(foldedWord, 0x9e3779b1) >>> 15;
}

export function filterHash(word: number): number {
  return Math.imul(word ^ (word >>> 15), 0x85ebca6b) >>> 12;
}

export function slotHash(foldedWord: number): number {
  return Math.imul(foldedWord, 0x9e3779b1) >>> 12;
}

/** One pattern seen through one folded word. */
interface View {
  readonly key: number;
  readonly pattern: number;
  readonly offset: number;
}

export function literalTables(patterns: readonly Pattern[]): LiteralTables {
  const fold = patterns.some(({ mask }) => mask.some((bits) => bits !== 0xff)) ? 0x20202020 : 0;
  const gate = new Uint8Array(gateBytes);
  const filter = new Uint8Array(filterBytes);
  const views = viewsOf(patterns, fold, filter);
  for (const { key } of views) gate[gateHash(key)] = 1;
  return { fold, gate, filter, ...slotsOf(views, patterns) };
}

/** Chooses the words, marks them in the filter, and lists the keys under which each pattern is to be found. */
function viewsOf(patterns: readonly Pattern[], fold: number, filter: Uint8Array): View[] {
  const chooser = new WordChooser(fold);
  const views: View[] = [];
  patterns.forEach((pattern, id) => {
    const first = chooser.choose(pattern);
    // Later offsets first: where a pattern repeats itself, its earlier place is then reported first.
    for (let offset = first + stride - 1; offset >= first; offset--) {
      const keys = new Set<number>();
      for (const word of variants(pattern, offset)) {
        const bit = filterHash(word);
        filter[bit >>> 3] = (filter[bit >>> 3] ?? 0) | (1 << (bit & 7));
        keys.add((word | fold) >>> 0);
      }
      for (const key of keys) views.push({ key, pattern: id, offset });
    }
  });
  return views;
}

/** Every word that may stand at `offset`: both cases of a letter where they count alike, any byte outside. */
function variants(pattern: Pattern, offset: number): number[] {
  let words = [0];
  for (let i = 0; i < stride; i++) {
    const shift = 8 * i;
    const byte = pattern.bytes[offset + i];
    if (byte === undefined) words = words.flatMap((word) => everyByte.map((other) => word | (other << shift)));
    else if (pattern.mask[offset + i] === 0xff || !isLetter(byte)) words = words.map((word) => word | (byte << shift));
    else words = words.flatMap((word) => [word | ((byte | caseBit) << shift), word | ((byte & ~caseBit) << shift)]);
  }
  return words;
}

const everyByte: readonly number[] = Array.from({ length: 256 }, (_, byte) => byte);

function slotsOf(views: readonly View[], patterns: readonly Pattern[]): { slots: Uint32Array; entries: Uint32Array } {
  let size = 16;
  while (size < 2 * views.length) size *= 2;
  const slots = new Uint32Array(size * slotFields);
  const find = (key: number): number => {
    let slot = slotHash(key) & (size - 1);
    while (slots[slot * slotFields + 2] !== 0 && slots[slot * slotFields] !== key) slot = (slot + 1) & (size - 1);
    return slot * slotFields;
  };
  for (const { key } of views) {
    const slot = find(key);
    slots[slot] = key;
    slots[slot + 2] = (slots[slot + 2] ?? 0) + 1;
  }
  let next = 0;
  for (let slot = 0; slot < slots.length; slot += slotFields) {
    slots[slot + 1] = next;
    next += slots[slot + 2] ?? 0;
  }
  return { slots, entries: entriesOf(views, patterns, slots, find) };
}

function entriesOf(
  views: readonly View[],
  patterns: readonly Pattern[],
  slots: Uint32Array,
  find: (key: number) => number,
): Uint32Array {
  const entries = new Uint32Array(views.length * entryFields);
  const filled = new Uint32Array(slots.length / slotFields);
  for (const { key, pattern: id, offset } of views) {
    const pattern = patterns[id];
    if (!pattern) continue;
    const slot = find(key);
    const place = (slots[slot + 1] ?? 0) + (filled[slot / slotFields] ?? 0);
    filled[slot / slotFields] = (filled[slot / slotFields] ?? 0) + 1;
    const second = secondWord(pattern, offset);
    entries.set(
      [id, offset, second - offset, wordAt(pattern.bytes, second), wordAt(pattern.mask, second)],
      place * entryFields,
    );
  }
  return entries;
}

/**
 * Where to look next when the word at `offset` was met: at the pattern's end that the word tells least of, so that a
 * file which only repeats a word is turned away by one comparison.
 */
function secondWord(pattern: Pattern, offset: number): number {
  const last = pattern.bytes.length - stride;
  const after = Math.min(offset + stride, last);
  const before = Math.max(offset - stride, 0);
  return after - offset >= offset - before ? after : before;
}
