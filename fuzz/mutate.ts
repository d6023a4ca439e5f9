/**
 * Mutations that find parsers' mistakes: flipped bits, lengths set to extremes, parts cut, doubled, spliced, and
 * repeated so often that what recurses runs out of stack.
 */

/** A small seeded generator (mulberry32), so that a finding can be made again from its seed. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const extremes = [0, 1, 0x7f, 0x80, 0xff];
const largestMutant = 1 << 20;
const longShare = 1 / 64;

type Next = () => number;
type Mutation = (bytes: Uint8Array, next: Next, other: Uint8Array) => Uint8Array;

const below = (next: Next, limit: number): number => Math.floor(next() * Math.max(1, limit));

const flip: Mutation = (bytes, next) => {
  const at = below(next, bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << below(next, 8));
  return bytes;
};

const extreme: Mutation = (bytes, next) => {
  const at = below(next, bytes.length);
  bytes.fill(extremes[below(next, extremes.length)] ?? 0, at, at + 2 ** below(next, 4));
  return bytes;
};

const cut: Mutation = (bytes, next) => {
  const from = below(next, bytes.length);
  return concat(bytes.subarray(0, from), bytes.subarray(from + below(next, bytes.length - from + 1)));
};

const truncate: Mutation = (bytes, next) => bytes.slice(0, below(next, bytes.length + 1));

const double: Mutation = (bytes, next) => {
  const from = below(next, bytes.length);
  const part = bytes.subarray(from, from + below(next, 4096));
  return concat(bytes.subarray(0, from), part, bytes.subarray(from));
};

const splice: Mutation = (bytes, next, other) => {
  const from = below(next, other.length);
  const at = below(next, bytes.length);
  return concat(bytes.subarray(0, at), other.subarray(from, from + below(next, 256)), bytes.subarray(at));
};

const repeat: Mutation = (bytes, next) => {
  const from = below(next, bytes.length);
  const part = bytes.subarray(from, from + 1 + below(next, 8));
  const times = 2 ** below(next, 15);
  return concat(bytes.subarray(0, from), ...Array.from({ length: times }, () => part), bytes.subarray(from));
};

const mutations: readonly Mutation[] = [flip, flip, extreme, extreme, cut, truncate, double, splice];

function concat(...parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A seed with one to eight mutations. */
export function mutate(seeds: readonly Uint8Array[], next: Next): Uint8Array {
  let bytes = (seeds[below(next, seeds.length)] ?? new Uint8Array(0)).slice();
  const other = seeds[below(next, seeds.length)] ?? bytes;
  // Long inputs are slow ones: few are enough.
  if (next() < longShare && bytes.length > 0) bytes = repeat(bytes, next, other).slice(0, largestMutant);
  for (let count = 1 + below(next, 8); count > 0; count--) {
    const mutation = mutations[below(next, mutations.length)] ?? flip;
    if (bytes.length === 0) return bytes;
    bytes = mutation(bytes, next, other).slice(0, largestMutant);
  }
  return bytes;
}
