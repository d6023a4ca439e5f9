/**
 * How evenly bytes are spread: Shannon's entropy, in bits per byte. Text has about 4.5, machine code about 6,
 * compressed and encrypted data close to 8.
 * Source: C. E. Shannon, "A Mathematical Theory of Communication" (1948), section 6.
 * Does not see: which of the two makes it high, nor data that are encrypted and then written as text.
 */

/** 0 to 8 bits per byte; 0 for no bytes. Short stretches never come close to 8: n bytes reach log2(n) at most. */
export function entropy(bytes: Uint8Array): number {
  if (bytes.length === 0) return 0;
  const counts = new Uint32Array(256);
  for (const byte of bytes) counts[byte] = (counts[byte] ?? 0) + 1;
  let bits = 0;
  for (const count of counts) if (count > 0) bits -= (count / bytes.length) * Math.log2(count / bytes.length);
  return bits;
}

/** From here on, in bits per byte, a stretch of some kilobytes is compressed or encrypted rather than code or text. */
export const packedEntropy = 7.2;
