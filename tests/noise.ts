import { Buffer } from 'node:buffer';

/** Bytes that pack a little, the same each time. */
export function noise(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let i = 0, state = 1; i < length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[i] = state >>> 28;
  }
  return bytes;
}
