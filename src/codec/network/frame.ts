/** One frame, from its link layer down to its ports. */
import { readIp } from './ip.ts';
import { findIp } from './link-layer.ts';
import type { Packet } from './packet.ts';

/** Reads bytes[at, end) into `packet`. Frames without IP, and link types that are not known, are of kind `other`. */
export function readFrame(bytes: Uint8Array, at: number, end: number, link: number, packet: Packet): void {
  packet.kind = 'other';
  const ip = findIp(bytes, at, end, link);
  if (ip >= 0) readIp(bytes, ip, end, packet);
}
