/** Where everything lies in linear memory, as src/sieve/sieve.ts laid it out. Addresses are bytes. */

// The plan's tables: see SievePlan in src/sieve/plan.ts for their shapes.
export let gate: usize = 0;
export let filter: usize = 0;
export let slots: usize = 0;
export let slotMask: u32 = 0;
export let slotShift: u32 = 0;
export let entries: usize = 0;
export let patterns: usize = 0;
export let literals: usize = 0;
export let classes: usize = 0;
export let shapes: usize = 0;
export let shapesEnd: usize = 0;
export let asciiStride: u32 = 0;
export let wideStride: u32 = 0;

// What one scan works on.
export let input: usize = 0;
export let firstQueue: usize = 0;
export let secondQueue: usize = 0;
export let shares: usize = 0;
export let hits: usize = 0;
export let runs: usize = 0;

export function placeTables(gateAt: usize, filterAt: usize, slotsAt: usize, lastSlot: u32): void {
  gate = gateAt; filter = filterAt; slots = slotsAt; slotMask = lastSlot; slotShift = clz(lastSlot);
}

export function placePatterns(entriesAt: usize, patternsAt: usize, literalsAt: usize): void {
  entries = entriesAt; patterns = patternsAt; literals = literalsAt;
}

export function placeShapes(classesAt: usize, shapesAt: usize, shapesBytes: u32, strideAscii: u32, strideWide: u32): void {
  classes = classesAt; shapes = shapesAt; shapesEnd = shapesAt + shapesBytes; asciiStride = strideAscii; wideStride = strideWide;
}

export function placeBuffers(
  inputAt: usize, firstQueueAt: usize, secondQueueAt: usize, sharesAt: usize, hitsAt: usize, runsAt: usize,
): void {
  input = inputAt; firstQueue = firstQueueAt; secondQueue = secondQueueAt; shares = sharesAt; hits = hitsAt; runs = runsAt;
}
