/**
 * Wallet-shaped runs, among the places of 16 bytes that the screen queued. A run of 26 bytes covers the first half of
 * such a place and the eight bytes on one side of it; in UTF-16LE it covers 52, and so a whole place. What passes is
 * extended. Places within a run that was walked over are passed by, and a run that is too short costs no more than its
 * own length: the work grows with the bytes, whatever they are.
 */
import { classes, firstQueue, input, runs, secondQueue, shapes, shapesEnd } from './memory';

const shapeBytes: u32 = 32;
const bech32: u32 = 4;
const hex: u32 = 8;
const lowerCase: u32 = 16;
const upperCase: u32 = 32;
const high: u64 = 0x8080808080808080;

let length: u32 = 0;
let asciiEnd: u32 = 0;
let wideEnd: u32 = 0;
let runCount: u32 = 0;
let asciiPurse: u32 = 0;
let widePurse: u32 = 0;
export let droppedRuns: u32 = 0;

export function beginRuns(inputLength: u32, runPurse: u32): void {
  length = inputLength;
  asciiPurse = widePurse = runPurse;
  asciiEnd = wideEnd = runCount = droppedRuns = 0;
}

export function runsFound(): u32 {
  return runCount;
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

// @ts-ignore: decorators are AssemblyScript's
@inline function lettersOrDigits(x: v128): u32 {
  // One comparison of signed bytes for each range: it is moved to where the least of them begins.
  const letter = i8x16.lt_s(i8x16.sub(v128.or(x, i8x16.splat(0x20)), i8x16.splat(<i8>(0x61 + 0x80))), i8x16.splat(-0x80 + 26));
  const digit = i8x16.lt_s(i8x16.sub(x, i8x16.splat(<i8>(0x30 + 0x80))), i8x16.splat(-0x80 + 10));
  return <u32>i8x16.bitmask(v128.or(letter, digit));
}

/** Looks for runs at the places in the first queue, which is so many bytes long. */
export function runsAmong(queued: usize): void {
  let n: usize = 0;
  for (let i: usize = 0; i < queued; i += 4) {
    const p = <usize>load<u32>(i, firstQueue), x = v128.load(p);
    const here = lettersOrDigits(x);
    const zeros = <u32>i8x16.bitmask(i8x16.eq(x, i32x4.splat(0)));
    const even = <u32>((here | (zeros << 16)) == 0xAAAA5555), odd = <u32>((here | (zeros << 16)) == 0x5555AAAA);
    const plain = <u32>((here & 0xFF) == 0xFF);
    store<u32>(n, <u32>p | even | (odd << 1) | (plain << 2), secondQueue);
    n += <usize>(even | odd | plain) << 2;
  }
  for (let i: usize = 0; i < n; i += 4) {
    const entry = load<u32>(i, secondQueue), q = (entry & ~15) - <u32>input;
    if (entry & 4) asciiRun(q);
    else wideRun(q + ((entry >>> 1) & 1));
  }
}

/** A run that is long enough has eight characters more on one side of the eight that were found in it. */
function asciiRun(q: u32): void {
  if (q < asciiEnd) return;
  const place = input + <usize>q;
  if (alphanumeric(load<u64>(place - 8)) != high && alphanumeric(load<u64>(place, 8)) != high) return;
  const start = runStart(q), end = runEnd(q);
  asciiEnd = end;
  if (!fitsAny(start, end - start, 1)) return;
  if (asciiPurse > 0) { asciiPurse--; keep(start, end - start, 1); } else droppedRuns++;
}

function wideRun(q: u32): void {
  if (q < wideEnd || !wideAt(q)) return;
  let start = q, end = q + 2;
  while (start >= 2 && wideAt(start - 2)) start -= 2;
  while (wideAt(end)) end += 2;
  wideEnd = end;
  const characters = (end - start) >>> 1;
  if (!fitsAny(start, characters, 2)) return;
  if (widePurse > 0) { widePurse--; keep(start, characters, 2); } else droppedRuns++;
}

/** A character of UTF-16LE text that is a letter or digit stands at `at`. */
// @ts-ignore: decorators are AssemblyScript's
@inline function wideAt(at: u32): bool {
  return at + 2 <= length && classOf(at) != 0 && load<u8>(input + <usize>at, 1) == 0;
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
