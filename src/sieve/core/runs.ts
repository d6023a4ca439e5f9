/**
 * Wallet-shaped runs. A run of n characters covers a place of any grid with no more than n bytes between places, so
 * only those are looked at, then extended. Places within a run that was walked over are passed by, and a run that is
 * too short costs no more than its own length: the work grows with the bytes, whatever they are.
 */
import { asciiStride, classes, firstQueue, input, runs, shapes, shapesEnd, wideStride } from './memory';

const shapeBytes: u32 = 32;
const bech32: u32 = 4;
const hex: u32 = 8;
const lowerCase: u32 = 16;
const upperCase: u32 = 32;
const high: u64 = 0x8080808080808080;

let length: u32 = 0;
let nextAscii: u32 = 0;
let nextWide: u32 = 0;
let asciiEnd: u32 = 0;
let wideEnd: u32 = 0;
let runCount: u32 = 0;
let asciiPurse: u32 = 0;
let widePurse: u32 = 0;
export let droppedRuns: u32 = 0;

export function beginRuns(inputLength: u32, runPurse: u32): void {
  length = inputLength;
  asciiPurse = widePurse = runPurse;
  nextAscii = nextWide = asciiEnd = wideEnd = runCount = droppedRuns = 0;
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

/** Places on the grid in this block that hold a letter or digit, as a queue that is filled without branches. */
export function asciiRuns(stop: u32): void {
  const stride = asciiStride, base = input, queue = firstQueue, table = classes;
  let n: usize = 0, q = nextAscii;
  for (; q < stop; q += stride) {
    store<u32>(queue + (n << 2), q);
    n += load<u8>(table + <usize>load<u8>(base + <usize>q)) & 1;
  }
  nextAscii = q;
  for (let i: usize = 0; i < n; i++) asciiRun(load<u32>(queue + (i << 2)));
}

/** A run that is long enough has more than eight characters on one side of any place in it. */
function asciiRun(q: u32): void {
  if (q < asciiEnd) return;
  const place = input + <usize>q;
  if (alphanumeric(load<u64>(place - 8)) != high && alphanumeric(load<u64>(place)) != high) return;
  const start = runStart(q), end = runEnd(q);
  asciiEnd = end;
  if (!fitsAny(start, end - start, 1)) return;
  if (asciiPurse > 0) { asciiPurse--; keep(start, end - start, 1); } else droppedRuns++;
}

/** The same for UTF-16LE: on each place of the grid or one byte behind it stands a character of any run around. */
export function wideRuns(stop: u32): void {
  const stride = wideStride, base = input, queue = firstQueue, table = classes;
  let n: usize = 0, q = nextWide;
  for (; q < stop; q += stride) {
    const x = load<u32>(base + <usize>q);
    const even = load<u8>(table + <usize>(x & 0xff)) & <u8>((x & 0xff00) == 0);
    const odd = load<u8>(table + <usize>((x >>> 8) & 0xff)) & <u8>((x & 0xff0000) == 0);
    store<u32>(queue + (n << 2), q + <u32>((x & 0xff00) != 0));
    n += <usize>((even | odd) & 1);
  }
  nextWide = q;
  for (let i: usize = 0; i < n; i++) wideRun(load<u32>(queue + (i << 2)));
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
