/**
 * Vectors: stretches behind their own length, of which TLS is made.
 * Source: RFC 8446, section 3.4.
 */
import { u8, u16be } from '../network/integers.ts';

/** Bytes[at, end). */
export interface Span {
  readonly at: number;
  readonly end: number;
}

/** The stretch behind a length of one, two or three bytes at `at`; undefined where it reaches beyond `end`. */
export function vectorAt(bytes: Uint8Array, at: number, end: number, lengthSize: 1 | 2 | 3): Span | undefined {
  const start = at + lengthSize;
  if (start > Math.min(end, bytes.length)) return undefined;
  let length = 0;
  for (let i = at; i < start; i++) length = length * 256 + u8(bytes, i);
  return start + length <= Math.min(end, bytes.length) ? { at: start, end: start + length } : undefined;
}

/** Numbers of two bytes; an odd last byte is left out. */
export function numbersOf(bytes: Uint8Array, span: Span | undefined): number[] {
  const numbers: number[] = [];
  if (span) for (let at = span.at; at + 2 <= span.end; at += 2) numbers.push(u16be(bytes, at));
  return numbers;
}

/** Values that mean nothing and are there so that nobody stumbles over new ones (RFC 8701). */
export function isGrease(value: number): boolean {
  return (value & 0x0f0f) === 0x0a0a && value >> 8 === (value & 0xff);
}
