/** Where everything lies in linear memory, as src/sieve/sieve.ts laid it out. Addresses are bytes. */

/** Bytes that stay in the processor's nearer caches from the first pass over them to the last. */
export const blockBytes: usize = 32768;

// What every word meets has a fixed place: an address that is part of the instruction needs none to compute it.
export const gate: usize = 65536;
export const filter: usize = gate + (1 << 17);
export const firstQueue: usize = filter + (1 << 17);
/** A queue holds four bytes for each word of a block, and is written one entry beyond its end. */
export const secondQueue: usize = firstQueue + blockBytes + 64;
export const placed: usize = secondQueue + blockBytes + 64;

// The plan's tables: see SievePlan in src/sieve/plan.ts for their shapes.
export let slots: usize = 0;
export let slotMask: u32 = 0;
export let slotShift: u32 = 0;
export let entries: usize = 0;
export let patterns: usize = 0;
export let texts: usize = 0;
export let chances: usize = 0;
export let sharingCosts: usize = 0;
export let classes: usize = 0;
export let shapes: usize = 0;
export let shapesEnd: usize = 0;

// What one scan works on.
export let input: usize = 0;
export let shares: usize = 0;
export let hits: usize = 0;
export let runs: usize = 0;

export function placeTables(slotsAt: usize, lastSlot: u32, entriesAt: usize, patternsAt: usize, textsAt: usize): void {
  slots = slotsAt; slotMask = lastSlot; slotShift = clz(lastSlot);
  entries = entriesAt; patterns = patternsAt; texts = textsAt;
}

export function placeCosts(chancesAt: usize, sharingCostsAt: usize): void {
  chances = chancesAt; sharingCosts = sharingCostsAt;
}

export function placeShapes(classesAt: usize, shapesAt: usize, shapesBytes: u32): void {
  classes = classesAt; shapes = shapesAt; shapesEnd = shapesAt + shapesBytes;
}

export function placeBuffers(inputAt: usize, sharesAt: usize, hitsAt: usize, runsAt: usize): void {
  input = inputAt; shares = sharesAt; hits = hitsAt; runs = runsAt;
}
