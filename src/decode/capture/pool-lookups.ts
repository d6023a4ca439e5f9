/**
 * DNS over UDP in a capture: answers are remembered for the names of servers, and messages about a pool's name are
 * gathered. A name is a pool's, too, where the answer leads to one by way of other names (CNAME, HTTPS, SVCB, SRV).
 *
 * Names are compared by a hash of their bytes, so that a name that is no pool's costs no text.
 * Does not see: DNS over TCP, TLS and HTTPS, other ports than 53; a question for another name of a pool's, of which
 * only the answer tells.
 */
import { DnsGlance, labelText, nameText } from '../../codec/network/dns-glance.ts';
import { u8 } from '../../codec/network/integers.ts';
import type { Packet } from '../../codec/network/packet.ts';
import { knownPool, knownPools } from '../../intel/pools.ts';
import type { Child, Miss } from '../../model/units.ts';
import { AddressNames } from './address-names.ts';
import type { Timed } from './batch.ts';
import { GatheredLookups } from './gathered-lookups.ts';

const domainPort = 53;

/** Hashes of all known domains. */
const knownHashes: ReadonlySet<number> = new Set(knownPools.map(({ domain }) => hashOf(domain)));

export class PoolLookups {
  readonly names: AddressNames;
  readonly #glance = new DnsGlance();
  readonly #gathered = new GatheredLookups();

  /** `nameBytes`: of answers remembered, a power of two; the usual number if absent. */
  constructor(nameBytes?: number) {
    this.names = new AddressNames(nameBytes);
  }

  /** Reads a UDP packet; true where it is about a pool's name, so nothing else need look at it. */
  take(bytes: Uint8Array, packet: Packet, number: number, record: Timed): boolean {
    if (packet.sourcePort !== domainPort && packet.targetPort !== domainPort) return false;
    const glance = this.#glance;
    const { payloadAt, payloadEnd } = packet;
    if (!glance.read(bytes, payloadAt, payloadEnd)) return false;
    const { nameAt, nameEnd, aliases, aliasAt } = glance;
    this.#remember(bytes, bytes, nameAt, nameEnd);
    let isPools = this.#poolAt(bytes, nameAt, payloadEnd) !== undefined;
    for (let i = 0; i < aliases; i++) {
      const pool = this.#poolAt(bytes, aliasAt[i] ?? payloadEnd, payloadEnd);
      if (pool === undefined) continue;
      isPools = true;
      const labels = labelsOf(pool);
      this.#remember(bytes, labels, 0, labels.length);
    }
    if (isPools) {
      const from = glance.response ? 'server' : 'client';
      this.#gathered.add(bytes, packet, nameText(bytes, nameAt, nameEnd), from, number, record.time);
    }
    return isPools;
  }

  /** The addresses of the answer were given under the name that source[nameAt, nameEnd) holds. */
  #remember(bytes: Uint8Array, source: Uint8Array, nameAt: number, nameEnd: number): void {
    const { addresses, addressAt, addressLength } = this.#glance;
    for (let i = 0; i < addresses; i++)
      this.names.add(bytes, addressAt[i] ?? 0, addressLength[i] ?? 4, source, nameAt, nameEnd);
  }

  /** The name that begins at `at`, if it is a pool's. */
  #poolAt(bytes: Uint8Array, at: number, end: number): string | undefined {
    const glance = this.#glance;
    const count = glance.spell(bytes, at, end);
    if (!this.#mayBePool(bytes, count)) return undefined;
    const name = Array.from(glance.labelAt.subarray(0, count), (label) => labelText(bytes, label, end)).join('.');
    return knownPool(name) === undefined ? undefined : name;
  }

  /** Compares the last label, the last two, … of the name that was spelt with the known domains, by hash. */
  #mayBePool(bytes: Uint8Array, count: number): boolean {
    const { labelAt } = this.#glance;
    let hash = 0;
    for (let i = count - 1; i >= 0; i--) {
      const label = labelAt[i] ?? 0;
      if (i < count - 1) hash = mix(hash, dot);
      for (let k = label + u8(bytes, label); k > label; k--) hash = mix(hash, lower(u8(bytes, k)));
      if (knownHashes.has(hash)) return true;
    }
    return false;
  }

  /** No more comes. */
  close(): Miss[] {
    return this.#gathered.close();
  }

  /** What was gathered since the last call, all of it, for a capture that goes on. */
  snapshot(): Iterable<Child> {
    return this.#gathered.snapshot();
  }

  drain(): Iterable<Child> {
    return this.#gathered.drain();
  }
}

/** A name as it travels, without the root's octet. It was one before, so that its labels are short enough. */
function labelsOf(name: string): Uint8Array {
  const labels = name.split('.');
  return Uint8Array.from(labels.flatMap((label) => [label.length, ...new TextEncoder().encode(label)]));
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
