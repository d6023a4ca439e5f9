/** What stands behind a program, in words. */
import { entropy, packedEntropy } from '../../codec/entropy/entropy.ts';

const mostBytes = 1024 * 1024;
/** Shorter stretches cannot show it. */
const telling = 1_024;

/** `4096 bytes behind the last section, as dense as compressed or encrypted data (7.9 bits a byte)`. */
export function behindInWords(bytes: Uint8Array, what = 'the last section'): string {
  const bits = entropy(bytes.subarray(0, mostBytes));
  const dense = bytes.length >= telling && bits >= packedEntropy;
  const looks = dense ? `, as dense as compressed or encrypted data (${bits.toFixed(1)} bits a byte)` : '';
  return `${bytes.length} bytes behind ${what}${looks}`;
}
