/**
 * The checksum that xz puts behind its data, if not told otherwise.
 * Source: ECMA-182, Annex B; The .xz File Format 1.2, section 6. In halves of 32 bits: JavaScript counts no further.
 */

const polynomial = { high: 0xc96c5795, low: 0xd7870f42 };

const highs = new Int32Array(256);
const lows = new Int32Array(256);
for (let byte = 0; byte < 256; byte++) {
  let [high, low] = [0, byte];
  for (let bit = 0; bit < 8; bit++) {
    const isOdd = (low & 1) === 1;
    low = (low >>> 1) | (high << 31);
    high >>>= 1;
    if (isOdd) [high, low] = [high ^ polynomial.high, low ^ polynomial.low];
  }
  [highs[byte], lows[byte]] = [high, low];
}

/** Eight bytes, the lowest first, as xz stores them. */
export function crc64(bytes: Uint8Array): Uint8Array {
  let [high, low] = [-1, -1];
  for (let i = 0; i < bytes.length; i++) {
    const index = (low ^ (bytes[i] ?? 0)) & 0xff;
    low = ((low >>> 8) | (high << 24)) ^ (lows[index] ?? 0);
    high = (high >>> 8) ^ (highs[index] ?? 0);
  }
  const sum = new DataView(new ArrayBuffer(8));
  sum.setInt32(0, ~low, true);
  sum.setInt32(4, ~high, true);
  return new Uint8Array(sum.buffer);
}
