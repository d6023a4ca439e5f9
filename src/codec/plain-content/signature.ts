/**
 * Programs and archives by their first bytes, held to more than their magic number: what comes out of an encoding is
 * mostly noise, and two bytes of a signature stand in noise every 65,536th time.
 * Sources: the formats' own specifications (PE, System V ABI, RFC 1950, RFC 1952, PKWARE APPNOTE.TXT and so on).
 */

const signatures: readonly (readonly number[])[] = [
  [0x7f, 0x45, 0x4c, 0x46], // ELF
  [0xfe, 0xed, 0xfa, 0xce], // Mach-O, four ways
  [0xfe, 0xed, 0xfa, 0xcf],
  [0xce, 0xfa, 0xed, 0xfe],
  [0xcf, 0xfa, 0xed, 0xfe],
  [0xca, 0xfe, 0xba, 0xbe, 0x00, 0x00], // Java, and Mach-O for several processors
  [0x64, 0x65, 0x78, 0x0a, 0x30], // Dalvik
  [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00], // WebAssembly
  [0x50, 0x4b, 0x03, 0x04], // ZIP
  [0x28, 0xb5, 0x2f, 0xfd], // Zstandard
  [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], // XZ
  [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], // 7-Zip
  [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07], // RAR
  [0x4d, 0x53, 0x43, 0x46, 0x00, 0x00, 0x00, 0x00], // Cabinet
  [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], // OLE
];

/** What the bytes begin like; undefined for anything else. */
export function packedOrProgram(bytes: Uint8Array): boolean {
  if (signatures.some((signature) => signature.every((byte, i) => bytes[i] === byte))) return true;
  return isWindowsProgram(bytes) || isGzip(bytes) || isBzip2(bytes) || isZlib(bytes);
}

/** `MZ` and, where its header points, `PE`; where the bytes end before that, zeros as the header of DOS has them. */
function isWindowsProgram(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x4d || bytes[1] !== 0x5a || bytes.length < 64) return false;
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(60, true);
  if (header + 4 > bytes.length)
    return header < 4096 && bytes.subarray(28, 60).filter((byte) => byte === 0).length > 16;
  return bytes[header] === 0x50 && bytes[header + 1] === 0x45 && bytes[header + 2] === 0 && bytes[header + 3] === 0;
}

/** RFC 1952: method 8, and no flags that are reserved. */
function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8 && ((bytes[3] ?? 0xff) & 0xe0) === 0;
}

/** `BZh`, a size, and the first digits of pi. */
function isBzip2(bytes: Uint8Array): boolean {
  return [0x42, 0x5a, 0x68].every((byte, i) => bytes[i] === byte) && bytes[4] === 0x31 && bytes[5] === 0x41;
}

/** RFC 1950: DEFLATE with a window of 32 KiB, no dictionary, a header that 31 divides; then a block of a known type. */
export function isZlib(bytes: Uint8Array): boolean {
  const [method, flags, block] = bytes;
  if (method !== 0x78 || flags === undefined || block === undefined || bytes.length < 8) return false;
  if ((method * 256 + flags) % 31 !== 0 || (flags & 0x20) !== 0) return false;
  const type = (block >> 1) & 3;
  if (type !== 0) return type !== 3;
  const [low = 0, high = 0, notLow = 0, notHigh = 0] = bytes.subarray(3, 7); // a stored block says its length twice
  return low === (notLow ^ 0xff) && high === (notHigh ^ 0xff);
}
