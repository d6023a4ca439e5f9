/**
 * LZMA2 data: LZMA1 in chunks that say their sizes and what they forget of those before, or bytes as they are.
 * Source: LZMA SDK, Lzma2Dec.c; The .xz File Format 1.2, section 5.3.1; Linux, lib/xz/xz_dec_lzma2.c.
 * Does not see: the size of the dictionary, which stands in the header in front: all output is kept.
 */
import { joined } from '../series/piece-reader.ts';
import { BoundedOutput, type Unpacked } from '../unpacking/bounded-output.ts';
import { LzmaDecoder, type LzmaProperties, lzmaProperties } from './lzma.ts';
import { RangeDecoder } from './range-decoder.ts';

/** A chunk's first byte: what it is, and what it forgets of those before it. */
const endMark = 0;
const storedAfterReset = 1;
const stored = 2;
const packedFlag = 0x80;
const newState = 1;
const newProperties = 2;
const newDictionary = 3;

const mostModelBits = 4;

/** Unpacks up to `most` bytes. */
export function unpackLzma2(packed: Uint8Array, most: number): Unpacked {
  return new Chunks(packed, most).run();
}

class Chunks {
  readonly #packed: Uint8Array;
  readonly #most: number;
  /** What stands before the last reset of the dictionary: nothing reaches back to it. */
  readonly #before: Uint8Array[] = [];
  #beforeBytes = 0;
  #output: BoundedOutput;
  #decoder: LzmaDecoder | undefined;
  #properties: LzmaProperties | undefined;
  #at = 0;

  constructor(packed: Uint8Array, most: number) {
    this.#packed = packed;
    this.#most = most;
    this.#output = new BoundedOutput(most);
  }

  run(): Unpacked {
    let end: Unpacked['end'] | undefined;
    while (end === undefined) end = this.#output.overflown ? 'full' : this.#chunk();
    const bytes = joined([...this.#before, this.#output.take()]);
    return { bytes, packedBytes: Math.min(this.#at, this.#packed.length), end };
  }

  /** One chunk; says how the data end where they do. */
  #chunk(): Unpacked['end'] | undefined {
    const control = this.#packed[this.#at++];
    if (control === endMark) return 'whole';
    if (control === storedAfterReset) this.#resetDictionary();
    if (control === storedAfterReset || control === stored) return this.#stored();
    return control === undefined || control < packedFlag ? 'broken' : this.#packedChunk(control);
  }

  #stored(): 'broken' | undefined {
    const size = 1 + this.#uint16();
    const bytes = this.#packed.subarray(this.#at, this.#at + size);
    for (const byte of bytes) this.#output.push(byte);
    this.#at += size;
    return bytes.length < size ? 'broken' : undefined;
  }

  #packedChunk(control: number): 'broken' | undefined {
    const size = 1 + (control & 0x1f) * 0x10000 + this.#uint16();
    const packedSize = 1 + this.#uint16();
    if (!this.#reset((control >> 5) & 3) || this.#decoder === undefined) return 'broken';
    const data = this.#packed.subarray(this.#at, this.#at + packedSize);
    const until = this.#output.length + size;
    const end = this.#decoder.run(new RangeDecoder(data), Math.min(until, this.#output.most));
    this.#at += packedSize;
    if (until > this.#output.most) this.#output.overflown = true;
    else if (this.#output.length !== until) return 'broken';
    return end === 'full' ? undefined : 'broken';
  }

  /** Forgets what the chunk says; false where its properties are none. */
  #reset(what: number): boolean {
    if (what === newDictionary) this.#resetDictionary();
    if (what >= newProperties) this.#properties = propertiesOf(this.#packed[this.#at++]);
    if (what >= newState) this.#decoder = this.#properties && new LzmaDecoder(this.#output, this.#properties);
    return this.#properties !== undefined;
  }

  /** What comes then counts its bytes anew. */
  #resetDictionary(): void {
    this.#decoder = undefined;
    if (this.#output.length === 0) return;
    this.#before.push(this.#output.take());
    this.#beforeBytes += this.#output.length;
    this.#output = new BoundedOutput(this.#most - this.#beforeBytes);
  }

  #uint16(): number {
    const [high = 0, low = 0] = this.#packed.subarray(this.#at, this.#at + 2);
    this.#at += 2;
    return high * 0x100 + low;
  }
}

/** LZMA2 allows for fewer models than LZMA1. */
function propertiesOf(byte = 0xff): LzmaProperties | undefined {
  const properties = lzmaProperties(byte);
  if (properties === undefined) return undefined;
  return properties.literalContextBits + properties.literalPositionBits > mostModelBits ? undefined : properties;
}
