/** The sieve on WebAssembly. Its core is AssemblyScript (core/), built by tools/build-sieve.ts. */

export { compilePlan, type SievePlan } from './plan.ts';
export { createTwin } from './twin.ts';

import type { Found, Sieve } from './contract.ts';
import { coreBase64 } from './core.generated.ts';
import { Gathering } from './found.ts';
import type { SievePlan } from './plan.ts';
import {
  blockBytesLog2,
  freeHitsPerBlock,
  mostHitsPerSegment,
  pursePerSegment,
  runsPerSegment,
  segmentBytes,
} from './share.ts';

export const defaultCapacity: number = 4 << 20;

const pageBytes = 65_536;
/** Bytes of each queue between the levels of the core: one address for each word of its block, and one to spare. */
const queueBytes = 16_384 + 64;
const hitBytes = 8;
const runBytes = 12;

interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** What core/index.ts exports. */
interface Core {
  readonly memory: Memory;
  placeTables(...addresses: number[]): void;
  placeShapes(...addresses: number[]): void;
  placeBuffers(...addresses: number[]): void;
  begin(length: number, hitShare: number, shareShift: number, runShare: number): void;
  scanSegment(from: number, to: number, purse: number): void;
  segmentHits(): number;
  takeRuns(): number;
  dropped(): number;
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

/**
 * @param options.capacity bytes of one scan, 4 MiB if absent
 * @throws where the host has no WebAssembly: `createTwin` does the same more slowly.
 */
export function createSieve(plan: SievePlan, options: { readonly capacity?: number } = {}): Sieve {
  const capacity = options.capacity ?? defaultCapacity;
  const core = instantiate();
  const layout = new Layout(pageBytes);
  const pending: { at: number; table: Uint8Array }[] = [];
  const place = (table: Uint8Array | Uint32Array): number => {
    const at = layout.room(table.byteLength);
    pending.push({ at, table: new Uint8Array(table.buffer, table.byteOffset, table.byteLength) });
    return at;
  };
  const tables = [plan.gate, plan.filter, plan.slots].map(place);
  const rest = [plan.entries, plan.patterns, plan.literals].map(place);
  core.placeTables(...tables, plan.slots.length / 3 - 1, ...rest);
  const shapes = [place(plan.classes), place(plan.shapes)];
  core.placeShapes(...shapes, plan.shapes.length, plan.runStrides.ascii, plan.runStrides.wide);
  const queues = [layout.room(queueBytes), layout.room(queueBytes)];
  const sharesBytes = plan.anchors.length * 8;
  const sharesAt = layout.room(sharesBytes);
  const hitsAt = layout.room(mostHitsPerSegment(plan.anchors.length) * hitBytes);
  const runsAt = layout.room((4 * runsPerSegment + 4) * runBytes);
  layout.room(plan.margin);
  const inputAt = layout.room(capacity);
  layout.room(plan.margin);
  core.placeBuffers(inputAt, ...queues, sharesAt, hitsAt, runsAt);
  layout.reserve(core.memory);
  const bytes = new Uint8Array(core.memory.buffer);
  const numbers = new Uint32Array(core.memory.buffer);
  for (const { at, table } of pending) bytes.set(table, at);

  const take = (gathering: Gathering): void => {
    const hits = core.segmentHits();
    for (let i = hitsAt / 4; i < hitsAt / 4 + hits * 2; i += 2) gathering.hit(numbers[i] ?? 0, numbers[i + 1] ?? 0);
    const runs = core.takeRuns();
    for (let i = runsAt / 4; i < runsAt / 4 + runs * 3; i += 3)
      gathering.run(numbers[i] ?? 0, numbers[i + 1] ?? 0, numbers[i + 2] ?? 0);
  };
  return {
    input: bytes.subarray(inputAt, inputAt + capacity),
    scan(length: number): Found {
      if (length > capacity) throw new RangeError(`a scan of ${length} bytes in a sieve with room for ${capacity}`);
      const gathering = new Gathering(plan);
      bytes.fill(0xff, sharesAt, sharesAt + sharesBytes);
      core.begin(length, freeHitsPerBlock, blockBytesLog2, runsPerSegment);
      for (let from = 0; from < length; from += segmentBytes) {
        core.scanSegment(from, Math.min(length, from + segmentBytes), pursePerSegment);
        take(gathering);
      }
      return { hits: gathering.hits(), runs: gathering.runs(), dropped: core.dropped() };
    },
  };
}
