/**
 * The checksum of ZIP, gzip and PNG.
 * Source: RFC 1952, section 8.
 */

const polynomial = 0xedb88320;

/** What each byte makes of the checksum. */
export const crcTable: Int32Array = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = (value & 1) === 1 ? (value >>> 1) ^ polynomial : value >>> 1;
  return value;
});

/** The checksum of bytes that follow those whose checksum is `before`; not negative. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let crc = ~before;
  for (let i = 0; i < bytes.length; i++) crc = (crcTable[(crc ^ (bytes[i] ?? 0)) & 0xff] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}
