/**
 * Fills the tables from the patterns, exactly as src/sieve/tables.ts and words.ts do, which say why. It is done here
 * as well because it is done once in each process: code in WebAssembly is quick from its first call.
 */
import { filterHash, gateHash, mix, multiplier, slotHash } from './hashes';
import {
  chances, entries, filter, firstQueue, gate, hits, patterns, secondQueue, sharingCosts, slotMask, slotShift, slots, texts,
} from './memory';

const stride: i32 = 4;
const pairReach: i32 = 11;
const mostOffsets: i32 = 32;
const mostSharers: u8 = 7;
const gatePass: u8 = 4;
const patternBytes: u32 = 12;
const unscreened: f64 = 1152921504606846976;

let next: u32 = 0;

/** Buffers that no scan has used yet serve as scratch: how often words were taken, their hashes, offsets chosen. */
export function fillTables(count: u32): void {
  for (let id: u32 = 0; id < count; id++) {
    const pattern = patterns + <usize>(id * patternBytes);
    store<i32>(hits + <usize>(id << 2), choose(pattern));
  }
  for (let id = count; id-- > 0; ) {
    const pattern = patterns + <usize>(id * patternBytes);
    addPattern(id, texts + <usize>load<u32>(pattern, 4), load<i32>(pattern), load<i32>(hits + <usize>(id << 2)));
  }
}

function choose(pattern: usize): i32 {
  const size = load<i32>(pattern), bytes = texts + <usize>load<u32>(pattern, 4), keyed = load<u32>(pattern, 8) != 0;
  const reach = size >= pairReach ? pairReach : 2 * stride - 1, first = size < reach ? -1 : 0;
  const offsets = min(mostOffsets, max(size - reach - first, 0) + 1) + stride - 1;
  let word: u32 = 0, best = 0;
  let chance0: f64 = 1, chance1: f64 = 1, chance2: f64 = 1, cost0: f64 = 0, cost1: f64 = 0, cost2: f64 = 0;
  let least: f64 = Infinity;
  for (let at = max(first, 0), i = at - first - stride + 1; i < offsets; at++, i++) {
    const byte: u32 = at < size ? <u32>load<u8>(bytes + at) | 0x20 : 0;
    let chance: f64 = at < size ? load<f64>(chances + <usize>((byte & 0x7f) << 3)) : 1;
    if (keyed && at < size && load<u8>(bytes + at) == 0) chance = unscreened;
    word = (word >>> 8) | (byte << 24);
    if (i >= 0) {
      const hash = (word * multiplier) >>> 18;
      store<u16>(firstQueue + <usize>(i << 1), <u16>hash);
      const sharers = <usize>load<u8>(secondQueue + <usize>hash);
      const cost = chance0 * chance1 * chance2 * chance + load<f64>(sharingCosts + (sharers << 3));
      const sum = cost0 + cost1 + cost2 + cost;
      if (i >= stride - 1 && sum < least) { least = sum; best = i - stride + 1; }
      cost0 = cost1; cost1 = cost2; cost2 = cost;
    }
    chance0 = chance1; chance1 = chance2; chance2 = chance;
  }
  for (let k = best; k < best + stride; k++) {
    const taken = secondQueue + <usize>load<u16>(firstQueue + <usize>(k << 1));
    store<u8>(taken, min(<u8>(load<u8>(taken) + 1), mostSharers));
  }
  return first + best;
}

/** The word at `offset`; bytes outside are zero. */
function wordAt(bytes: usize, size: i32, offset: i32): u32 {
  let word: u32 = 0;
  for (let i = 0; i < stride; i++) {
    const at = offset + i;
    if (at >= 0 && at < size) word |= <u32>load<u8>(bytes + at) << (8 * i);
  }
  return word;
}

function foldedWordAt(bytes: usize, size: i32, offset: i32): u32 {
  let word: u32 = 0;
  for (let i = 0; i < stride; i++) {
    const at = offset + i;
    if (at >= 0 && at < size) word |= (<u32>load<u8>(bytes + at) | 0x20) << (8 * i);
  }
  return word;
}

function addPattern(id: u32, bytes: usize, size: i32, first: i32): void {
  const known = size >= pairReach ? 2 * stride : stride;
  for (let offset = first; offset < first + stride; offset++) {
    const word = foldedWordAt(bytes, size, offset), other = otherWord(size, offset, known);
    const otherBytes = wordAt(bytes, size, other), otherMask = wordAt(bytes + size, size, other);
    const before = neighbour(bytes, size, offset - 1), behind = neighbour(bytes, size, offset + known);
    const shift = offset < 0 ? 0 : 24, outside = known == stride && (offset < 0 || offset + stride > size);
    for (let byte: u32 = 0; byte < 256; byte++) {
      if (outside && !(byte & 0x20)) continue;
      const whole = outside ? word | (byte << shift) : word;
      const key = known == stride ? whole : mix(word, foldedWordAt(bytes, size, offset + stride));
      store<u8>(<usize>gateHash(whole), gatePass, gate);
      const entry = addKey(key, before, behind);
      store<u32>(entry, id);
      store<i32>(entry, offset, 4);
      store<i32>(entry, other - offset, 8);
      store<u32>(entry, otherBytes, 12);
      store<u32>(entry, otherMask, 16);
      if (!outside) break;
    }
  }
}

/** Returns where the key's new entry lies, already linked to those before it. */
function addKey(key: u32, before: u32, behind: u32): usize {
  const bit = filterHash(key), place = filter + <usize>(bit >>> 3);
  store<u8>(place, load<u8>(place) | <u8>(<u32>1 << (bit & 7)));
  let index = slotHash(key, slotShift), slot = slots + <usize>(index << 4);
  while (load<u32>(slot, 4) != 0 && load<u32>(slot) != key) { index = (index + 1) & slotMask; slot = slots + <usize>(index << 4); }
  const entry = entries + <usize>(next * 24);
  store<u32>(entry, load<u32>(slot, 4), 20);
  store<u32>(slot, key);
  store<u32>(slot, ++next, 4);
  store<u32>(slot, load<u32>(slot, 8) | before, 8);
  store<u32>(slot, load<u32>(slot, 12) | behind, 12);
  return entry;
}

function neighbour(bytes: usize, size: i32, offset: i32): u32 {
  return offset < 0 || offset >= size ? 0xFFFFFFFF : <u32>1 << (<u32>load<u8>(bytes + offset) & 31);
}

function otherWord(size: i32, offset: i32, reach: i32): i32 {
  const known = offset + reach, after = min(known, size - stride), before = max(offset - stride, 0);
  return after + stride - known >= offset - before ? after : before;
}
