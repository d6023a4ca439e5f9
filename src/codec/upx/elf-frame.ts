/**
 * What UPX needs of an ELF file: its class, byte order, machine and segments.
 * Source: System V ABI, chapters 4 and 5, https://refspecs.linuxfoundation.org/elf/gabi4+/contents.html
 * Does not see: sections, symbols, notes.
 */

export interface Segment {
  readonly type: number;
  readonly offset: number;
  /** Bytes in the file. */
  readonly size: number;
}

export interface ElfFrame {
  readonly bits: 32 | 64;
  readonly littleEndian: boolean;
  readonly machine: number;
  readonly segments: readonly Segment[];
  /** Where the segment table ends. */
  readonly headersEnd: number;
  readonly hasSections: boolean;
}

export const segmentType = { load: 1, dynamic: 2, interpreter: 3 } as const;

/** Segments of one file that are looked at. */
const mostSegments = 256;

export function beginsLikeElf(bytes: Uint8Array): boolean {
  return bytes[0] === 0x7f && bytes[1] === 0x45 && bytes[2] === 0x4c && bytes[3] === 0x46;
}

/** Reads the headers; undefined where they are none or lie beyond the bytes. */
export function readElfFrame(bytes: Uint8Array): ElfFrame | undefined {
  const wide = bytes[4] === 2;
  if (!beginsLikeElf(bytes) || (!wide && bytes[4] !== 1) || bytes.length < (wide ? 64 : 52)) return undefined;
  const littleEndian = bytes[5] !== 2;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const short = (at: number): number => view.getUint16(at, littleEndian);
  const word = (at: number): number =>
    wide ? Number(view.getBigUint64(at, littleEndian)) : view.getUint32(at, littleEndian);
  const tableAt = word(wide ? 32 : 28);
  const entryBytes = short(wide ? 54 : 42);
  const count = short(wide ? 56 : 44);
  const headersEnd = tableAt + entryBytes * count;
  if (count === 0 || count > mostSegments || entryBytes < (wide ? 56 : 32) || headersEnd > bytes.length)
    return undefined;
  const segments = Array.from({ length: count }, (_, i): Segment => {
    const at = tableAt + i * entryBytes;
    return {
      type: view.getUint32(at, littleEndian),
      offset: word(at + (wide ? 8 : 4)),
      size: word(at + (wide ? 32 : 16)),
    };
  });
  const hasSections = short(wide ? 60 : 48) > 0;
  return { bits: wide ? 64 : 32, littleEndian, machine: short(18), segments, headersEnd, hasSections };
}
