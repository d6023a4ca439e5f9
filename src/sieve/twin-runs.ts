/** Wallet-shaped runs in plain TypeScript, byte after byte: it says plainly what core/runs.ts finds by probing. */
import type { Gathering } from './found.ts';
import type { SievePlan } from './plan.ts';
import { classBits, shapeBytes } from './shapes.ts';
import { runPurse } from './share.ts';

interface Shape {
  readonly alphabet: number;
  readonly shortest: number;
  /** Zero where a stretch within the run is enough. */
  readonly longest: number;
  readonly first: Uint8Array;
}

/** Hands each run that fits a shape to the gathering, and returns how many were dropped. */
export function findRuns(plan: SievePlan, input: Uint8Array, length: number, gathering: Gathering): number {
  const shapes = shapesOf(plan.shapes);
  if (shapes.length === 0) return 0;
  const shortest = Math.min(...shapes.map((shape) => shape.shortest));
  const ascii = maximalRuns(plan.classes, input, length, shortest);
  const wide = [...maximalWideRuns(plan.classes, input, length, shortest, 0)];
  wide.push(...maximalWideRuns(plan.classes, input, length, shortest, 1));
  wide.sort((a, b) => a.start - b.start);
  let dropped = 0;
  for (const [width, runs] of [
    [1, ascii],
    [2, wide],
  ] as const) {
    let purse = runPurse(length);
    for (const { start, end } of runs) {
      const run = classesOf(plan.classes, input, start, end, width);
      if (!shapes.some((shape) => fits(shape, run, input, start, width))) continue;
      if (purse-- > 0) gathering.run(start, run.length, width);
      else dropped++;
    }
  }
  return dropped;
}

/** Offsets of a run's first byte and of the byte behind it. */
interface Extent {
  readonly start: number;
  readonly end: number;
}

/**
 * Letters and digits as far as they go. Where a run may begin, the place that would be its last is looked at first:
 * anything else between there and here rules out all starts before it.
 */
function maximalRuns(classes: Uint8Array, input: Uint8Array, length: number, shortest: number): Extent[] {
  const runs: Extent[] = [];
  let start = 0;
  while (start + shortest <= length) {
    let end = start + shortest;
    while (end > start && classes[input[end - 1] ?? 0] !== 0) end--;
    if (end > start) {
      start = end;
      continue;
    }
    end = start + shortest;
    while (end < length && classes[input[end] ?? 0] !== 0) end++;
    runs.push({ start, end });
    start = end;
  }
  return runs;
}

/** The same for UTF-16LE, of the characters that begin on odd or on even offsets. */
function maximalWideRuns(
  classes: Uint8Array,
  input: Uint8Array,
  length: number,
  shortest: number,
  phase: 0 | 1,
): Extent[] {
  const runs: Extent[] = [];
  const stands = (at: number): boolean => input[at + 1] === 0 && classes[input[at] ?? 0] !== 0;
  let start: number = phase;
  while (start + 2 * shortest <= length) {
    let end = start + 2 * shortest;
    while (end > start && stands(end - 2)) end -= 2;
    if (end > start) {
      start = end;
      continue;
    }
    end = start + 2 * shortest;
    while (end + 2 <= length && stands(end)) end += 2;
    runs.push({ start, end });
    start = end;
  }
  return runs;
}

function classesOf(classes: Uint8Array, input: Uint8Array, start: number, end: number, width: number): Uint8Array {
  return Uint8Array.from({ length: (end - start) / width }, (_, i) => classes[input[start + i * width] ?? 0] ?? 0);
}

function fits(shape: Shape, run: Uint8Array, input: Uint8Array, start: number, width: number): boolean {
  if (run.length < shape.shortest) return false;
  if (shape.longest === 0) return longestStretch(run, shape.alphabet) >= shape.shortest;
  const first = input[start] ?? 0;
  if (run.length > shape.longest || (((shape.first[first >>> 3] ?? 0) >>> (first & 7)) & 1) === 0) return false;
  if (shape.alphabet === classBits.bech32) return isBech32(run, input, start, width);
  const prefixed = shape.alphabet === classBits.hex && first === 0x30 && ((input[start + width] ?? 0) | 0x20) === 0x78;
  return run.subarray(prefixed ? 2 : 0).every((bits) => (bits & shape.alphabet) !== 0);
}

function longestStretch(run: Uint8Array, alphabet: number): number {
  let longest = 0;
  let current = 0;
  for (const bits of run) {
    current = bits & alphabet ? current + 1 : 0;
    if (current > longest) longest = current;
  }
  return longest;
}

/** Human-readable part, the last `1`, six data characters or more, all in one case. */
function isBech32(run: Uint8Array, input: Uint8Array, start: number, width: number): boolean {
  const separator = run.findLastIndex((bits) => (bits & classBits.bech32) === 0);
  if (separator < 1 || run.length - 1 - separator < 6 || input[start + separator * width] !== 0x31) return false;
  const seen = run.reduce((all, bits) => all | bits, 0);
  return (seen & classBits.lower) === 0 || (seen & classBits.upper) === 0;
}

function shapesOf(table: Uint8Array): Shape[] {
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength);
  const shapes: Shape[] = [];
  for (let at = 0; at < table.length; at += shapeBytes)
    shapes.push({
      alphabet: view.getUint32(at, true),
      shortest: view.getUint32(at + 4, true),
      longest: view.getUint32(at + 8, true),
      first: table.subarray(at + 16, at + shapeBytes),
    });
  return shapes;
}
