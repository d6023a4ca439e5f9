/**
 * Literals. Looks once at every aligned 4-byte word of the places that the screen queued; each occurrence of a pattern
 * shows as one of the pattern's four words there. Two filters pass the few words on through queues that are filled
 * without branches (store always, advance by the verdict): mispredicted branches would cost more than the filters do.
 *
 * All of it is done to the bytes as they stand, and again (`keyed`) to how each differs from the next: there a key byte
 * that all were joined with by XOR cancels out.
 */
import { filterHash, folded, mix, multiplier, slotHash } from './hashes';
import {
  entries, filter, firstQueue, gate, hits, input, patterns, secondQueue, shares, slotMask, slotShift, slots, texts,
} from './memory';

const slotBytes: u32 = 16;
const entryBytes: u32 = 24;
const patternBytes: u32 = 12;

let length: u32 = 0;
let hitCount: u32 = 0;
let purse: u32 = 0;
let keyedPurse: u32 = 0;
let shareShift: u32 = 0;
export let droppedHits: u32 = 0;

export function beginHits(inputLength: u32, hitPurse: u32, blockShift: u32): void {
  length = inputLength;
  purse = keyedPurse = hitPurse;
  shareShift = blockShift;
  hitCount = 0;
  droppedHits = 0;
}

export function hitsFound(): u32 {
  return hitCount;
}

// @ts-ignore: decorators are AssemblyScript's
@inline function byteAt(place: usize, keyed: bool): u8 {
  return keyed ? load<u8>(place) ^ load<u8>(place, 1) : load<u8>(place);
}

// @ts-ignore: decorators are AssemblyScript's
@inline function wordAt(place: usize, keyed: bool): u32 {
  return keyed ? load<u32>(place) ^ load<u32>(place, 1) : load<u32>(place);
}

// @ts-ignore: decorators are AssemblyScript's
@inline function wordsAt(place: usize, keyed: bool): v128 {
  return keyed ? v128.xor(v128.load(place), v128.load(place, 1)) : v128.load(place);
}

// @ts-ignore: decorators are AssemblyScript's
@inline function gateHashes(words: v128): v128 {
  return i32x4.shr_u(i32x4.mul(v128.or(words, i32x4.splat(0x20202020)), i32x4.splat(multiplier)), 15);
}

/** How far a word that hashes so moves the queue on: nothing or the size of its entry. */
// @ts-ignore: decorators are AssemblyScript's
@inline function gateOf(hash: u32): usize {
  return <usize>load<u8>(<usize>hash, gate);
}

// @ts-ignore: decorators are AssemblyScript's
@inline function filterOf(key: u32): u32 {
  const bit = filterHash(key);
  return <u32>load<u8>(<usize>(bit >>> 3), filter) >>> (bit & 7);
}

/** A pattern's first hit in a block is free: `shares` holds the block that each was last seen in. Others are paid. */
// @ts-ignore: decorators are AssemblyScript's
@inline function admit(pattern: u32, at: u32, keyed: bool): void {
  const share = shares + (<usize>pattern << 2), block = at >>> shareShift;
  if (load<u32>(share) != block) store<u32>(share, block);
  else if (keyed) keyedPurse--;
  else purse--;
  const out = hits + (<usize>hitCount << 3);
  hitCount++;
  store<u32>(out, at);
  store<u32>(out, pattern, 4);
}

/** A hit would be dropped: in a flood it need not be compared to the last byte for that. */
// @ts-ignore: decorators are AssemblyScript's
@inline function isSpent(pattern: u32, at: u32, left: u32): bool {
  return left == 0 && load<u32>(shares + (<usize>pattern << 2)) == at >>> shareShift;
}

// @ts-ignore: decorators are AssemblyScript's
@inline function hasByte(set: u32, byte: u8): u32 {
  return (set >>> (<u32>byte & 31)) & 1;
}

/**
 * Slot: key, one more than its first entry, bytes that may stand before and behind the key, which is `reach` long.
 * Entry: pattern, offset of the word within it, where another word lies from the first, that word, its mask, one more
 * than the next entry.
 */
function confirm(place: usize, key: u32, reach: usize, keyed: bool): void {
  let slot = slotHash(key, slotShift);
  for (;; slot = (slot + 1) & slotMask) {
    const s = slots + <usize>(slot * slotBytes);
    let next = load<u32>(s, 4);
    if (next == 0) return;
    if (load<u32>(s) != key) continue;
    if (!(hasByte(load<u32>(s, 8), byteAt(place - 1, keyed)) & hasByte(load<u32>(s, 12), byteAt(place + reach, keyed)))) return;
    while (next != 0) {
      const entry = entries + <usize>((next - 1) * entryBytes);
      next = load<u32>(entry, 20);
      if ((wordAt(place + load<i32>(entry, 8), keyed) ^ load<u32>(entry, 12)) & load<u32>(entry, 16)) continue;
      if (keyed) compareKeyed(load<u32>(entry), place - load<i32>(entry, 4));
      else compare(load<u32>(entry), place - load<i32>(entry, 4));
    }
    return;
  }
}

