/**
 * Wallet-shaped runs. A run of n characters covers 8 bytes in a row at one of any grid of places that are no more
 * than n - 7 bytes apart, so only those are looked at, then extended. After a run the search goes on behind it:
 * no byte is walked over twice, whatever the input.
 */
import { asciiStride, classes, input, runs, shapes, shapesEnd, wideStride } from './memory';

const shapeBytes: u32 = 32;
const bech32: u32 = 4;
const hex: u32 = 8;
const lowerCase: u32 = 16;
const upperCase: u32 = 32;
const segmentShift: u32 = 20;
const high: u64 = 0x8080808080808080;
const evenBytes: u64 = 0x00FF00FF00FF00FF;
const oddBytes: u64 = 0xFF00FF00FF00FF00;

let length: u32 = 0;
let nextAscii: u32 = 0;
let nextWide: u32 = 0;
let runCount: u32 = 0;
let share: u32 = 0;
let asciiSegment: u32 = 0;
let asciiUsed: u32 = 0;
let wideSegment: u32 = 0;
let wideUsed: u32 = 0;
export let droppedRuns: u32 = 0;

export function beginRuns(inputLength: u32, perSegment: u32): void {
  length = inputLength;
  share = perSegment;
  nextAscii = nextWide = runCount = asciiUsed = wideUsed = droppedRuns = 0;
  asciiSegment = wideSegment = 0;
}

export function takeRuns(): u32 {
  const count = runCount;
  runCount = 0;
  return count;
}

// @ts-ignore: decorators are AssemblyScript's
@inline function classOf(at: u32): u32 {
  return <u32>load<u8>(classes + <usize>load<u8>(input + <usize>at));
}

/** The high bit of each byte that is a letter or digit. Each sum carries into its own byte's high bit only. */
// @ts-ignore: decorators are AssemblyScript's
@inline function alphanumeric(x: u64): u64 {
  const low = x & ~high, folded = low | 0x2020202020202020;
  const letter = (folded + 0x1F1F1F1F1F1F1F1F) & ~(folded + 0x0505050505050505);
  const digit = (low + 0x5050505050505050) & ~(low + 0x4646464646464646);
  return (letter | digit) & ~x & high;
}

/** Where the letters and digits before `at` begin. */
function runStart(at: u32): u32 {
  while (at > 0) {
    const others = alphanumeric(load<u64>(input + <usize>at - 8)) ^ high;
    if (others) { const back = <u32>clz(others) >>> 3; return back < at ? at - back : 0; }
    if (at <= 8) return 0;
    at -= 8;
  }
  return 0;
}

/** Where the letters and digits from `at` on end. */
function runEnd(at: u32): u32 {
  while (at < length) {
    const others = alphanumeric(load<u64>(input + <usize>at)) ^ high;
    if (others) return min(length, at + (<u32>ctz(others) >>> 3));
    at += 8;
  }
  return length;
}

export function asciiRuns(stop: u32): void {
  const stride = asciiStride, base = input;
  let q = nextAscii;
  for (; q < stop && q + 8 <= length; q += stride) {
    if (alphanumeric(load<u64>(base + <usize>q)) != high) continue;
    const start = runStart(q), end = runEnd(q + 8);
    if (fitsAny(start, end - start, 1)) {
      const segment = start >>> segmentShift;
      if (segment != asciiSegment) { asciiSegment = segment; asciiUsed = 0; }
      if (asciiUsed < share) { asciiUsed++; keep(start, end - start, 1); } else droppedRuns++;
    }
    q = ((end + 8) & ~7) - stride;
  }
  nextAscii = q;
}

/** A character of UTF-16LE text that is a letter or digit stands at `at`. */
// @ts-ignore: decorators are AssemblyScript's
@inline function wideAt(at: u32): bool {
  return at + 2 <= length && classOf(at) != 0 && load<u8>(input + <usize>at, 1) == 0;
}

