/**
 * What a short xz file holds, where it is one sound stream of LZMA2, as nearly all are. A package has two or three of
 * them: starting 7-Zip for each would take ten times as long as to unpack it.
 * Source: The .xz File Format 1.2, https://tukaani.org/xz/xz-file-format.txt
 * Does not see, and so leaves to 7-Zip: streams one behind the other, other filters, SHA-256 as a checksum, whatever is
 * damaged or cut.
 */
import { crc32 } from '../crc32/crc32.ts';
import { unpackLzma2 } from '../lzma/lzma2.ts';
import { joined } from '../series/piece-reader.ts';
import { crc64 } from './crc64.ts';

const magic = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0];
const endBytes = 12; // of the header and of the footer
const lzma2 = 0x21;
/** A block's flags: those that say that a size stands there, and those that say that something else does. */
const sizeFlags = [0x40, 0x80];
const otherFlags = 0x3f;
/** Numbers of seven bits a byte that can be of use here. */
const longestNumber = 4;

interface Check {
  readonly bytes: number;
  sum(of: Uint8Array): Uint8Array;
}

/** By the number of their kind. */
const checks: Readonly<Record<number, Check>> = {
  0: { bytes: 0, sum: () => new Uint8Array(0) },
  1: { bytes: 4, sum: (of) => uint32(crc32(of)) },
  4: { bytes: 8, sum: crc64 },
};

function uint32(value: number): Uint8Array {
  return Uint8Array.of(value, value >>> 8, value >>> 16, value >>> 24);
}

interface Block {
  /** Bytes of its header, its data and its check, without the padding. */
  readonly stored: number;
  readonly unpacked: number;
}

/** Undefined where it is anything else, or unpacks to more than `most` bytes. */
export function unpackShortXz(file: Uint8Array, most: number): Uint8Array | undefined {
  const check = checkOf(file);
  if (check === undefined) return undefined;
  const blocks = listedBlocks(file);
  if (blocks === undefined || blocks.reduce((sum, { unpacked }) => sum + unpacked, 0) > most) return undefined;
  const parts: Uint8Array[] = [];
  let at = endBytes;
  for (const block of blocks) {
    const part = unpackBlock(file.subarray(at, at + roundedUp(block.stored)), block, check);
    if (part === undefined) return undefined;
    parts.push(part);
    at += roundedUp(block.stored);
  }
  return joined(parts);
}

/** How data are checked, where both ends of the file agree on it. */
function checkOf(file: Uint8Array): Check | undefined {
  if (file.length < 2 * endBytes + 8 || file.length % 4 !== 0 || !magic.every((byte, at) => file[at] === byte))
    return undefined;
  const [reserved, kind = 0xff, footerReserved, footerKind, y, z] = [...file.subarray(6, 8), ...file.subarray(-4)];
  const agree = reserved === 0 && footerReserved === 0 && footerKind === kind;
  return agree && y === 0x59 && z === 0x5a ? checks[kind] : undefined;
}

/** The blocks as the index at the end lists them, where they fill a file of known ends. */
function listedBlocks(file: Uint8Array): Block[] | undefined {
  const footer = new DataView(file.buffer, file.byteOffset + file.length - endBytes, endBytes);
  const indexBytes = (footer.getUint32(4, true) + 1) * 4;
  const index = new Numbers(file.subarray(Math.max(endBytes, file.length - endBytes - indexBytes), -endBytes));
  if (index.next() !== 0) return undefined;
  const blocks: Block[] = [];
  let end = endBytes;
  for (let left = index.next() ?? 0; left > 0; left--) {
    const [stored, unpacked] = [index.next(), index.next()];
    if (stored === undefined || unpacked === undefined) return undefined;
    blocks.push({ stored, unpacked });
    end += roundedUp(stored);
  }
  return end + indexBytes + endBytes === file.length ? blocks : undefined;
}

/** The padding stands between the data and their check. */
function unpackBlock(block: Uint8Array, { stored, unpacked }: Block, check: Check): Uint8Array | undefined {
  const dataAt = lzma2DataAt(block);
  const dataEnd = stored - check.bytes;
  if (dataAt === undefined || dataEnd < dataAt) return undefined;
  const { bytes, packedBytes, end } = unpackLzma2(block.subarray(dataAt, dataEnd), unpacked);
  if (end !== 'whole' || packedBytes !== dataEnd - dataAt || bytes.length !== unpacked) return undefined;
  const sum = block.subarray(block.length - check.bytes);
  return check.sum(bytes).every((byte, at) => sum[at] === byte) ? bytes : undefined;
}

/** Where a block's data begin, where LZMA2 is all that is done to them. */
function lzma2DataAt(block: Uint8Array): number | undefined {
  const headerBytes = ((block[0] ?? 0) + 1) * 4;
  const flags = block[1] ?? 0xff;
  if ((flags & otherFlags) !== 0) return undefined;
  const fields = new Numbers(block.subarray(2, headerBytes));
  for (const flag of sizeFlags) if ((flags & flag) !== 0 && fields.next() === undefined) return undefined;
  return fields.next() === lzma2 ? headerBytes : undefined;
}

function roundedUp(bytes: number): number {
  return Math.ceil(bytes / 4) * 4;
}

/** Numbers of seven bits a byte, the lowest first. */
class Numbers {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Undefined where there is none, or one too large for a short file. */
  next(): number | undefined {
    let value = 0;
    for (let i = 0; i < longestNumber; i++) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) return undefined;
      value += (byte & 0x7f) * 2 ** (7 * i);
      if (byte < 0x80) return value;
    }
    return undefined;
  }
}
