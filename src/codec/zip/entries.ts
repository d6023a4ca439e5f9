/**
 * The entries of a ZIP archive, from its central directory, or from what stands before each entry where the
 * directory is lost.
 * Source: PKWARE APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.5.3; for AES, winzip.com, "AES Encryption
 * Information".
 * Does not see: entries that the directory does not list, comments, checksums.
 */
import { malformed, ok, type Result } from '../../model/result.ts';
import { signature, uint32, uint64, type ZipArchive } from './archive.ts';
import { entryName } from './entry-name.ts';

export interface ZipEntry {
  readonly name: string;
  /** 0 stored, 8 deflated; others in APPNOTE.TXT 4.4.5. */
  readonly method: number;
  readonly encrypted: boolean;
  /** How it is encrypted, where that is a way that is known. */
  readonly cipher?: ZipCipher;
  /** Bytes in the archive. */
  readonly packedSize: number;
  /** Bytes when unpacked, as the directory says; absent where it is not known. */
  readonly size?: number;
  /** Bytes of its comment and extra fields in the directory, which nobody looks at. */
  readonly asideBytes: number;
  /** Offset in the file of the entry's local header. */
  readonly headerAt: number;
  /** Where the directory tells of it; absent where that is lost. */
  readonly listedAt?: PackedData;
}

type ZipCipher =
  | {
      readonly kind: 'zip-crypto';
      /** The byte by which a password is checked first. */
      readonly check: number;
      /** Of what is unpacked; absent where it follows the data and the directory is lost. */
      readonly crc32?: number;
    }
  | { readonly kind: 'winzip-aes'; readonly keyBytes: number };

/** A stretch of the file. */
export interface PackedData {
  readonly at: number;
  readonly end: number;
}

const centralSize = 46;
const localSize = 30;
const zip64Id = 1;
const aesId = 0x9901;
const aesMethod = 99;
const encryptedFlag = 0x1;
const strongFlag = 0x40;
const descriptorFlag = 0x8;
const utf8Flag = 0x800;
const inZip64 = 0xffffffff;

const header = (bytes: Uint8Array, at: number, size: number): DataView | undefined =>
  at < 0 || at + size > bytes.length ? undefined : new DataView(bytes.buffer, bytes.byteOffset + at, size);

/** Entries in the directory's order; a place where it breaks off comes as the last one, malformed. */
export function* listedEntries(bytes: Uint8Array, archive: ZipArchive): Generator<Result<ZipEntry>> {
  let at = archive.directoryAt;
  while (at < archive.directoryEnd) {
    const fixed = header(bytes, at, centralSize);
    if (fixed?.getUint32(0, true) !== signature.central) {
      yield malformed(at, 'the central directory breaks off');
      return;
    }
    const nameAt = at + centralSize;
    const extraAt = nameAt + fixed.getUint16(28, true);
    const extraEnd = extraAt + fixed.getUint16(30, true);
    const flags = fixed.getUint16(8, true);
    const end = extraEnd + fixed.getUint16(32, true);
    const told = {
      method: fixed.getUint16(10, true),
      flags,
      time: fixed.getUint16(12, true),
      crc32: fixed.getUint32(16, true),
      inDirectory: true,
    };
    const [size, packedSize, headerOffset] = withZip64(
      bytes.subarray(extraAt, extraEnd),
      [24, 20, 42].map((field) => fixed.getUint32(field, true)),
    );
    if (size === undefined || packedSize === undefined || headerOffset === undefined)
      yield malformed(at, 'an entry with sizes that no file has');
    else
      yield ok({
        name: entryName(bytes.subarray(nameAt, extraAt), (flags & utf8Flag) !== 0),
        ...howPacked(told, bytes.subarray(extraAt, extraEnd)),
        packedSize,
        size,
        asideBytes: extraEnd - extraAt + fixed.getUint16(32, true),
        headerAt: archive.start + headerOffset,
        listedAt: { at, end },
      });
    at = end;
  }
}

/** Puts the 64-bit values of the ZIP64 extra field where a 32-bit one says so; they stand there in the same order. */
function withZip64(extra: Uint8Array, values: readonly number[]): (number | undefined)[] {
  if (!values.includes(inZip64)) return [...values];
  let at = extraFieldAt(extra, zip64Id);
  return values.map((value) => {
    if (value !== inZip64 || at === undefined) return value;
    at += 8;
    return uint64(extra, at - 8);
  });
}

/** Where the contents of an extra field begin. */
function extraFieldAt(extra: Uint8Array, id: number): number | undefined {
  for (let at = 0; at + 4 <= extra.length; ) {
    const field = header(extra, at, 4);
    if (field?.getUint16(0, true) === id) return at + 4;
    at += 4 + (field?.getUint16(2, true) ?? 0);
  }
  return undefined;
}

