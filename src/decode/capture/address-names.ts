/**
 * Which names a capture's DNS answers gave an address: a ring of the newest answers, chained by a hash of the address,
 * so that millions of answers cost neither strings nor memory.
 */
import { nameText } from '../../codec/network/dns-glance.ts';
import { i32be, u8 } from '../../codec/network/integers.ts';

/** A record has at most a fourth of a kilobyte. */
const ringBytes = 8 * 1024 * 1024;
/** Bytes of the ring for each of the chains. */
const bytesOfChain = 128;
/** Answers of one chain looked at. */
const mostSteps = 256;
/** Names of one address. */
const mostNames = 8;

/** A record: the place of the one before it in its chain (8), the address (16), the name's length (2), the name. */
const previousBytes = 8;
const addressBytes = 16;
const headBytes: number = previousBytes + addressBytes + 2;
const longestName = 255;

export class AddressNames {
  /** Never split over the end: the last record may reach beyond it. Made for the first answer. */
  #ring: Uint8Array = new Uint8Array(0);
  #view: DataView = new DataView(this.#ring.buffer);
  /** Place of the newest record in each chain, counted from the first byte ever written; -1 for none. */
  #newest: Float64Array = new Float64Array(0);
  readonly #buckets: number;
  readonly #seed = (Math.random() * 0x1_0000_0000) | 0;
  readonly #size: number;
  #written = 0;
  readonly #key = new Uint8Array(addressBytes);

  /** `size`: bytes of answers remembered, a power of two. */
  constructor(size: number = ringBytes) {
    this.#size = size;
    this.#buckets = size / bytesOfChain;
  }

  /** An answer: bytes[at, at + length) is the address, source[nameAt, nameEnd) the labels of the name. */
  add(bytes: Uint8Array, at: number, length: number, source: Uint8Array, nameAt: number, nameEnd: number): void {
    const size = nameEnd - nameAt;
    if (size <= 0 || size > longestName) return;
    if (this.#ring.length === 0) this.#makeRing();
    this.#setKey(bytes, at, length);
    const bucket = this.#bucket();
    if (this.#isNewest(bucket, source, nameAt, size)) return;
    const place = this.#written % this.#size;
    this.#view.setFloat64(place, this.#newest[bucket] ?? -1);
    this.#ring.set(this.#key, place + previousBytes);
    this.#view.setUint16(place + previousBytes + addressBytes, size);
    this.#ring.set(source.subarray(nameAt, nameEnd), place + headBytes);
    this.#newest[bucket] = this.#written;
    // A record that reaches beyond the ring's end is not split: the next one stands at the beginning again.
    this.#written += Math.min(headBytes + size, this.#size - place);
  }

  /** Names that were asked for when this address came back, newest first. */
  of(bytes: Uint8Array, at: number, length: number): string[] {
    this.#setKey(bytes, at, length);
    const names = new Set<string>();
    let record = this.#newest[this.#bucket()] ?? -1;
    for (let step = 0; step < mostSteps && this.#holds(record) && names.size < mostNames; step++) {
      const place = record % this.#size;
      if (this.#sameAddress(place)) {
        const size = this.#view.getUint16(place + previousBytes + addressBytes);
        names.add(nameText(this.#ring, place + headBytes, place + headBytes + size));
      }
      record = this.#view.getFloat64(place);
    }
    return [...names];
  }

  #makeRing(): void {
    this.#ring = new Uint8Array(this.#size + headBytes + longestName);
    this.#view = new DataView(this.#ring.buffer);
    this.#newest = new Float64Array(this.#buckets).fill(-1);
  }

  /** Not overwritten yet. */
  #holds(record: number): boolean {
    return record >= 0 && record > this.#written - this.#size;
  }

  #isNewest(bucket: number, source: Uint8Array, nameAt: number, size: number): boolean {
    const record = this.#newest[bucket] ?? -1;
    if (!this.#holds(record)) return false;
    const place = record % this.#size;
    if (!this.#sameAddress(place) || this.#view.getUint16(place + previousBytes + addressBytes) !== size) return false;
    for (let i = 0; i < size; i++) if (u8(this.#ring, place + headBytes + i) !== u8(source, nameAt + i)) return false;
    return true;
  }

  #sameAddress(place: number): boolean {
    for (let i = 0; i < addressBytes; i++)
      if (u8(this.#ring, place + previousBytes + i) !== u8(this.#key, i)) return false;
    return true;
  }

  #setKey(bytes: Uint8Array, at: number, length: number): void {
    this.#key.fill(0);
    for (let i = 0; i < length; i++) this.#key[i] = u8(bytes, at + i);
  }

  #bucket(): number {
    let hash = this.#seed;
    for (let i = 0; i < addressBytes; i += 4) {
      hash = Math.imul(hash ^ i32be(this.#key, i), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    return hash & (this.#buckets - 1);
  }
}
