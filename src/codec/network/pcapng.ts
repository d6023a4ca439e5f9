/**
 * pcapng capture files: any number of sections and interfaces, either byte order, enhanced, simple and the obsolete
 * packet blocks, if_tsresol and if_tsoffset; other options and blocks are stepped over.
 * Source: https://ietf-opsawg-wg.github.io/draft-ietf-opsawg-pcap/draft-ietf-opsawg-pcapng.html.
 * Does not see: names, secrets, statistics and process blocks.
 */
import { u8, u16be, u16le, u32be, u32le } from './integers.ts';
import { longestPacket, type RecordReader, type Step } from './records.ts';

const sectionHeader = 0x0a0d0d0a;
const interfaceDescription = 1;
const packetBlock = 2;
const simplePacket = 3;
const enhancedPacket = 6;
const byteOrderMagic = 0x1a2b3c4d;

/** Bytes: a block that is read, with room for its options. */
const longestBlock = longestPacket + 65_536;
/** Bytes: a block that is stepped over. A length above it is taken for a lie. */
const longestSkip = 16 * 1024 * 1024;
const mostInterfaces = 65_536;

interface Interface {
  readonly link: number;
  /** Bytes; 0 for no limit. */
  readonly snapLength: number;
  readonly ticksPerMs: number;
  readonly offsetMs: number;
}

/** Whether a file begins like pcapng. */
export function isPcapng(head: Uint8Array): boolean {
  if (head.length < 12 || u32be(head, 0) !== sectionHeader) return false;
  return u32be(head, 8) === byteOrderMagic || u32le(head, 8) === byteOrderMagic;
}

export class PcapngReader implements RecordReader {
  end = 0;
  dataAt = 0;
  captured = 0;
  link = -1;
  time: number = Number.NaN;
  problem = '';
  #little = true;
  #interfaces: Interface[] = [];

  next(bytes: Uint8Array, start: number): Step {
    for (let at = start; ; at = this.end) {
      this.end = at;
      if (at + 12 > bytes.length) return 'more';
      if (u32be(bytes, at) === sectionHeader && !this.#beginSection(bytes, at)) return this.#bad('no byte order');
      const type = this.#u32(bytes, at);
      const length = this.#u32(bytes, at + 4);
      const whole = type === sectionHeader || type === interfaceDescription || isPacket(type);
      // Lengths must be divisible by 4, yet some writers forget to count the padding: both readings are stepped over.
      const padded = length + (-length & 3);
      if (length < 12 || length > (whole ? longestBlock : longestSkip)) return this.#bad(`a block of ${length} bytes`);
      if (at + padded > bytes.length && whole) return 'more';
      if (at + padded <= bytes.length && this.#u32(bytes, at + padded - 4) !== length)
        return this.#bad('a block whose two lengths differ');
      this.end = at + padded;
      if (this.end > bytes.length) return 'more';
      if (type === interfaceDescription) this.#addInterface(bytes, at + 8, at + padded - 4);
      else if (isPacket(type)) {
        if (this.#readPacket(bytes, type, at + 8, at + padded - 4)) return 'packet';
        this.end = at;
        return this.#bad('a packet longer than its block');
      }
    }
  }

  #bad(what: string): Step {
    this.problem = what;
    return 'bad';
  }

  #beginSection(bytes: Uint8Array, at: number): boolean {
    const little = u32le(bytes, at + 8) === byteOrderMagic;
    if (!little && u32be(bytes, at + 8) !== byteOrderMagic) return false;
    this.#little = little;
    this.#interfaces = [];
    return true;
  }

  #addInterface(bytes: Uint8Array, at: number, end: number): void {
    if (at + 8 > end || this.#interfaces.length >= mostInterfaces) return;
    let ticksPerMs = 1000;
    let offsetMs = 0;
    for (let option = at + 8; option + 4 <= end; ) {
      const code = this.#u16(bytes, option);
      const length = this.#u16(bytes, option + 2);
      const value = option + 4;
      if (code === 0 || value + length > end) break;
      if (code === 9 && length === 1) ticksPerMs = ticksPerMillisecond(u8(bytes, value));
      if (code === 14 && length === 8) offsetMs = this.#seconds(bytes, value) * 1000;
      option = value + length + (-length & 3);
    }
    const snapLength = this.#u32(bytes, at + 4);
    this.#interfaces.push({ link: this.#u16(bytes, at), snapLength, ticksPerMs, offsetMs });
  }

  /** False where the block's own lengths contradict each other. */
  #readPacket(bytes: Uint8Array, type: number, at: number, end: number): boolean {
    const header = type === simplePacket ? 4 : 20;
    if (at + header > end) return false;
    const number = type === simplePacket ? 0 : type === packetBlock ? this.#u16(bytes, at) : this.#u32(bytes, at);
    const from = this.#interfaces[number];
    this.link = from ? from.link : -1;
    this.dataAt = at + header;
    if (type === simplePacket) {
      const snapped = from && from.snapLength > 0 ? from.snapLength : longestPacket;
      this.captured = Math.min(this.#u32(bytes, at), snapped, end - this.dataAt);
      this.time = Number.NaN;
      return true;
    }
    this.captured = this.#u32(bytes, at + 12);
    const ticks = this.#u32(bytes, at + 4) * 0x1_0000_0000 + this.#u32(bytes, at + 8);
    this.time = from ? dated(ticks / from.ticksPerMs + from.offsetMs) : Number.NaN;
    return this.dataAt + this.captured <= end;
  }

  resynchronize(bytes: Uint8Array, at: number): number {
    for (let place = at; place + 12 <= bytes.length; place++) if (this.#seemsBlock(bytes, place)) return place;
    return -1;
  }

  /** A block that is read here, whole, whose two lengths agree; or the beginning of a section. */
  #seemsBlock(bytes: Uint8Array, at: number): boolean {
    if (u32be(bytes, at) === sectionHeader) return isPcapng(bytes.subarray(at, at + 12));
    const type = this.#u32(bytes, at);
    const length = this.#u32(bytes, at + 4);
    if (!(isPacket(type) || type === interfaceDescription) || length < 16 || length > longestBlock) return false;
    const end = at + length + (-length & 3);
    return end <= bytes.length && this.#u32(bytes, end - 4) === length;
  }

  #u16(bytes: Uint8Array, at: number): number {
    return this.#little ? u16le(bytes, at) : u16be(bytes, at);
  }

  #u32(bytes: Uint8Array, at: number): number {
    return this.#little ? u32le(bytes, at) : u32be(bytes, at);
  }

  #seconds(bytes: Uint8Array, at: number): number {
    const high = this.#u32(bytes, this.#little ? at + 4 : at) | 0;
    return high * 0x1_0000_0000 + this.#u32(bytes, this.#little ? at : at + 4);
  }
}

function isPacket(type: number): boolean {
  return type === enhancedPacket || type === simplePacket || type === packetBlock;
}

/** Years 1970 to 9999, in milliseconds: seconds of 64 bits reach to where no calendar does. */
const latestTime = 253_402_300_799_999;

/** A time that can be told as a date; NaN, as where there is none, for any other. */
function dated(time: number): number {
  return time >= 0 && time <= latestTime ? time : Number.NaN;
}

/** if_tsresol: the top bit chooses between powers of two and of ten. */
function ticksPerMillisecond(resolution: number): number {
  const exponent = resolution & 0x7f;
  return ((resolution & 0x80) === 0 ? 10 ** exponent : 2 ** exponent) / 1000;
}