interface Told {
  readonly method: number;
  readonly flags: number;
  readonly time: number;
  readonly crc32: number;
  /** The directory is written last and knows the checksum; before the data it may not be known yet. */
  readonly inDirectory: boolean;
}

/** The method under the encryption, and the encryption. */
function howPacked(told: Told, extra: Uint8Array): Pick<ZipEntry, 'method' | 'encrypted' | 'cipher'> {
  const { method, flags, time, crc32, inDirectory } = told;
  if ((flags & encryptedFlag) === 0) return { method, encrypted: false };
  if (method === aesMethod) return { method, encrypted: true, ...aesOf(extra) };
  if ((flags & strongFlag) !== 0) return { method, encrypted: true };
  const isKnownBefore = (flags & descriptorFlag) === 0;
  const cipher = { kind: 'zip-crypto', check: isKnownBefore ? crc32 >>> 24 : time >>> 8 } as const;
  return { method, encrypted: true, cipher: isKnownBefore || inDirectory ? { ...cipher, crc32 } : cipher };
}

function aesOf(extra: Uint8Array): Partial<Pick<ZipEntry, 'method' | 'cipher'>> {
  const at = extraFieldAt(extra, aesId);
  const field = at === undefined ? undefined : header(extra, at, 7);
  const keyBytes = [undefined, 16, 24, 32][field?.getUint8(4) ?? 0];
  return field && keyBytes !== undefined
    ? { method: field.getUint16(5, true), cipher: { kind: 'winzip-aes', keyBytes } }
    : {};
}

/** Where the entry's packed bytes stand; they may be cut by the end of the file. */
export function packedData(bytes: Uint8Array, entry: ZipEntry): Result<PackedData> {
  const fixed = header(bytes, entry.headerAt, localSize);
  if (fixed?.getUint32(0, true) !== signature.local) return malformed(entry.headerAt, 'no entry stands there');
  const at = entry.headerAt + localSize + fixed.getUint16(26, true) + fixed.getUint16(28, true);
  if (at > bytes.length) return malformed(entry.headerAt, 'the entry is cut short');
  return ok({ at, end: Math.min(bytes.length, at + entry.packedSize) });
}

/** Entries by their local headers from `from` on, for archives that lost their directory. */
export function* salvagedEntries(bytes: Uint8Array, from: number): Generator<ZipEntry> {
  let at = findSignature(bytes, from, [signature.local]);
  while (at !== undefined) {
    const fixed = header(bytes, at, localSize);
    if (!fixed) return;
    const nameAt = at + localSize;
    const extraAt = nameAt + fixed.getUint16(26, true);
    const dataAt = extraAt + fixed.getUint16(28, true);
    if (dataAt > bytes.length) return;
    const flags = fixed.getUint16(6, true);
    const [size, told] = withZip64(
      bytes.subarray(extraAt, dataAt),
      [22, 18].map((field) => fixed.getUint32(field, true)),
    );
    const isTold = told !== undefined && ((flags & descriptorFlag) === 0 || told > 0);
    const dataEnd = isTold ? Math.min(bytes.length, dataAt + told) : endOfUntold(bytes, dataAt);
    yield {
      name: entryName(bytes.subarray(nameAt, extraAt), (flags & utf8Flag) !== 0),
      ...howPacked(
        {
          method: fixed.getUint16(8, true),
          flags,
          time: fixed.getUint16(10, true),
          crc32: fixed.getUint32(14, true),
          inDirectory: false,
        },
        bytes.subarray(extraAt, dataAt),
      ),
      packedSize: isTold ? told : dataEnd - dataAt,
      ...(isTold && size !== undefined ? { size } : {}),
      asideBytes: 0,
      headerAt: at,
    };
    at = findSignature(bytes, dataEnd, [signature.local]);
  }
}

/** Data whose size comes after it ends at the next signature of any kind. */
function endOfUntold(bytes: Uint8Array, dataAt: number): number {
  const next = findSignature(bytes, dataAt, [signature.descriptor, signature.local, signature.central]);
  return next ?? bytes.length;
}

function findSignature(bytes: Uint8Array, from: number, wanted: readonly number[]): number | undefined {
  for (let at = bytes.indexOf(0x50, from); at >= 0; at = bytes.indexOf(0x50, at + 1)) {
    const found = bytes[at + 1] === 0x4b ? uint32(bytes, at) : undefined;
    if (found !== undefined && wanted.includes(found)) return at;
  }
  return undefined;
}
