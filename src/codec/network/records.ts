/** Packet records of a capture file, whatever its format: what pcap.ts and pcapng.ts have in common. */

/**
 * `packet`: the reader's fields describe a packet, the next record begins at `end`.
 * `more`: nothing more can be read; go on at `end`, which lies beyond the bytes where a block is to be skipped.
 * `bad`: the record at `end` can't be one, `problem` says why; `resynchronize` looks for the next.
 */
export type Step = 'packet' | 'more' | 'bad';

/** Walks the records of a capture. Its fields are overwritten by each step, so that a packet costs no allocation. */
export interface RecordReader {
  readonly end: number;
  /** Offset of the packet's first byte. */
  readonly dataAt: number;
  /** Bytes of the packet in the file. */
  readonly captured: number;
  /** Link type (LINKTYPE_ number of tcpdump.org); -1 where the file does not say. */
  readonly link: number;
  /** Milliseconds since 1970; NaN where the record has no time. */
  readonly time: number;
  readonly problem: string;
  next(bytes: Uint8Array, at: number): Step;
  /** Offset from `at` on where records seem to go on; -1 if nowhere in these bytes. */
  resynchronize(bytes: Uint8Array, at: number): number;
}

/** Bytes: no sniffer writes a longer packet for the link types read here (Wireshark's own limit). */
export const longestPacket = 262_144;
