/** The sieve on WebAssembly. Its core is AssemblyScript (core/), built by tools/build-sieve.ts. */

export { compilePlan, type SievePlan } from './plan.ts';
export { createTwin } from './twin.ts';

import type { Found, ScanOptions, Sieve } from './contract.ts';
import { coreBase64 } from './core.generated.ts';
import { Gathering } from './found.ts';
import type { SievePlan } from './plan.ts';
import { blockBytesLog2, hitPurse, mostHits, runPurse } from './share.ts';
import { entryFields, slotFields, tableSizes } from './tables.ts';
import { chances, sharingCosts } from './words.ts';

const defaultCapacity: number = 4 << 20;

const pageBytes = 65_536;
/** Of a pattern's share, of a hit and of a run, as the core writes them. */
const shareBytes = 4;
const hitBytes = 8;
const runBytes = 12;

interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** What core/index.ts exports. */
interface Core {
  readonly memory: Memory;
  /** Where that ends which has a fixed place. */
  readonly placed: { readonly value: number };
  placeTables(...addresses: number[]): void;
  placeCosts(...addresses: number[]): void;
  placeShapes(...addresses: number[]): void;
  placeBuffers(...addresses: number[]): void;
  fillTables(patterns: number): void;
  scan(length: number, hitPurse: number, runPurse: number, shareShift: number, keyed: boolean): number;
  hitsFound(): number;
  runsFound(): number;
}

/** As much of the host's WebAssembly as is used here; its types come with a browser's or Node's, and we take neither. */
interface WebAssemblyHost {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: Core };
}

let compiled: object | undefined;

function instantiate(): Core {
  // The language's own library does not declare WebAssembly.
  const { WebAssembly: host } = globalThis as unknown as { WebAssembly: WebAssemblyHost };
  compiled ??= new host.Module(Uint8Array.from(atob(coreBase64), (character) => character.charCodeAt(0)));
  return new host.Instance(compiled).exports;
}

/** Hands out addresses one after another, then asks for the memory they need. */
class Layout {
  #end: number;

  constructor(start: number) {
    this.#end = start;
  }

  room(bytes: number): number {
    const at = (this.#end + 63) & ~63;
    this.#end = at + bytes;
    return at;
  }

  reserve(memory: Memory): void {
    const missing = Math.ceil((this.#end - memory.buffer.byteLength) / pageBytes);
    if (missing > 0) memory.grow(missing);
  }
}

/** Where a sieve's buffers lie in its core's memory. */
interface Places {
  readonly input: number;
  readonly shares: number;
  readonly hits: number;
  readonly runs: number;
}

/** Lays out the core's memory, copies the plan into it, tells the core where everything is and lets it fill its tables. */
function furnish(core: Core, plan: SievePlan, capacity: number): Places {
  const layout = new Layout(core.placed.value);
  const tables: { readonly at: number; readonly bytes: Uint8Array }[] = [];
  const place = (table: Uint8Array | Uint32Array | Float64Array): number => {
    const at = layout.room(table.byteLength);
    tables.push({ at, bytes: new Uint8Array(table.buffer, table.byteOffset, table.byteLength) });
    return at;
  };
  const patterns = plan.anchors.length;
  const sizes = tableSizes(plan.patterns);
  const slots = layout.room(sizes.slots * slotFields * 4);
  const entries = layout.room(sizes.entries * entryFields * 4);
  core.placeTables(slots, sizes.slots - 1, entries, place(plan.patterns), place(plan.texts));
  core.placeCosts(place(chances), place(sharingCosts));
  core.placeShapes(place(plan.classes), place(plan.shapes), plan.shapes.length);
  const shares = layout.room(patterns * shareBytes);
  const hits = layout.room(mostHits(capacity, patterns) * hitBytes);
  const runs = layout.room(2 * runPurse(capacity) * runBytes);
  layout.room(plan.margin);
  const input = layout.room(capacity);
  layout.room(plan.margin);
  core.placeBuffers(input, shares, hits, runs);
  layout.reserve(core.memory);
  const memory = new Uint8Array(core.memory.buffer);
  for (const { at, bytes } of tables) memory.set(bytes, at);
  core.fillTables(patterns);
  return { input, shares, hits, runs };
}

/**
 * @param options.capacity bytes of one scan, 4 MiB if absent
 * @throws where the host has no WebAssembly with 128-bit SIMD: `createTwin` does the same more slowly.
 */
export function createSieve(plan: SievePlan, options: { readonly capacity?: number } = {}): Sieve {
  const capacity = options.capacity ?? defaultCapacity;
  const core = instantiate();
  const places = furnish(core, plan, capacity);
  const bytes = new Uint8Array(core.memory.buffer);
  const numbers = new Uint32Array(core.memory.buffer);
  const input = bytes.subarray(places.input, places.input + capacity);
  const gathering = new Gathering(plan, capacity);
  return {
    input,
    scan(length: number, { xor = false }: ScanOptions = {}): Found {
      if (length > capacity) throw new RangeError(`a scan of ${length} bytes in a sieve with room for ${capacity}`);
      bytes.fill(0xff, places.shares, places.shares + plan.anchors.length * shareBytes);
      const dropped = core.scan(
        length,
        hitPurse(length),
        runPurse(length),
        blockBytesLog2,
        xor && plan.encodings.includes('xor'),
      );
      const hitsEnd = places.hits / 4 + 2 * core.hitsFound();
      const runsEnd = places.runs / 4 + 3 * core.runsFound();
      for (let at = places.hits / 4; at < hitsEnd; at += 2) gathering.hit(numbers[at] ?? 0, numbers[at + 1] ?? 0);
      for (let at = places.runs / 4; at < runsEnd; at += 3)
        gathering.run(numbers[at] ?? 0, numbers[at + 1] ?? 0, numbers[at + 2] ?? 0);
      return { hits: gathering.takeHits(input), runs: gathering.takeRuns(), dropped };
    },
  };
}
