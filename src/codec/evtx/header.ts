/**
 * The header of an EVTX file.
 * Source: libevtx, "Windows XML Event Log (EVTX) format", section 2,
 * https://github.com/libyal/libevtx/tree/main/documentation.
 */
import { malformed, notThisFormat, ok, type Result } from '../../model/result.ts';
import { crc32 } from '../crc32/crc32.ts';

export interface EvtxHeader {
  /** 3.1, or 3.2 since Windows 10. */
  readonly version: string;
  /** Where the first chunk begins. */
  readonly firstChunk: number;
  /** As the header counts them: modulo 65,536, and before the last ones where the log was not closed. */
  readonly chunks: number;
  /** The number that the next record will have. */
  readonly nextRecord: number;
  /** The log was being written: what the header says may be behind what the chunks hold. */
  readonly dirty: boolean;
  /** It had reached its size: old records were overwritten, or are no longer written. */
  readonly full: boolean;
  readonly checksumHolds: boolean;
}

/** Bytes of the header that are used, and of the block that it stands in. */
const headerBytes = 128;
const checkedBytes = 120;
const fileMagic = Uint8Array.of(0x45, 0x6c, 0x66, 0x46, 0x69, 0x6c, 0x65, 0x00); // ElfFile

export function isEvtx(head: Uint8Array): boolean {
  return fileMagic.every((byte, i) => head[i] === byte);
}

/** Reads the header at the beginning of a file: 128 bytes are needed. */
export function readEvtxHeader(bytes: Uint8Array): Result<EvtxHeader> {
  if (!isEvtx(bytes)) return notThisFormat;
  if (bytes.length < headerBytes) return malformed(bytes.length, 'the header of the event log is cut off');
  const view = new DataView(bytes.buffer, bytes.byteOffset, headerBytes);
  const flags = view.getUint32(120, true);
  return ok({
    version: `${view.getUint16(38, true)}.${view.getUint16(36, true)}`,
    firstChunk: view.getUint16(40, true),
    chunks: view.getUint16(42, true),
    nextRecord: Number(view.getBigUint64(24, true)),
    dirty: (flags & 1) !== 0,
    full: (flags & 2) !== 0,
    checksumHolds: crc32(bytes.subarray(0, checkedBytes)) === view.getUint32(124, true),
  });
}