/** Pattern: length, where its text lies, first byte or 0; the bits of it that count lie behind it. The last word ends it. */
// @ts-ignore: decorators are AssemblyScript's
@inline function compare(id: u32, at: usize): void {
  const pattern = patterns + <usize>(id * patternBytes), size = <usize>load<u32>(pattern);
  if (load<u32>(pattern, 8) || at < input || at + size > input + length) return;
  if (isSpent(id, <u32>(at - input), purse)) { droppedHits++; return; }
  const text = texts + <usize>load<u32>(pattern, 4), mask = text + size, last = size - 4;
  for (let i: usize = 0; i < last; i += 4) if ((load<u32>(at + i) ^ load<u32>(text + i)) & load<u32>(mask + i)) return;
  if ((load<u32>(at + last) ^ load<u32>(text + last)) & load<u32>(mask + last)) return;
  admit(id, <u32>(at - input), false);
}

/**
 * A pattern of differences, one fewer than the bytes it covers. No key is no disguise, and a key of 0x20 is a matter of
 * capital letters. It is compared to the end in a flood as well: the screen does not let each word pass that fits.
 */
// @ts-ignore: decorators are AssemblyScript's
@inline function compareKeyed(id: u32, at: usize): void {
  const pattern = patterns + <usize>(id * patternBytes), size = <usize>load<u32>(pattern), first = load<u32>(pattern, 8);
  if (!first || at < input || at + size >= input + length || !((first ^ <u32>load<u8>(at)) & ~0x20)) return;
  const text = texts + <usize>load<u32>(pattern, 4), last = size - 4;
  for (let i: usize = 0; i < last; i += 4) if (wordAt(at + i, true) != load<u32>(text + i)) return;
  if (wordAt(at + last, true) != load<u32>(text + last)) return;
  if (isSpent(id, <u32>(at - input), keyedPurse)) droppedHits++;
  else admit(id, <u32>(at - input), true);
}

/** Queues the word at `place` if it may be a key (bit 0), or may begin a pair that is one (bit 1). */
// @ts-ignore: decorators are AssemblyScript's
@inline function pass(place: usize, queued: usize, keyed: bool): usize {
  const word = folded(wordAt(place, keyed));
  const alone = filterOf(word) & 1, paired = filterOf(mix(word, folded(wordAt(place + 4, keyed)))) & 1;
  store<u32>(queued, <u32>place | alone | (paired << 1), secondQueue);
  return queued + (<usize>(alone | paired) << 2);
}

/** Looks at the words of the places in the first queue, which is so many bytes long. */
export function probe(queued: usize): void {
  look(queued, false);
}

/** The same for words of differences. */
export function probeDifferences(queued: usize): void {
  look(queued, true);
}

// @ts-ignore: decorators are AssemblyScript's
@inline function look(queued: usize, keyed: bool): void {
  let words: usize = 0, keys: usize = 0;
  for (let i: usize = 0; i < queued; i += 4) {
    const p = <usize>load<u32>(i, firstQueue);
    const hashes = gateHashes(wordsAt(p, keyed));
    store<u32>(words, <u32>p, secondQueue);
    words += gateOf(i32x4.extract_lane(hashes, 0));
    store<u32>(words, <u32>p + 4, secondQueue);
    words += gateOf(i32x4.extract_lane(hashes, 1));
    store<u32>(words, <u32>p + 8, secondQueue);
    words += gateOf(i32x4.extract_lane(hashes, 2));
    store<u32>(words, <u32>p + 12, secondQueue);
    words += gateOf(i32x4.extract_lane(hashes, 3));
  }
  for (let i: usize = 0; i < words; i += 4) keys = pass(<usize>load<u32>(i, secondQueue), keys, keyed);
  for (let i: usize = 0; i < keys; i += 4) {
    const entry = load<u32>(i, secondQueue), q = <usize>(entry & ~3);
    const word = folded(wordAt(q, keyed)), pair = mix(word, folded(wordAt(q + 4, keyed)));
    if (entry & 1) confirm(q, word, 4, keyed);
    if (entry & 2 && pair != word) confirm(q, pair, 8, keyed);
  }
}
