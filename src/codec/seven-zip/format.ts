/**
 * Which of the formats that are left to 7-Zip a file's first bytes begin.
 * Sources: 7zFormat.txt of the LZMA SDK; RAR 5.0 archive format (rarlab.com/technote.htm); [MS-CAB]; The .xz File
 * Format 1.2; lzma-file-format.txt of XZ Utils; lzip manual, "File format"; RPM file format; ECMA-119 (ISO 9660) 7.4;
 * ARJ technical notes; LHA header levels (jlha notes); Windows Imaging Format (WIM); Squashfs 4.0; xar wiki.
 * Does not see: RAR behind a program, disk images with partitions, NSIS installers.
 */

/** 7-Zip's own name of a format, as its option `-t` takes it; `lzip` is ours: 7-Zip does not know it. */
export type SevenZipType =
  | '7z'
  | 'rar'
  | 'rar5'
  | 'cab'
  | 'xz'
  | 'bzip2'
  | 'lzma'
  | 'lzip'
  | 'z'
  | 'arj'
  | 'lzh'
  | 'wim'
  | 'squashfs'
  | 'rpm'
  | 'xar'
  | 'chm'
  | 'iso'
  | 'udf'
  | 'zip';

const magics: readonly (readonly [type: SevenZipType, hex: string])[] = [
  ['7z', '377abcaf271c'],
  ['rar5', '526172211a070100'],
  ['rar', '526172211a0700'],
  ['cab', '4d53434600000000'],
  ['xz', 'fd377a585a00'],
  ['lzip', '4c5a495001'],
  ['wim', '4d5357494d000000'],
  ['squashfs', '68737173'],
  ['rpm', 'edabeedb'],
  ['xar', '78617221001c'],
  ['chm', '4954534603000000'],
];
const byMagic: readonly (readonly [SevenZipType, readonly number[]])[] = magics.map(([type, hex]) => [
  type,
  (hex.match(/../g) ?? []).map((digits) => Number.parseInt(digits, 16)),
]);

/** Asked for every file: most are told from all of these by their first byte. */
const firstBytes: ReadonlySet<number | undefined> = new Set([
  ...byMagic.map(([, magic]) => magic[0]),
  0x42,
  0x1f,
  0x60,
  0x5d,
]);

/** Where an ISO 9660 or UDF volume says what it is: sector 16, behind 32 KiB that are the system's own. */
const volumeAt = 32_768;
const sectorBytes = 2048;

/** The format that the first bytes state; 4,096 of them are enough, but for a volume's (`volumeType`). */
export function typeByHead(head: Uint8Array): SevenZipType | undefined {
  const first = head[0];
  if (!firstBytes.has(first)) return isLzh(head) ? 'lzh' : undefined;
  const known = byMagic.find(([, magic]) => magic.every((byte, at) => head[at] === byte));
  if (known) return known[0];
  if (isBzip2(head)) return 'bzip2';
  if (first === 0x1f && isCompress(head)) return 'z';
  if (first === 0x60 && isArj(head)) return 'arj';
  if (first === 0x5d && isLzma(head)) return 'lzma';
  return isLzh(head) ? 'lzh' : undefined;
}

/** `BZh1` to `BZh9` and the first block's number, which is pi, or that of the end. */
function isBzip2(head: Uint8Array): boolean {
  if (head[0] !== 0x42 || head[1] !== 0x5a || head[2] !== 0x68) return false;
  const [level = 0, blockStart] = [head[3], head[4]];
  return level >= 0x31 && level <= 0x39 && (blockStart === 0x31 ? head[5] === 0x41 : blockStart === 0x17);
}

/** compress(1): 9 to 16 bits a code, in blocks or not. */
function isCompress(head: Uint8Array): boolean {
  const bits = (head[2] ?? 0) & 0x1f;
  return head[1] === 0x9d && bits >= 9 && bits <= 16 && ((head[2] ?? 0) & 0x60) === 0 && head.length > 5;
}

/** A main header whose size, type and versions are those of an archive. */
function isArj(head: Uint8Array): boolean {
  const headerBytes = (head[2] ?? 0) | ((head[3] ?? 0) << 8);
  if (head[1] !== 0xea || headerBytes < 30 || headerBytes > 2600) return false;
  return (head[4] ?? 0) >= 30 && (head[7] ?? 255) <= 11 && head[10] === 2;
}

/** The usual properties, a dictionary that is a power of two or half as much more, and a size that a file can have. */
function isLzma(head: Uint8Array): boolean {
  if (head.length < 14 || head[1] !== 0 || head[13] !== 0) return false;
  const view = new DataView(head.buffer, head.byteOffset, 13);
  const dictionary = view.getUint32(1, true);
  const leading = 2 ** Math.floor(Math.log2(Math.max(1, dictionary)));
  if (dictionary < 4096 || (dictionary !== leading && dictionary !== leading * 1.5)) return false;
  const [low, high] = [view.getUint32(5, true), view.getUint32(9, true)];
  return (low === 0xffffffff && high === 0xffffffff) || high < 256;
}

/** `-lh5-` and its like, then level 0 to 3 where it stands in all four. */
function isLzh(head: Uint8Array): boolean {
  if (head[2] !== 0x2d || head[3] !== 0x6c || head[6] !== 0x2d) return false;
  return (head[4] === 0x68 || head[4] === 0x7a) && (head[20] ?? 255) <= 3;
}

/**
 * Whether a volume may stand behind these first bytes: it has a volume's name, or its system's part is empty and its
 * size is one of whole sectors. `volumeType` tells for certain.
 */
export function mayBeVolume(head: Uint8Array, name: string, size?: number): boolean {
  if (size !== undefined && size < volumeAt + sectorBytes) return false;
  if (/\.(iso|img|udf)$/i.test(name)) return true;
  return size !== undefined && size % sectorBytes === 0 && head.length >= 4096 && head.every((byte) => byte === 0);
}

/** The kind of volume: `CD001` for ISO 9660, `BEA01` for UDF. */
export function volumeType(bytes: Uint8Array): SevenZipType | undefined {
  const standard = String.fromCharCode(...bytes.subarray(volumeAt + 1, volumeAt + 6));
  if (standard === 'BEA01') return 'udf';
  return standard === 'CD001' ? 'iso' : undefined;
}

/** Formats of one compressed stream without a name. */
export function isOneStream(type: SevenZipType): boolean {
  return type === 'xz' || type === 'bzip2' || type === 'lzma' || type === 'lzip' || type === 'z';
}

/** Formats whose members may be encrypted. */
export function mayBeEncrypted(type: SevenZipType): boolean {
  return type === '7z' || type === 'rar' || type === 'rar5' || type === 'arj' || type === 'zip';
}

/**
 * Whether a 7z archive's list of files is encrypted: its header says how the list is packed, by 7zAES (06 F1 07 01).
 * With a wrong password such a list is noise.
 */
export function listIsEncrypted(archive: Uint8Array, type: SevenZipType): boolean {
  if (type !== '7z' || archive.length < 32) return false;
  const view = new DataView(archive.buffer, archive.byteOffset, 32);
  const headerAt = 32 + view.getUint32(12, true) + view.getUint32(16, true) * 2 ** 32;
  // A packed list is described in less than this.
  const header = archive.subarray(headerAt, headerAt + 256);
  const packed = 0x17;
  return header[0] === packed && header.some((byte, at) => byte === 6 && isAes(header, at));
}

function isAes(header: Uint8Array, at: number): boolean {
  return header[at + 1] === 0xf1 && header[at + 2] === 7 && header[at + 3] === 1;
}
