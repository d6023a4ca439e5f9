/**
 * The blocks into which UPX packs an ELF file: twelve bytes of header (both sizes, method, filter), then the data.
 * Blocks that packing would not have shortened stand as they are.
 * Source: UPX, src/p_unix.h and src/stub/src/include/linux.h, https://github.com/upx/upx (`b_info`).
 * Does not see: the headers of 8 bytes that versions before 1.2 wrote.
 */
import { undoFilter } from './filters.ts';
import { type UpxMethod, upxMethods } from './methods.ts';

export const blockHeaderBytes = 12;
const trialBytes = 64 * 1024;

export interface BlockHeader {
  readonly at: number;
  readonly size: number;
  readonly packedSize: number;
  readonly method: number;
  readonly filter: number;
  readonly filterMark: number;
}

export interface Block {
  readonly bytes: Uint8Array;
  /** First byte after it in the packed file. */
  readonly end: number;
  /** Undefined where the bytes stand as they are. */
  readonly method?: UpxMethod;
  /** Fewer bytes came of it than it says. */
  readonly broken: boolean;
  /** Its filter is not known here, so that targets of calls are left as they were packed. */
  readonly filtered: boolean;
}

/** A header whose sizes agree with each other and with the file; data may be cut short. */
export function readBlockHeader(bytes: Uint8Array, at: number, littleEndian: boolean): BlockHeader | undefined {
  if (at < 0 || at + blockHeaderBytes >= bytes.length) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, blockHeaderBytes);
  const size = view.getUint32(0, littleEndian);
  const packedSize = view.getUint32(4, littleEndian);
  if (size === 0 || packedSize === 0 || packedSize > size || size > 0x7fffffff) return undefined;
  return {
    at,
    size,
    packedSize,
    method: view.getUint8(8),
    filter: view.getUint8(9),
    filterMark: view.getUint8(10),
  };
}

/**
 * The header where nothing vouches for it: all must be as UPX writes it and the data be there. A method of 0 stands
 * for one that was wiped.
 */
export function readStrictHeader(
  bytes: Uint8Array,
  at: number,
  littleEndian: boolean,
  mayBeWiped = false,
): BlockHeader | undefined {
  const header = readBlockHeader(bytes, at, littleEndian);
  if (!header || bytes[at + 11] !== 0 || at + blockHeaderBytes + header.packedSize > bytes.length) return undefined;
  return upxMethods.has(header.method) || (mayBeWiped && header.method === 0) ? header : undefined;
}

/**
 * Unpacks a block of at most `most` bytes. Where its method makes nothing of it, `usual` is tried; where neither is
 * known, whatever gives all its bytes.
 */
export function unpackBlock(bytes: Uint8Array, header: BlockHeader, most: number, usual?: UpxMethod): Block {
  const dataAt = header.at + blockHeaderBytes;
  const end = dataAt + header.packedSize;
  const packed = bytes.subarray(dataAt, end);
  const wanted = Math.min(header.size, most);
  if (header.packedSize === header.size) {
    const stored = packed.slice(0, wanted);
    return { bytes: stored, end, broken: stored.length < header.size, filtered: false };
  }
  const { unpacked, method } = bestOf(packed, wanted, header.method, usual);
  const known = undoFilter(unpacked, { id: header.filter, mark: header.filterMark, base: 0 });
  return { bytes: unpacked, end, method, broken: unpacked.length < header.size, filtered: !known };
}

/** Whether a block unpacks, as far as it is tried: to its size or to the first 64 KiB. */
export function tryBlock(bytes: Uint8Array, header: BlockHeader, usual?: UpxMethod): Block | undefined {
  const most = Math.min(header.size, trialBytes);
  const block = unpackBlock(bytes, header, most, usual);
  return block.bytes.length === most ? block : undefined;
}

function bestOf(
  packed: Uint8Array,
  wanted: number,
  said: number,
  usual: UpxMethod | undefined,
): { unpacked: Uint8Array; method: UpxMethod } {
  const likely = [upxMethods.get(said), usual].filter((method) => method !== undefined);
  let best: { unpacked: Uint8Array; method: UpxMethod } | undefined;
  for (const method of new Set(likely.length > 0 ? likely : upxMethods.values())) {
    const unpacked = method.unpack(packed, wanted).bytes;
    if (!best || unpacked.length > best.unpacked.length) best = { unpacked, method };
    if (unpacked.length === wanted) break;
  }
  if (!best) throw new Error('UPX has at least one method');
  return best;
}
