/**
 * One WebSocket frame: what it is, and its payload with the mask undone.
 * Source: RFC 6455, section 5.2. Does not see: extensions other than permessage-deflate, whose mark is the first
 * reserved bit (RFC 7692 section 6); which side must mask is not checked, for a capture may take one for the other.
 */
import { limit, malformed, notThisFormat, ok, type Result } from '../../model/result.ts';

export interface Frame {
  readonly kind: 'continuation' | 'text' | 'binary' | 'close' | 'ping' | 'pong';
  /** The last frame of its message. */
  readonly last: boolean;
  readonly packed: boolean;
  readonly payload: Uint8Array;
  /** Offset just behind it. */
  readonly end: number;
}

/** Bytes of one frame's payload. */
const largestFrame: number = 1024 * 1024;
const largestControl = 125;

const kinds: Readonly<Record<number, Frame['kind']>> = {
  0: 'continuation',
  1: 'text',
  2: 'binary',
  8: 'close',
  9: 'ping',
  10: 'pong',
};

/** Reads the frame that begins at `at` (bytes). One that is cut is malformed at the end of the bytes. */
export function readFrame(bytes: Uint8Array, at: number): Result<Frame> {
  const first = bytes[at] ?? 0;
  const second = bytes[at + 1] ?? 0;
  const kind = kinds[first & 0x0f];
  if (at + 2 > bytes.length) return malformed(bytes.length, 'a frame is cut');
  if (kind === undefined || (first & 0x30) !== 0) return notThisFormat;
  const [last, packed, masked] = [(first & 0x80) !== 0, (first & 0x40) !== 0, (second & 0x80) !== 0];
  const size = readLength(bytes, at + 1);
  if (size === undefined) return malformed(at + 1, "a frame's length");
  if ((first & 0x08) !== 0 && (!last || packed || size.length > largestControl)) return notThisFormat;
  const from = size.end + (masked ? 4 : 0);
  const end = from + size.length;
  if (end > bytes.length) return malformed(bytes.length, 'a frame is cut');
  if (size.length > largestFrame) return limit(end, `a frame over ${largestFrame} bytes`);
  const payload = bytes.subarray(from, end);
  return ok({ kind, last, packed, payload: masked ? unmask(payload, bytes.subarray(size.end, from)) : payload, end });
}

/** Seven bits, or 16 or 64 behind them; the shortest form is demanded, as senders must use it. */
function readLength(bytes: Uint8Array, at: number): { length: number; end: number } | undefined {
  const short = (bytes[at] ?? 0) & 0x7f;
  if (short < 126) return { length: short, end: at + 1 };
  const end = at + 1 + (short === 126 ? 2 : 8);
  let length = 0;
  for (let i = at + 1; i < end; i++) length = length * 256 + (bytes[i] ?? 0);
  const shortest = short === 126 ? 126 : 65_536;
  return length < shortest || length > Number.MAX_SAFE_INTEGER ? undefined : { length, end };
}

function unmask(payload: Uint8Array, key: Uint8Array): Uint8Array {
  const plain = new Uint8Array(payload.length);
  for (let i = 0; i < payload.length; i++) plain[i] = (payload[i] ?? 0) ^ (key[i & 3] ?? 0);
  return plain;
}
