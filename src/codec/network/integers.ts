/**
 * Integers at a place in bytes. Callers have checked the bounds; past the end an octet counts as 0, so a slip here
 * could give a wrong number, never a throw. No DataView: one a packet would cost more than the packet.
 */

// In all of them the cast is for noUncheckedIndexedAccess: a check for undefined would be paid for on every octet.

export function u8(bytes: Uint8Array, at: number): number {
  return bytes[at] as number; // see above
}

export function u16be(bytes: Uint8Array, at: number): number {
  return ((bytes[at] as number) << 8) | (bytes[at + 1] as number); // see above
}

export function u16le(bytes: Uint8Array, at: number): number {
  return (bytes[at] as number) | ((bytes[at + 1] as number) << 8); // see above
}

/** The 32 bits as a signed integer: what engines hold without a box. Enough for keys and sequence numbers. */
export function i32be(bytes: Uint8Array, at: number): number {
  return (u16be(bytes, at) << 16) | u16be(bytes, at + 2);
}

export function i32le(bytes: Uint8Array, at: number): number {
  return u16le(bytes, at) | (u16le(bytes, at + 2) << 16);
}

export function u32be(bytes: Uint8Array, at: number): number {
  return i32be(bytes, at) >>> 0;
}

export function u32le(bytes: Uint8Array, at: number): number {
  return i32le(bytes, at) >>> 0;
}
