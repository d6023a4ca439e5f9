/**
 * DNS over UDP in a capture: answers are remembered for the names of servers, and a message that asks for a pool's name
 * becomes a part of its own. One question and one answer for each client and name, a bounded number.
 *
 * Names are compared by a hash of their bytes, so that a name that is no pool's costs no text.
 * Does not see: DNS over TCP, TLS and HTTPS, other ports than 53.
 */
import { formatAddress } from '../../codec/network/addresses.ts';
import { DnsGlance, nameText } from '../../codec/network/dns-glance.ts';
import { u8 } from '../../codec/network/integers.ts';
import type { Packet } from '../../codec/network/packet.ts';
import { knownPool, knownPools } from '../../intel/pools.ts';
import type { Child, Miss } from '../../model/units.ts';
import { AddressNames } from './address-names.ts';
import type { Timed } from './batch.ts';
import { datagramChild } from './datagram.ts';

const domainPort = 53;
const mostLookups = 1_024;

/** Hashes of all known domains, and of how many labels they have at most. */
const knownHashes: ReadonlySet<number> = new Set(knownPools.map(({ domain }) => hashOf(domain)));

export class PoolLookups {
  readonly names: AddressNames;
  readonly #glance = new DnsGlance();
  readonly #met = new Set<string>();
  /** Where each label of a name begins. */
  readonly #labels = new Int32Array(128);
  #more = 0;
  #waiting: Child[] = [];

  /** `nameBytes`: of answers remembered, a power of two; the usual number if absent. */
  constructor(nameBytes?: number) {
    this.names = new AddressNames(nameBytes);
  }

  /** Reads a UDP packet; true where it asks for a pool's name, so nothing else need look at it. */
  take(bytes: Uint8Array, packet: Packet, number: number, record: Timed): boolean {
    if (packet.sourcePort !== domainPort && packet.targetPort !== domainPort) return false;
    const glance = this.#glance;
    if (!glance.read(bytes, packet.payloadAt, packet.payloadEnd)) return false;
    const { nameAt, nameEnd, addresses } = glance;
    for (let i = 0; i < addresses; i++)
      this.names.add(bytes, glance.addressAt[i] ?? 0, glance.addressLength[i] ?? 4, nameAt, nameEnd);
    if (!this.#mayBePool(bytes, nameAt, nameEnd)) return false;
    const name = nameText(bytes, nameAt, nameEnd);
    if (!knownPool(name)) return false;
    this.#handOn(bytes, packet, name, number, record);
    return true;
  }

  #handOn(bytes: Uint8Array, packet: Packet, name: string, number: number, record: Timed): void {
    const { response } = this.#glance;
    const clientAt = response ? packet.targetAt : packet.sourceAt;
    const client = formatAddress(bytes, clientAt, packet.addressLength);
    const key = `${response ? 'answer' : 'question'} ${client} ${name}`;
    if (this.#met.has(key)) return;
    if (this.#met.size === mostLookups) {
      this.#more++;
      return;
    }
    this.#met.add(key);
    const from = response ? 'server' : 'client';
    const payload = bytes.slice(packet.payloadAt, packet.payloadEnd);
    this.#waiting.push(datagramChild(bytes, packet, payload, from, number, record.time));
  }

  /** Compares the name's last two labels, three, … with the known domains, by hash. */
  #mayBePool(bytes: Uint8Array, at: number, end: number): boolean {
    let count = 0;
    for (let label = at; label < end; label += 1 + u8(bytes, label)) this.#labels[count++] = label;
    let hash = 0;
    for (let i = count - 1; i >= 0; i--) {
      const label = this.#labels[i] ?? 0;
      if (i < count - 1) hash = mix(hash, dot);
      for (let k = label + u8(bytes, label); k > label; k--) hash = mix(hash, lower(u8(bytes, k)));
      if (knownHashes.has(hash)) return true;
    }
    return false;
  }

  /** What was not handed on, once. */
  close(): Miss[] {
    if (this.#more === 0) return [];
    const what = `${this.#more} more lookups of pools' names were not handed on`;
    this.#more = 0;
    return [{ gap: { code: 'limit-count', what } }];
  }

  *drain(): Generator<Child> {
    const waiting = this.#waiting;
    this.#waiting = [];
    yield* waiting;
  }
}

const dot = 46;

/** From the last character to the first, so that a name's suffixes are hashed on the way. */
function hashOf(domain: string): number {
  let hash = 0;
  for (let i = domain.length - 1; i >= 0; i--) hash = mix(hash, domain.charCodeAt(i));
  return hash;
}

function mix(hash: number, byte: number): number {
  return (Math.imul(hash ^ byte, 0x01000193) + 0x9e37) | 0;
}

function lower(byte: number): number {
  return byte >= 65 && byte <= 90 ? byte + 32 : byte;
}
