/** One frame, from its link layer down to its ports, through the tunnels in between. */
import { readIp } from './ip.ts';
import { findIp } from './link-layer.ts';
import type { Packet } from './packet.ts';
import { insideTunnel } from './tunnels.ts';

/** Tunnels in tunnels: more are an attack. */
const mostTunnels = 4;

/** Reads bytes[at, end) into `packet`. Frames without IP, and link types that are not known, are of kind `other`. */
export function readFrame(bytes: Uint8Array, at: number, end: number, link: number, packet: Packet): void {
  packet.kind = 'other';
  const ip = findIp(bytes, at, end, link);
  if (ip < 0) return;
  readIp(bytes, ip, end, packet);
  openTunnels(bytes, ip, end, packet);
}

/** What only looks like a tunnel stays what it is. */
function openTunnels(bytes: Uint8Array, first: number, end: number, packet: Packet): void {
  for (let depth = 0, outer = first, outerEnd = end; depth < mostTunnels; depth++) {
    const inner = insideTunnel(bytes, packet);
    const innerEnd = packet.payloadEnd;
    if (inner < 0 || inner >= innerEnd) return;
    readIp(bytes, inner, innerEnd, packet);
    if (packet.kind === 'malformed') {
      readIp(bytes, outer, outerEnd, packet);
      return;
    }
    outer = inner;
    outerEnd = innerEnd;
  }
}
