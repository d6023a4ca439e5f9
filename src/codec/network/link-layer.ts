/**
 * Finds the IP header in a frame: Ethernet (VLAN, QinQ, MPLS, PPPoE, SNAP), Linux cooked v1 and v2, raw IP,
 * BSD loopback and OpenBSD loop.
 * Source: https://www.tcpdump.org/linktypes.html, IEEE 802.3 and 802.1Q, RFC 3032 (MPLS), RFC 2516 (PPPoE).
 * Does not see: IEEE 802.11, PPP lines. Tunnels over IP are in tunnels.ts.
 */
import { u8, u16be, u32be } from './integers.ts';

const ethernet = 1;
const linuxCooked = 113;
const linuxCooked2 = 276;

/** Link types whose frames are IP packets. LINKTYPE_RAW is 101; 12 and 14 are what BSDs write for it. */
const rawIp: ReadonlySet<number> = new Set([12, 14, 101, 228, 229]);
/** Link types with four bytes of address family before the packet, in the sniffing host's order or the network's. */
const loopback: ReadonlySet<number> = new Set([0, 108]);

/** Tags and labels in one frame: more are an attack. */
const mostTags = 16;

export function isKnownLink(link: number): boolean {
  return link === ethernet || link === linuxCooked || link === linuxCooked2 || rawIp.has(link) || loopback.has(link);
}

/** Offset of what should be an IP header, -1 if the frame holds something else. `end` bounds the frame. */
export function findIp(bytes: Uint8Array, at: number, end: number, link: number): number {
  if (link === ethernet) return at + 14 > end ? -1 : afterType(bytes, at + 12, end);
  if (link === linuxCooked) return at + 16 > end ? -1 : afterType(bytes, at + 14, end);
  // Cooked v2 has its protocol first and twenty bytes of header.
  if (link === linuxCooked2) return at + 20 > end ? -1 : payloadAfter(bytes, u16be(bytes, at), at + 20, end);
  if (rawIp.has(link)) return at;
  // Systems disagree on IPv6's family number (24, 28, 30, 10): the packet's own version field decides.
  if (loopback.has(link)) return at + 4;
  return -1;
}

function afterType(bytes: Uint8Array, typeAt: number, end: number): number {
  const type = u16be(bytes, typeAt);
  if (type === 0x0800) return typeAt + 2;
  return payloadAfter(bytes, type, typeAt + 2, end);
}

/** Offset of the IP header in what stands behind an Ethernet type, -1 if that is something else. */
export function payloadAfter(bytes: Uint8Array, firstType: number, firstAt: number, end: number): number {
  let type = firstType;
  let at = firstAt;
  for (let tags = 0; tags < mostTags; tags++) {
    switch (type) {
      case 0x0800:
      case 0x86dd:
        return at;
      case 0x8100:
      case 0x88a8:
      case 0x9100:
      case 0x9200:
        if (at + 4 > end) return -1;
        type = u16be(bytes, at + 2);
        at += 4;
        break;
      case 0x8847:
      case 0x8848:
        return afterLabels(bytes, at, end);
      case 0x8864:
        if (at + 8 > end) return -1;
        type = pppType(u16be(bytes, at + 6));
        at += 8;
        break;
      default:
        // Up to 1500 it is a length, and LLC follows; SNAP puts an Ethernet type behind it.
        if (type > 1500 || at + 8 > end || u32be(bytes, at) !== 0xaaaa0300) return -1;
        type = u16be(bytes, at + 6);
        at += 8;
    }
  }
  return -1;
}

function pppType(protocol: number): number {
  return protocol === 0x0021 ? 0x0800 : protocol === 0x0057 ? 0x86dd : -1;
}

/** Behind the bottom of an MPLS label stack stands IP, or something that no field names. */
function afterLabels(bytes: Uint8Array, at: number, end: number): number {
  for (let label = 0; label < mostTags && at + 4 * label + 4 < end; label++) {
    if ((u8(bytes, at + 4 * label + 2) & 1) === 0) continue;
    const inner = at + 4 * label + 4;
    const version = u8(bytes, inner) >> 4;
    return version === 4 || version === 6 ? inner : -1;
  }
  return -1;
}
