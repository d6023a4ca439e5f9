/**
 * What tunnels carry: GRE with and without its optional fields (NVGRE and ERSPAN II and III among them), VXLAN, Geneve
 * and GTP-U. A cloud's traffic mirror sends VXLAN, a switch's ERSPAN.
 * Source: RFC 2784 and 2890 (GRE), RFC 7637 (NVGRE), draft-foschiano-erspan-03, RFC 7348 (VXLAN), RFC 8926 (Geneve),
 * 3GPP TS 29.281 (GTP-U).
 * Does not see: PPTP's GRE version 1, tunnels on other ports, what is encrypted, packets in several fragments.
 */
import { u8, u16be } from './integers.ts';
import { payloadAfter } from './link-layer.ts';
import type { Packet } from './packet.ts';

const gre = 47;
/** UDP ports. Linux used 8472 for VXLAN before it had a number of its own. */
const vxlanPorts: ReadonlySet<number> = new Set([4789, 8472]);
const genevePort = 6081;
const gtpPort = 2152;

const transparentEthernet = 0x6558;
const erspan2 = 0x88be;
const erspan3 = 0x22eb;

/** Offset of the IP header inside the tunnel that `packet` is; -1 where it is none. */
export function insideTunnel(bytes: Uint8Array, { kind, protocol, targetPort, payloadAt, payloadEnd }: Packet): number {
  if (kind === 'ip') return protocol === gre ? insideGre(bytes, payloadAt, payloadEnd) : -1;
  if (kind !== 'udp') return -1;
  // The numbers are looked at one by one: this is asked for every datagram.
  if (targetPort === gtpPort) return insideGtp(bytes, payloadAt, payloadEnd);
  if (targetPort === genevePort) return insideGeneve(bytes, payloadAt, payloadEnd);
  return vxlanPorts.has(targetPort) ? insideVxlan(bytes, payloadAt, payloadEnd) : -1;
}

function insideGre(bytes: Uint8Array, at: number, end: number): number {
  if (at + 4 > end) return -1;
  const flags = u16be(bytes, at);
  // Version 0, and no source routing.
  if ((flags & 0x4007) !== 0) return -1;
  const checksum = (flags & 0x8000) === 0 ? 0 : 4;
  const key = (flags & 0x2000) === 0 ? 0 : 4;
  const sequence = (flags & 0x1000) === 0 ? 0 : 4;
  const inner = at + 4 + checksum + key + sequence;
  const type = u16be(bytes, at + 2);
  // ERSPAN I has the same type as II, no sequence number and no header of its own.
  if (type === erspan2) return insideEthernet(bytes, sequence === 0 ? inner : inner + 8, end);
  if (type === erspan3) return insideErspan3(bytes, inner, end);
  return insideType(bytes, type, inner, end);
}

function insideErspan3(bytes: Uint8Array, at: number, end: number): number {
  if (at + 12 > end) return -1;
  const hasSubheader = (u8(bytes, at + 11) & 1) !== 0;
  return insideEthernet(bytes, at + (hasSubheader ? 20 : 12), end);
}

function insideVxlan(bytes: Uint8Array, at: number, end: number): number {
  // A network's number must be there; the group policy extension sets other flags beside it.
  return at + 8 <= end && (u8(bytes, at) & 0x08) !== 0 ? insideEthernet(bytes, at + 8, end) : -1;
}

function insideGeneve(bytes: Uint8Array, at: number, end: number): number {
  if (at + 8 > end || u8(bytes, at) >> 6 !== 0) return -1;
  const options = (u8(bytes, at) & 0x3f) * 4;
  return insideType(bytes, u16be(bytes, at + 2), at + 8 + options, end);
}

/** Version 1, a user's packet (255); with any of three flags four more octets and a chain of extensions. */
function insideGtp(bytes: Uint8Array, at: number, end: number): number {
  if (at + 8 > end || u8(bytes, at) >> 4 !== 3 || u8(bytes, at + 1) !== 255) return -1;
  if ((u8(bytes, at) & 7) === 0) return at + 8;
  let inner = at + 12;
  for (let next = inner <= end ? u8(bytes, inner - 1) : 0; next !== 0; next = u8(bytes, inner - 1)) {
    const words = inner < end ? u8(bytes, inner) : 0;
    inner += 4 * words;
    if (words === 0 || inner > end) return -1;
  }
  return inner;
}

function insideType(bytes: Uint8Array, type: number, at: number, end: number): number {
  return type === transparentEthernet ? insideEthernet(bytes, at, end) : payloadAfter(bytes, type, at, end);
}

function insideEthernet(bytes: Uint8Array, at: number, end: number): number {
  return at + 14 > end ? -1 : payloadAfter(bytes, u16be(bytes, at + 12), at + 14, end);
}
