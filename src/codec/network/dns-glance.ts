/**
 * A DNS message at a glance: who is asked for, and where the addresses in the answer stand. Nothing is allocated: a
 * capture may hold millions of them. src/codec/dns reads messages in full.
 * Source: RFC 1035 4.1, RFC 3596 (AAAA).
 * Does not see: more than the first question; names and addresses behind a record that lies about its length.
 */
import { u8, u16be } from './integers.ts';

const headerBytes = 12;
/** Bytes of a name as it travels, the root's octet included. */
const longestName = 255;
/** Records looked at: more than a datagram's worth of addresses. */
const mostRecords = 64;
const addressTypes: Readonly<Record<number, number>> = { 1: 4, 28: 16 };

/** One object serves a whole capture: every message overwrites it. */
export class DnsGlance {
  response = false;
  /** Where the first question's name stands, its last octet (the root) excluded. */
  nameAt = 0;
  nameEnd = 0;
  /** Addresses found: where each stands and its length, 4 or 16. */
  addresses = 0;
  readonly addressAt: Int32Array = new Int32Array(mostRecords);
  readonly addressLength: Int32Array = new Int32Array(mostRecords);

  /** Reads bytes[at, end); false where this is no message that asks for a name. */
  read(bytes: Uint8Array, at: number, end: number): boolean {
    this.addresses = 0;
    // Ordinary queries (opcode 0), one question.
    if (end - at < headerBytes + 5 || (u8(bytes, at + 2) & 0x78) !== 0 || u16be(bytes, at + 4) !== 1) return false;
    this.response = (u8(bytes, at + 2) & 0x80) !== 0;
    this.nameAt = at + headerBytes;
    this.nameEnd = this.#labels(bytes, this.nameAt, end);
    if (this.nameEnd <= this.nameAt) return false;
    if (this.response) this.#findAddresses(bytes, at, this.nameEnd + 5, end);
    return true;
  }

  /** End of the labels at `at`, where the root's octet stands; -1 where they are none, or compressed. */
  #labels(bytes: Uint8Array, at: number, end: number): number {
    for (let label = at; label < end && label - at < longestName; ) {
      const length = u8(bytes, label);
      if (length === 0) return label;
      if (length > 63) return -1;
      label += 1 + length;
    }
    return -1;
  }

  #findAddresses(bytes: Uint8Array, start: number, first: number, end: number): void {
    const records = Math.min(u16be(bytes, start + 6), mostRecords);
    for (let record = 0, at = first; record < records; record++) {
      const fields = this.#afterName(bytes, at, end);
      if (fields < 0 || fields + 10 > end) return;
      const data = fields + 10;
      const length = u16be(bytes, fields + 8);
      if (data + length > end) return;
      if (addressTypes[u16be(bytes, fields)] === length) {
        this.addressAt[this.addresses] = data;
        this.addressLength[this.addresses++] = length;
      }
      at = data + length;
    }
  }

  /** Behind a name that may end in a pointer. */
  #afterName(bytes: Uint8Array, at: number, end: number): number {
    for (let label = at; label < end && label - at <= longestName; ) {
      const length = u8(bytes, label);
      if (length >= 0xc0) return label + 2;
      if (length > 63) return -1;
      label += 1 + length;
      if (length === 0) return label;
    }
    return -1;
  }
}

/** Labels as text, in lower case, with dots between them; what is not printable ASCII becomes a question mark. */
export function nameText(bytes: Uint8Array, at: number, end: number): string {
  const labels: string[] = [];
  for (let label = at; label < end; label += 1 + u8(bytes, label)) {
    let text = '';
    for (let i = label + 1; i <= Math.min(label + u8(bytes, label), end - 1); i++) {
      const byte = u8(bytes, i);
      text += byte > 32 && byte < 127 ? String.fromCharCode(byte) : '?';
    }
    labels.push(text.toLowerCase());
  }
  return labels.join('.');
}
