/** Whether the undoing of an encoding has led to something: text, a program, or an archive; and not to noise. */
import { packedOrProgram } from './signature.ts';
import { isText, mayBeginText, utf16Order } from './text.ts';

export function isMeaningful(bytes: Uint8Array): boolean {
  return packedOrProgram(bytes) || isText(bytes) || utf16Order(bytes) !== undefined;
}

/** Whether the first bytes, some 64 of them, leave it open that the whole is meaningful. */
export function mayBeMeaningful(first: Uint8Array): boolean {
  return mayBeginText(first) || packedOrProgram(first) || utf16Order(first) !== undefined;
}

/** Whether bytes around a place read as text, one byte a character or two: the rest may be anything. */
export function readsAsTextAround(bytes: Uint8Array, from: number, to: number): boolean {
  const near = bytes.subarray(Math.max(0, from - 16), to + 16);
  return isMostlyText(near) || isMostlyText(near.filter((byte) => byte !== 0));
}

function isMostlyText(bytes: Uint8Array): boolean {
  let readable = 0;
  for (const byte of bytes) if (byte === 10 || byte === 13 || (byte >= 32 && byte < 127)) readable++;
  return bytes.length >= 8 && 10 * readable >= 8 * bytes.length;
}