/** Four characters of UTF-16LE text, all letters or digits, lie in these bytes; the outer zero may lie outside. */
// @ts-ignore: decorators are AssemblyScript's
@inline function isWide(x: u64): bool {
  const characters = (x | (x >>> 8)) & evenBytes;
  return ((x & oddBytes) == 0 || (x & evenBytes) == 0) && (alphanumeric(characters) & evenBytes) == (high & evenBytes);
}

export function wideRuns(stop: u32): void {
  const stride = wideStride, base = input;
  let q = nextWide;
  for (; q < stop && q + 8 <= length; q += stride) {
    const x = load<u64>(base + <usize>q);
    if (!isWide(x)) continue;
    let start = q + <u32>((x & evenBytes) == 0);
    let end = start + 6;
    while (start >= 2 && wideAt(start - 2)) start -= 2;
    while (wideAt(end)) end += 2;
    const characters = (end - start) >>> 1;
    if (fitsAny(start, characters, 2)) {
      const segment = start >>> segmentShift;
      if (segment != wideSegment) { wideSegment = segment; wideUsed = 0; }
      if (wideUsed < share) { wideUsed++; keep(start, characters, 2); } else droppedRuns++;
    }
    if (end > q + 8) q = ((end + 7) & ~7) - stride;
  }
  nextWide = q;
}

function keep(start: u32, characters: u32, step: u32): void {
  const out = runs + <usize>(runCount * 12);
  runCount++;
  store<u32>(out, start);
  store<u32>(out, characters, 4);
  store<u32>(out, step, 8);
}

/** Shape: alphabet (its bit among the classes), shortest, longest (0: a stretch will do), 0, set of first characters. */
function fitsAny(start: u32, characters: u32, step: u32): bool {
  for (let shape = shapes; shape < shapesEnd; shape += shapeBytes) {
    if (characters < load<u32>(shape, 4)) continue;
    const alphabet = load<u32>(shape), longest = load<u32>(shape, 8);
    if (longest == 0) {
      if (hasStretch(start, characters, step, alphabet, load<u32>(shape, 4))) return true;
      continue;
    }
    const first = <u32>load<u8>(input + <usize>start);
    if (characters > longest || !((<u32>load<u8>(shape + <usize>(first >>> 3), 16) >>> (first & 7)) & 1)) continue;
    if (alphabet == bech32 ? isBech32(start, characters, step) : allOf(start, characters, step, alphabet)) return true;
  }
  return false;
}

function allOf(start: u32, characters: u32, step: u32, alphabet: u32): bool {
  let i: u32 = 0;
  if (alphabet == hex && load<u8>(input + <usize>start) == 0x30 && (load<u8>(input + <usize>(start + step)) | 0x20) == 0x78) i = 2;
  for (; i < characters; i++) if (!(classOf(start + i * step) & alphabet)) return false;
  return true;
}

/** Looks from a stretch's end backwards, so that most characters are never looked at. */
function hasStretch(start: u32, characters: u32, step: u32, alphabet: u32, shortest: u32): bool {
  let from: u32 = 0;
  while (from + shortest <= characters) {
    let i = from + shortest;
    while (i > from && classOf(start + (i - 1) * step) & alphabet) i--;
    if (i == from) return true;
    from = i;
  }
  return false;
}

/** Human-readable part, the last `1`, six data characters or more, all in one case. */
function isBech32(start: u32, characters: u32, step: u32): bool {
  let separator = characters - 1;
  while (separator > 0 && classOf(start + separator * step) & bech32) separator--;
  if (separator == 0 || separator + 6 >= characters || load<u8>(input + <usize>(start + separator * step)) != 0x31) return false;
  let seen: u32 = 0;
  for (let i: u32 = 0; i < characters; i++) seen |= classOf(start + i * step);
  return (seen & (lowerCase | upperCase)) != (lowerCase | upperCase);
}
