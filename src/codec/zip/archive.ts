/**
 * Where a ZIP archive stands in its file: the end record, found from behind, and the central directory it points to.
 * Source: PKWARE APPNOTE.TXT 6.3.10, sections 4.3 (structure), 4.4 (fields) and 4.5.3 (ZIP64).
 * Does not see: archives split over several files; a central directory that is itself encrypted.
 */
import { malformed, notThisFormat, ok, type Result } from '../../model/result.ts';

export interface ZipArchive {
  /**
   * First byte of the archive: offsets in it count from here, whatever stands before (a program, another archive).
   * Below 0 where a program that stood before was taken away.
   */
  readonly start: number;
  /** First byte of the central directory. */
  readonly directoryAt: number;
  /** First byte after it. */
  readonly directoryEnd: number;
  /** First byte after the end record; a comment may follow. */
  readonly end: number;
}

export const signature = { local: 0x04034b50, central: 0x02014b50, descriptor: 0x08074b50 } as const;
const endSignature = 0x06054b50;
const zip64EndSignature = 0x06064b50;
const zip64LocatorSignature = 0x07064b50;
const endSize = 22;
const locatorSize = 20;
const zip64EndSize = 56;

/** The four bytes at `at`, or undefined beyond the end. */
export function uint32(bytes: Uint8Array, at: number): number | undefined {
  if (at < 0 || at + 4 > bytes.length) return undefined;
  return new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0, true);
}

/** Eight bytes as a number; undefined beyond the end, and for sizes that no file has. */
export function uint64(bytes: Uint8Array, at: number): number | undefined {
  const [low, high] = [uint32(bytes, at), uint32(bytes, at + 4)];
  if (low === undefined || high === undefined || high >= 2 ** 21) return undefined;
  return high * 2 ** 32 + low;
}

/** Whether the bytes begin as archives do: with an entry, or with the end record of an empty one. */
export function beginsLikeZip(bytes: Uint8Array): boolean {
  const first = uint32(bytes, 0);
  return first === signature.local || first === endSignature;
}

/** The last archive in the bytes; `malformed` where none has its end record, as when the file was cut. */
export function findArchive(bytes: Uint8Array): Result<ZipArchive> {
  for (let at = bytes.length - endSize; at >= 0; at--) {
    if (bytes[at] !== 0x50 || uint32(bytes, at) !== endSignature) continue;
    const archive = archiveEndingAt(bytes, at);
    if (archive) return ok(archive);
  }
  return beginsLikeZip(bytes) ? malformed(bytes.length, 'the archive has no end record') : notThisFormat;
}

/** The archive whose end record stands at `endAt`, if a central directory stands where it says. */
function archiveEndingAt(bytes: Uint8Array, endAt: number): ZipArchive | undefined {
  const zip64At = zip64EndAt(bytes, endAt);
  const size = zip64At === undefined ? uint32(bytes, endAt + 12) : uint64(bytes, zip64At + 40);
  const offset = zip64At === undefined ? uint32(bytes, endAt + 16) : uint64(bytes, zip64At + 48);
  if (size === undefined || offset === undefined) return undefined;
  const directoryEnd = zip64At ?? endAt;
  // Usually the directory ends where the end record begins; where its size lies, the offset may still hold.
  for (const directoryAt of [directoryEnd - size, offset]) {
    const empty = size === 0 && directoryAt === directoryEnd;
    if (!empty && uint32(bytes, directoryAt) !== signature.central) continue;
    return {
      start: startOf(bytes, directoryAt, directoryAt - offset),
      directoryAt,
      directoryEnd,
      end: endAt + endSize,
    };
  }
  return undefined;
}

/** Below 0 where the offsets count from a program that stood before these bytes, and the first entry says so, too. */
function startOf(bytes: Uint8Array, directoryAt: number, start: number): number {
  const first = start < 0 ? uint32(bytes, directoryAt + 42) : undefined;
  return first !== undefined && uint32(bytes, start + first) === signature.local ? start : Math.max(0, start);
}

function zip64EndAt(bytes: Uint8Array, endAt: number): number | undefined {
  const locatorAt = endAt - locatorSize;
  if (uint32(bytes, locatorAt) !== zip64LocatorSignature) return undefined;
  // The second guess is for archives with something before them, whose offsets do not count from the file's start.
  const guesses = [uint64(bytes, locatorAt + 8), locatorAt - zip64EndSize];
  return guesses.find((at) => at !== undefined && at < locatorAt && uint32(bytes, at) === zip64EndSignature);
}
