/** What stands behind a program, in words; and whether a stretch is too dense to be text or code. */
import { entropy, packedEntropy } from '../../codec/entropy/entropy.ts';
import type { View } from '../../model/units.ts';
import { type TraceSighting, trace } from './trace.ts';

const mostBytes = 1024 * 1024;
/** Shorter stretches cannot show it. */
const telling = 1_024;

/** Whether bytes look compressed or encrypted, by their beginning. */
export function isDense(bytes: Uint8Array): boolean {
  return bytes.length >= telling && entropy(bytes.subarray(0, mostBytes)) >= packedEntropy;
}

/** `4096 bytes behind the last section, as dense as compressed or encrypted data`. */
export function behindInWords(bytes: Uint8Array, what = 'the last section'): string {
  return `${bytes.length} bytes behind ${what}${isDense(bytes) ? ', as dense as compressed or encrypted data' : ''}`;
}

/** That something stands behind a program's own bytes, where it does. */
export function* tracesBehind(
  view: View,
  behind: { readonly at: number; readonly end: number } | undefined,
): Generator<TraceSighting> {
  if (!behind) return;
  const says = behindInWords(view.bytes.subarray(behind.at), 'the program');
  yield trace('section', says, behind.at, behind.end - behind.at);
}
