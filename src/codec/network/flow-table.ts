/**
 * Every TCP flow of a capture in one typed array: 64 bytes a flow, no object and no string for any of them.
 * Both directions are one flow; direction 0 is what its lower endpoint sends. When the table is full, the longest
 * idle of a few neighbours makes room, so that finding room costs the same however many flows there are; one of which
 * no payload was seen goes before one that spoke, so that a flood of SYNs drives no conversation out.
 */
import type { Endpoint } from '../../model/stream.ts';
import { formatAddress } from './addresses.ts';
import { i32be } from './integers.ts';
import type { Packet } from './packet.ts';

/** State of a flow; the first ten bits come in pairs, one for each direction. */
export const flowBits = {
  /** A SYN without ACK was sent in direction 0; shifted by one, in direction 1. So with all pairs. */
  syn: 1,
  /** A SYN with ACK. */
  synAck: 4,
  /** The last payload was short text. */
  short: 16,
  ipv6: 64,
  /** Payload was seen. */
  data: 128,
  /** Payload was let go before the flow became a candidate. */
  lost: 256,
  candidate: 512,
  /** Not to be evicted. */
  pinned: 1024,
  /** No longer to be found: its endpoints began another conversation, or its entry is free. */
  retired: 2048,
  /** An anchor stands in its payload. */
  anchored: 4096,
  /** A FIN was sent in direction 0; shifted by one, in direction 1. */
  fin: 8192,
  /** Its stream was handed on. */
  handed: 32768,
  /** More of its beginning is wanted. */
  opening: 65536,
} as const;

/** Words of an entry: 0-3 lower address, 4-7 higher address (IPv4 uses one word each), then these. */
const portsWord = 8;
const nextWord = 9;
const flagsWord = 10;
const initialWord = 11;
const lastWord = 13;
const bucketWord = 14;
const stride = 16;

const none = -1;
const firstCapacity = 1024;
/** Entries that could go, of which one does. */
const neighbours = 16;

export class FlowTable {
  /** Called with a flow whose entry is about to serve another. */
  readonly #evicted: (flow: number) => void;
  readonly #capacity: number;
  /** Unpredictable, so that nobody can craft addresses that share a bucket. */
  readonly #seed = (Math.random() * 0x1_0000_0000) | 0;
  #words: Int32Array;
  #buckets: Int32Array;
  #used = 0;
  #free: number[] = [];
  #hand = 0;
  readonly #key = new Int32Array(9);
  /** Of the key that was read last. */
  #version = 0;
  #hashed = 0;
  #direction = 0;

  /** `capacity`: flows remembered at most, a power of two. */
  constructor(capacity: number, evicted: (flow: number) => void) {
    this.#capacity = capacity;
    this.#evicted = evicted;
    const first = Math.min(firstCapacity, capacity);
    this.#words = new Int32Array(first * stride);
    this.#buckets = new Int32Array(first * 2).fill(none);
  }

  /** Twice the flow's number, plus its direction. `keep`: flows last seen in this packet or later stay. */
  find(bytes: Uint8Array, packet: Packet, number: number, keep: number): number {
    const known = this.seek(bytes, packet, number);
    if (known >= 0) return known;
    return this.#add(this.#hashed, this.#version, number, keep) * 2 + this.#direction;
  }

