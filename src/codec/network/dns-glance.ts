/**
 * A DNS message at a glance: who is asked for, where the answer's addresses stand, and to which other names it leads.
 * Nothing is allocated: a capture may hold millions of them. src/codec/dns reads messages in full.
 * Source: RFC 1035 4.1, RFC 2782 (SRV), RFC 3596 (AAAA), RFC 6672 (DNAME), RFC 9460 (SVCB, HTTPS).
 * Does not see: more than the first question; names and addresses behind a record that lies about its length.
 */
import { u8, u16be } from './integers.ts';

const headerBytes = 12;
/** Bytes of a name as it travels, the root's octet included. */
const longestName = 255;
/** Records looked at: more than a datagram's worth of addresses. */
const mostRecords = 64;
const addressTypes: Readonly<Record<number, number>> = { 1: 4, 28: 16 };
/** Records whose data is another name, by the bytes before it: CNAME, SRV, DNAME, SVCB, HTTPS. */
const aliasTypes: Readonly<Record<number, number>> = { 5: 0, 33: 6, 39: 0, 64: 2, 65: 2 };
/** A chain of other names is followed by resolvers about as far. */
const mostAliases = 16;
/** A name of 255 bytes has no more labels. */
const mostLabels = 127;
/** Honest names have one or two. */
const mostPointers = 16;

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
  /** Other names found: where each begins. */
  aliases = 0;
  readonly aliasAt: Int32Array = new Int32Array(mostAliases);
  /** Where each label of the name stands that `spell` was asked for last: its length, then its letters. */
  readonly labelAt: Int32Array = new Int32Array(mostLabels);
  #start = 0;

  /** Reads bytes[at, end); false where this is no message that asks for a name. */
  read(bytes: Uint8Array, at: number, end: number): boolean {
    this.addresses = 0;
    this.aliases = 0;
    this.#start = at;
    // Ordinary queries (opcode 0), one question.
    if (end - at < headerBytes + 5 || (u8(bytes, at + 2) & 0x78) !== 0 || u16be(bytes, at + 4) !== 1) return false;
    this.response = (u8(bytes, at + 2) & 0x80) !== 0;
    this.nameAt = at + headerBytes;
    this.nameEnd = this.#labels(bytes, this.nameAt, end);
    if (this.nameEnd <= this.nameAt) return false;
    if (this.response) this.#findRecords(bytes, at, this.nameEnd + 5, end);
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

  /**
   * Finds the labels of the name at `at`, also where it goes on elsewhere in the message (RFC 1035, section 4.1.4);
   * answers how many there are, 0 where it is no name.
   */
  spell(bytes: Uint8Array, at: number, end: number): number {
    let count = 0;
    let pointers = 0;
    let size = 0;
    for (let label = at; label < end; ) {
      const length = u8(bytes, label);
      if (length === 0) return count;
      if (length >= 0xc0) {
        const target = label + 1 < end ? this.#start + (u16be(bytes, label) & 0x3fff) : label;
        // Pointers lead backwards, so that none leads round in a circle.
        if (target >= label || pointers++ === mostPointers) return 0;
        label = target;
      } else {
        size += 1 + length;
        if (length > 63 || size >= longestName || label + 1 + length > end) return 0;
        this.labelAt[count++] = label;
        label += 1 + length;
      }
    }
    return 0;
  }

  #findRecords(bytes: Uint8Array, start: number, first: number, end: number): void {
    const records = Math.min(u16be(bytes, start + 6), mostRecords);
    for (let record = 0, at = first; record < records; record++) {
      const fields = this.#afterName(bytes, at, end);
      if (fields < 0 || fields + 10 > end) return;
      const data = fields + 10;
      const length = u16be(bytes, fields + 8);
      if (data + length > end) return;
      const before = aliasTypes[u16be(bytes, fields)];
      if (before !== undefined && before < length && this.aliases < mostAliases)
        this.aliasAt[this.aliases++] = data + before;
      else if (addressTypes[u16be(bytes, fields)] === length) {
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
  for (let label = at; label < end; label += 1 + u8(bytes, label)) labels.push(labelText(bytes, label, end));
  return labels.join('.');
}

/** One label as text; `at` is where its length stands. */
export function labelText(bytes: Uint8Array, at: number, end: number): string {
  let text = '';
  for (let i = at + 1; i <= Math.min(at + u8(bytes, at), end - 1); i++) {
    const byte = u8(bytes, i);
    text += byte > 32 && byte < 127 ? String.fromCharCode(byte) : '?';
  }
  return text.toLowerCase();
}
