/**
 * pcap capture files: microseconds and nanoseconds, either byte order, and Kuznetzov's modified records.
 * Source: https://ietf-opsawg-wg.github.io/draft-ietf-opsawg-pcap/draft-ietf-opsawg-pcap.html, wiretap/libpcap.c.
 * Does not see: the other vendors' variants that share a magic number (AIX, Nokia, SuSE's 6.3).
 */
import { malformed, notThisFormat, ok, type Result } from '../../model/result.ts';
import { i32be, i32le, u16be, u16le, u32be, u32le } from './integers.ts';
import { longestPacket, type RecordReader, type Step } from './records.ts';

export interface PcapHeader {
  readonly littleEndian: boolean;
  /** Fractions in a second: a million or a milliard. */
  readonly fractions: number;
  /** Bytes of a record before its packet. */
  readonly recordHeader: number;
  readonly link: number;
}

/** Bytes of the file before its first record. */
export const pcapHeaderLength = 24;

const magics: Readonly<Record<number, { fractions: number; recordHeader: number }>> = {
  2712847316: { fractions: 1e6, recordHeader: 16 },
  2712812621: { fractions: 1e9, recordHeader: 16 },
  2712849716: { fractions: 1e6, recordHeader: 24 },
};

/** Reads the file's header from its first 24 bytes. */
export function readPcapHeader(bytes: Uint8Array): Result<PcapHeader> {
  if (bytes.length < 4) return notThisFormat;
  const form = magics[u32le(bytes, 0)] ?? magics[u32be(bytes, 0)];
  if (!form) return notThisFormat;
  const littleEndian = u32le(bytes, 0) in magics;
  if (bytes.length < pcapHeaderLength) return malformed(bytes.length, 'the capture ends within its header');
  const major = littleEndian ? u16le(bytes, 4) : u16be(bytes, 4);
  if (major !== 2) return malformed(4, `pcap version ${major} is not known`);
  // The upper bits say how long frame check sequences are; IP's own lengths leave those out anyway.
  const link = (littleEndian ? u32le(bytes, 20) : u32be(bytes, 20)) & 0xffff;
  return ok({ littleEndian, link, ...form });
}

/** How far two records' clocks may lie apart where the place of a record is a guess. */
const guessSeconds = 30 * 86_400;
/** Records in a row that must look right before a guess is taken. */
const guessRecords = 3;

export class PcapReader implements RecordReader {
  end = 0;
  dataAt = 0;
  captured = 0;
  time: number = Number.NaN;
  problem = '';
  readonly link: number;
  readonly #little: boolean;
  readonly #header: number;
  readonly #fractions: number;
  readonly #perMs: number;
  #seconds = 0;

  constructor(header: PcapHeader) {
    this.link = header.link;
    this.#little = header.littleEndian;
    this.#header = header.recordHeader;
    this.#fractions = header.fractions;
    this.#perMs = header.fractions / 1000;
  }

  next(bytes: Uint8Array, at: number): Step {
    this.end = at;
    const data = at + this.#header;
    if (data > bytes.length) return 'more';
    const little = this.#little;
    const captured = little ? i32le(bytes, at + 8) : i32be(bytes, at + 8);
    if (captured < 0 || captured > longestPacket) return this.#bad(`a packet of ${captured >>> 0} bytes`);
    const fraction = little ? i32le(bytes, at + 4) : i32be(bytes, at + 4);
    if (fraction < 0 || fraction >= this.#fractions) return this.#bad('a time with more than a second of fractions');
    if (data + captured > bytes.length) return 'more';
    const seconds = little ? u32le(bytes, at) : u32be(bytes, at);
    this.#seconds = seconds;
    this.time = seconds * 1000 + fraction / this.#perMs;
    this.dataAt = data;
    this.captured = captured;
    this.end = data + captured;
    return 'packet';
  }

  #bad(what: string): Step {
    this.problem = what;
    return 'bad';
  }

  resynchronize(bytes: Uint8Array, at: number): number {
    for (let place = at; place + this.#header <= bytes.length; place++)
      if (this.#seemsRecord(bytes, place)) return place;
    return -1;
  }

  #seemsRecord(bytes: Uint8Array, at: number): boolean {
    let place = at;
    for (let count = 0; count < guessRecords && place + this.#header <= bytes.length; count++) {
      const word = (field: number): number => (this.#little ? u32le : u32be)(bytes, place + field);
      const captured = word(8);
      if (captured === 0 || captured > longestPacket || captured > word(12) || word(12) > longestPacket) return false;
      if (word(4) >= this.#fractions || Math.abs(word(0) - this.#seconds) > guessSeconds) return false;
      place += this.#header + captured;
    }
    return true;
  }
}