  /** The same for a flow that is there already; -1 where it is not. */
  seek(bytes: Uint8Array, packet: Packet, number: number): number {
    const version = packet.addressLength === 4 ? 0 : flowBits.ipv6;
    const direction = this.#readKey(bytes, packet);
    const hash = this.#hash(version);
    const words = this.#words;
    const key = this.#key;
    for (let flow = this.#bucket(hash); flow !== none; flow = words[flow * stride + nextWord] as number) {
      // The casts here and below: indexes stay within the entry, and a check for undefined would be paid per packet.
      const entry = flow * stride;
      if (words[entry + portsWord] !== key[portsWord] || words[entry] !== key[0] || words[entry + 4] !== key[4])
        continue;
      if (((words[entry + flagsWord] as number) & flowBits.ipv6) !== version) continue;
      if (version !== 0 && !this.#sameAddresses(entry)) continue;
      words[entry + lastWord] = number;
      return flow * 2 + direction;
    }
    this.#version = version;
    this.#hashed = hash;
    this.#direction = direction;
    return none;
  }

  /** Flows that are found, or were renewed and not released. */
  *living(): Generator<number> {
    for (let flow = 0; flow < this.#used; flow++) if (this.#words[flow * stride + portsWord] !== 0) yield flow;
  }

  flags(flow: number): number {
    return this.#words[flow * stride + flagsWord] as number;
  }

  set(flow: number, bits: number): void {
    const at = flow * stride + flagsWord;
    this.#words[at] = (this.#words[at] as number) | bits;
  }

  clear(flow: number, bits: number): void {
    const at = flow * stride + flagsWord;
    this.#words[at] = (this.#words[at] as number) & ~bits;
  }

  /** Initial sequence number of a direction; only where its SYN was seen. */
  initial(flow: number, direction: number): number {
    return this.#words[flow * stride + initialWord + direction] as number;
  }

  setInitial(flow: number, direction: number, sequence: number): void {
    this.#words[flow * stride + initialWord + direction] = sequence;
  }

  /** Number of the last packet. */
  last(flow: number): number {
    return (this.#words[flow * stride + lastWord] as number) >>> 0;
  }

  /**
   * The same endpoints begin another conversation. Answers its number; the old one is no longer found, and stays
   * readable until it is released.
   */
  renew(flow: number, number: number, keep: number): number {
    const words = this.#words;
    this.#key.set(words.subarray(flow * stride, flow * stride + 9));
    const version = this.flags(flow) & flowBits.ipv6;
    this.#unlink(flow);
    this.set(flow, flowBits.retired);
    return this.#add(this.#hash(version), version, number, keep);
  }

  /** Gives a renewed flow's entry back. */
  release(flow: number): void {
    this.#evicted(flow);
    // A free entry has no ports: what was port 0 to port 0 is not missed.
    this.#words[flow * stride + portsWord] = 0;
    this.#free.push(flow);
  }

  /** Forgets a flow that is over. */
  remove(flow: number): void {
    this.#unlink(flow);
    this.set(flow, flowBits.retired);
    this.release(flow);
  }

  #readKey(bytes: Uint8Array, packet: Packet): number {
    const key = this.#key;
    const { sourceAt, targetAt, sourcePort, targetPort } = packet;
    let swap = false;
    let decided = false;
    for (let i = 0; i < packet.addressLength >> 2 && !decided; i++) {
      const source = i32be(bytes, sourceAt + 4 * i);
      const target = i32be(bytes, targetAt + 4 * i);
      decided = source !== target;
      swap = source > target;
    }
    if (!decided) swap = sourcePort > targetPort;
    const low = swap ? targetAt : sourceAt;
    const high = swap ? sourceAt : targetAt;
    key[0] = i32be(bytes, low);
    key[4] = i32be(bytes, high);
    if (packet.addressLength === 16)
      for (let i = 1; i < 4; i++) {
        key[i] = i32be(bytes, low + 4 * i);
        key[4 + i] = i32be(bytes, high + 4 * i);
      }
    key[portsWord] = swap ? (targetPort << 16) | sourcePort : (sourcePort << 16) | targetPort;
    return swap ? 1 : 0;
  }

  #hash(version: number): number {
    const key = this.#key;
    let hash = mix(this.#seed, key[0] as number);
    if (version !== 0) for (let i = 1; i < 8; i++) hash = mix(hash, key[i] as number);
    hash = mix(mix(hash, key[4] as number), key[portsWord] as number);
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    return hash ^ (hash >>> 13);
  }

  #bucket(hash: number): number {
    return this.#buckets[hash & (this.#buckets.length - 1)] as number;
  }

  #sameAddresses(entry: number): boolean {
    for (let i = 1; i < 8; i++) if (this.#words[entry + i] !== this.#key[i]) return false;
    return true;
  }

  #add(hash: number, version: number, number: number, keep: number): number {
    const flow = this.#free.pop() ?? this.#room(keep);
    const entry = flow * stride;
    this.#words.fill(0, entry, entry + stride);
    this.#words.set(this.#key, entry);
    this.#words[entry + flagsWord] = version;
    this.#words[entry + lastWord] = number;
    this.#link(flow, hash);
    return flow;
  }

