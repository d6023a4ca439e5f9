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

/** How many bytes are taken at once, and what a byte makes of the checksum with so many (0 to 7) behind it. */
const stride = 8;
const tables = new Int32Array(stride * 256);
tables.set(crcTable);
for (let i = 256; i < tables.length; i++) {
  const before = tables[i - 256] ?? 0;
  tables[i] = (crcTable[before & 0xff] ?? 0) ^ (before >>> 8);
}

/** The checksum of bytes that follow those whose checksum is `before`; not negative. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let crc = ~before;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const strides = bytes.length - (bytes.length % stride);
  for (let i = 0; i < strides; i += stride) {
    const low = crc ^ view.getInt32(i, true);
    const high = view.getInt32(i + 4, true);
    crc = behind(low, 7) ^ behind(low >>> 8, 6) ^ behind(low >>> 16, 5) ^ behind(low >>> 24, 4);
    crc ^= behind(high, 3) ^ behind(high >>> 8, 2) ^ behind(high >>> 16, 1) ^ behind(high >>> 24, 0);
  }
  for (let i = strides; i < bytes.length; i++) crc = behind(crc ^ (bytes[i] ?? 0), 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}

function behind(byte: number, bytesBehind: number): number {
  return tables[bytesBehind * 256 + (byte & 0xff)] ?? 0;
}
