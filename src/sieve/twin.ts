/**
 * The sieve in plain TypeScript: the same tables, the same shares, the same results as the core in WebAssembly, which
 * it stands in for where a host has none and is checked against. It probes words as core/probe.ts does, since what is
 * dropped depends on their order; its runs (twin-runs.ts) it finds in a way of its own.
 */
import type { Found, ScanOptions, Sieve } from './contract.ts';
import { Gathering } from './found.ts';
import { patternFields } from './pattern.ts';
import type { SievePlan } from './plan.ts';
import { blockBytesLog2, hitPurse } from './share.ts';
import {
  entryFields,
  filterHash,
  gateHash,
  type LiteralTables,
  literalTables,
  slotFields,
  slotHash,
  slotShift,
} from './tables.ts';
import { findRuns } from './twin-runs.ts';
import { foldWord, mixWords, stride } from './words.ts';

/** @param options.capacity bytes of one scan, 4 MiB if absent */
export function createTwin(plan: SievePlan, options: { readonly capacity?: number } = {}): Sieve {
  const capacity = options.capacity ?? 4 << 20;
  const memory = new Uint8Array(plan.margin + capacity + plan.margin);
  const input = memory.subarray(plan.margin, plan.margin + capacity);
  const tables = literalTables(plan.patterns, plan.texts);
  const gathering = new Gathering(plan, capacity);
  return {
    input,
    scan(length: number, { xor = false }: ScanOptions = {}): Found {
      if (length > capacity) throw new RangeError(`a scan of ${length} bytes in a sieve with room for ${capacity}`);
      let dropped = new LiteralScan(plan, tables, memory, length, gathering).run();
      if (xor && plan.encodings.includes('xor'))
        dropped += new LiteralScan(plan, tables, memory, length, gathering, true).run();
      dropped += findRuns(plan, input, length, gathering);
      return { hits: gathering.takeHits(input), runs: gathering.takeRuns(), dropped };
    },
  };
}

class LiteralScan {
  readonly #plan: SievePlan;
  readonly #tables: LiteralTables;
  readonly #input: Uint8Array;
  /** What is probed: the input, or how each of its bytes differs from the next. */
  readonly #bytes: Uint8Array;
  readonly #keyed: boolean;
  readonly #view: DataView;
  /** Where the input begins and ends within the bytes. */
  readonly #start: number;
  readonly #end: number;
  readonly #gathering: Gathering;
  /** The block that each pattern was last seen in. */
  readonly #shares: Int32Array;
  #purse: number;
  #dropped = 0;

  constructor(
    plan: SievePlan,
    tables: LiteralTables,
    memory: Uint8Array,
    length: number,
    gathering: Gathering,
    keyed = false,
  ) {
    this.#plan = plan;
    this.#tables = tables;
    this.#input = memory;
    this.#bytes = keyed ? differences(memory, plan.margin + length + plan.margin) : memory;
    this.#keyed = keyed;
    this.#view = new DataView(this.#bytes.buffer);
    this.#start = plan.margin;
    this.#end = plan.margin + length;
    this.#gathering = gathering;
    this.#shares = new Int32Array(plan.anchors.length).fill(-1);
    this.#purse = hitPurse(length);
  }

  /** Returns how many hits were dropped. */
  run(): number {
    const { gate } = this.#tables;
    const words = new Int32Array(this.#bytes.buffer, this.#start, Math.ceil((this.#end - this.#start) / stride));
    for (let i = 0; i < words.length; i++) {
      const word = (words[i] ?? 0) | 0x20202020;
      if (gate[gateHash(word)] !== 0) this.#word(this.#start + i * stride, word);
    }
    return this.#dropped;
  }

  /** A word may lead on by itself or with the one behind it. */
  #word(place: number, word: number): void {
    const pair = mixWords(word, foldWord(this.#view.getUint32(place + stride, true)));
    if (this.#passes(word)) this.#confirm(place, word, stride);
    if (pair !== word && this.#passes(pair)) this.#confirm(place, pair, 2 * stride);
  }

  #passes(key: number): boolean {
    const bit = filterHash(key);
    return (((this.#tables.filter[bit >>> 3] ?? 0) >>> (bit & 7)) & 1) === 1;
  }

  #confirm(place: number, key: number, reach: number): void {
    const { slots, entries } = this.#tables;
    const lastSlot = slots.length / slotFields - 1;
    const shift = slotShift(lastSlot + 1);
    for (let slot = slotHash(key, shift); slots[slot * slotFields + 1] !== 0; slot = (slot + 1) & lastSlot) {
      if (slots[slot * slotFields] !== key >>> 0) continue;
      const before = slots[slot * slotFields + 2] ?? 0;
      const behind = slots[slot * slotFields + 3] ?? 0;
      if (!hasByte(before, this.#bytes[place - 1]) || !hasByte(behind, this.#bytes[place + reach])) return;
      for (let entry = slots[slot * slotFields + 1] ?? 0; entry !== 0; ) {
        const e = (entry - 1) * entryFields;
        const other = place + ((entries[e + 2] ?? 0) | 0);
        if (((this.#view.getUint32(other, true) ^ (entries[e + 3] ?? 0)) & (entries[e + 4] ?? 0)) === 0)
          this.#compare(entries[e] ?? 0, place - ((entries[e + 1] ?? 0) | 0));
        entry = entries[e + 5] ?? 0;
      }
      return;
    }
  }

  #compare(pattern: number, at: number): void {
    const { patterns, texts } = this.#plan;
    const size = patterns[pattern * patternFields] ?? 0;
    const firstByte = patterns[pattern * patternFields + 2] ?? 0;
    const keyed = firstByte !== 0;
    if (keyed !== this.#keyed || at < this.#start || at + size + Number(keyed) > this.#end) return;
    // No key is no disguise, and a key of 0x20 is a matter of capital letters.
    if (keyed && ((firstByte ^ (this.#input[at] ?? 0)) & ~0x20) === 0) return;
    // What would be dropped need not be compared to the last byte, except where the core would not have come upon it.
    const spent = this.#purse === 0 && this.#shares[pattern] === (at - this.#start) >>> blockBytesLog2;
    if (spent && !keyed) {
      this.#dropped++;
      return;
    }
    const text = patterns[pattern * patternFields + 1] ?? 0;
    for (let i = 0; i < size; i++)
      if ((((this.#bytes[at + i] ?? 0) ^ (texts[text + i] ?? 0)) & (texts[text + size + i] ?? 0)) !== 0) return;
    if (spent) this.#dropped++;
    else this.#admit(pattern, at - this.#start);
  }

  #admit(pattern: number, offset: number): void {
    const block = offset >>> blockBytesLog2;
    if (this.#shares[pattern] !== block) this.#shares[pattern] = block;
    else this.#purse--;
    this.#gathering.hit(offset, pattern);
  }
}

/** How each of the first `size` bytes differs from the next. */
function differences(bytes: Uint8Array, size: number): Uint8Array {
  const out = new Uint8Array(size);
  for (let i = 0; i < size; i++) out[i] = (bytes[i] ?? 0) ^ (bytes[i + 1] ?? 0);
  return out;
}

function hasByte(set: number, byte = 0): boolean {
  return ((set >>> (byte & 31)) & 1) === 1;
}