  #link(flow: number, hash: number): void {
    const bucket = hash & (this.#buckets.length - 1);
    this.#words[flow * stride + bucketWord] = hash;
    this.#words[flow * stride + nextWord] = this.#buckets[bucket] as number;
    this.#buckets[bucket] = flow;
  }

  #unlink(flow: number): void {
    const words = this.#words;
    const bucket = (words[flow * stride + bucketWord] as number) & (this.#buckets.length - 1);
    const after = words[flow * stride + nextWord] as number;
    let at = this.#buckets[bucket] as number;
    if (at === flow) this.#buckets[bucket] = after;
    while (at !== none) {
      const next = words[at * stride + nextWord] as number;
      if (next === flow) words[at * stride + nextWord] = after;
      at = next;
    }
  }

  #room(keep: number): number {
    if (this.#used === this.#capacity) return this.#evict(keep);
    if (this.#used * stride === this.#words.length) this.#grow();
    return this.#used++;
  }

  #grow(): void {
    const words = new Int32Array(this.#words.length * 2);
    words.set(this.#words);
    this.#words = words;
    this.#buckets = new Int32Array(this.#buckets.length * 2).fill(none);
    for (let flow = 0; flow < this.#used; flow++)
      if ((this.flags(flow) & flowBits.retired) === 0) this.#link(flow, words[flow * stride + bucketWord] as number);
  }

  /** The table is far larger than what one batch and the pinned flows can hold, so there always is a victim. */
  #evict(keep: number): number {
    let victim = none;
    let spoke = true;
    for (let seen = 0, eligible = 0; seen < this.#capacity && eligible < neighbours; seen++) {
      const flow = this.#hand;
      this.#hand = (this.#hand + 1) % this.#capacity;
      const last = this.last(flow);
      const flags = this.flags(flow);
      if (last >= keep || (flags & (flowBits.pinned | flowBits.retired)) !== 0) continue;
      eligible++;
      const speaks = (flags & flowBits.data) !== 0;
      const better = speaks === spoke ? last < this.last(victim) : spoke;
      if (victim !== none && !better) continue;
      victim = flow;
      spoke = speaks;
    }
    if (victim === none) victim = this.#hand;
    this.#evicted(victim);
    this.#unlink(victim);
    return victim;
  }

  /** The address that sends in a direction: 4 or 16 bytes. */
  address(flow: number, direction: number): Uint8Array {
    const length = (this.flags(flow) & flowBits.ipv6) === 0 ? 4 : 16;
    const address = new DataView(new ArrayBuffer(length));
    const from = flow * stride + 4 * direction;
    for (let i = 0; i < length / 4; i++) address.setInt32(4 * i, this.#words[from + i] as number);
    return new Uint8Array(address.buffer);
  }

  /** The port that sends in a direction. */
  port(flow: number, direction: number): number {
    const ports = this.#words[flow * stride + portsWord] as number;
    return direction === 0 ? ports >>> 16 : ports & 0xffff;
  }

  /** Who sends in a direction. */
  endpoint(flow: number, direction: number): Endpoint {
    const address = this.address(flow, direction);
    return { address: formatAddress(address, 0, address.length), port: this.port(flow, direction) };
  }
}

function mix(hash: number, word: number): number {
  const mixed = Math.imul(hash ^ word, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}
