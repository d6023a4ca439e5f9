/** Words and their hashes, as src/sieve/words.ts and tables.ts have them. */

export const multiplier: u32 = 0x9E3779B1;

// @ts-ignore: decorators are AssemblyScript's
@inline export function folded(word: u32): u32 {
  return word | 0x20202020;
}

/** One key of two folded words. */
// @ts-ignore: decorators are AssemblyScript's
@inline export function mix(word: u32, next: u32): u32 {
  return (word * multiplier) ^ (next * 0xC2B2AE3D);
}

// @ts-ignore: decorators are AssemblyScript's
@inline export function gateHash(foldedWord: u32): u32 {
  return (foldedWord * multiplier) >>> 15;
}

// @ts-ignore: decorators are AssemblyScript's
@inline export function filterHash(key: u32): u32 {
  return ((key ^ (key >>> 15)) * 0x85EBCA6B) >>> 12;
}

// @ts-ignore: decorators are AssemblyScript's
@inline export function slotHash(key: u32, shift: u32): u32 {
  return ((key ^ (key >>> 15)) * multiplier) >>> shift;
}
