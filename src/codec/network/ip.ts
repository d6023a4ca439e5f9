/**
 * IPv4 and IPv6 down to TCP and UDP, extension headers and IP in IP included. Checksums are not looked at: with
 * offloading the sniffer sees packets before the card has filled them in.
 * Source: RFC 791, RFC 8200, RFC 4302 (AH), RFC 9293 (TCP), RFC 768 (UDP).
 * Does not see: what ESP encrypts; a tunnel inside a packet that was put together from fragments.
 */
import { i32be, u8, u16be, u32be } from './integers.ts';
import type { Packet } from './packet.ts';

/** IP protocol numbers. */
const ipv4InIp = 4;
const tcp = 6;
const udp = 17;
const ipv6InIp = 41;
const ipv6Fragment = 44;
const authentication = 51;

/** Headers stacked in one packet (extensions, IP in IP): more are an attack. */
const mostHeaders = 24;

/** What readIpv4 and readIpv6 answer when the header can't be. */
const noProtocol = -1;

/** Reads the IP packet at `at`; `end` bounds what was captured of the frame. */
export function readIp(bytes: Uint8Array, at: number, end: number, packet: Packet): void {
  packet.cut = false;
  packet.missing = 0;
  for (let depth = 0, start = at, stop = end; depth < mostHeaders; depth++) {
    const version = start < stop ? u8(bytes, start) >> 4 : 0;
    let protocol = noProtocol;
    if (version === 4) protocol = readIpv4(bytes, start, stop, packet);
    else if (version === 6) protocol = readIpv6(bytes, start, stop, packet);
    if (protocol === noProtocol) break;
    if (packet.kind === 'fragment') return;
    if (protocol !== ipv4InIp && protocol !== ipv6InIp) {
      readIpPayload(bytes, packet.payloadAt, packet.payloadEnd, protocol, packet);
      return;
    }
    start = packet.payloadAt;
    stop = packet.payloadEnd;
  }
  packet.kind = 'malformed';
}

/** Reads what an IP packet carries: extension headers, then TCP or UDP. The packet keeps its addresses. */
export function readIpPayload(
  bytes: Uint8Array,
  first: number,
  end: number,
  firstProtocol: number,
  packet: Packet,
): void {
  let at = first;
  let protocol = firstProtocol;
  for (let headers = 0; headers < mostHeaders; headers++) {
    packet.kind = 'ip';
    packet.protocol = protocol;
    packet.payloadAt = at;
    packet.payloadEnd = end;
    if (protocol === tcp) readTcp(bytes, at, end, packet);
    else if (protocol === udp) readUdp(bytes, at, end, packet);
    if (!isExtension(protocol) || at + 8 > end) return;
    const next = u8(bytes, at);
    if (protocol === ipv6Fragment && readFragmentHeader(bytes, at, packet)) {
      packet.protocol = next;
      packet.payloadAt = at + 8;
      return;
    }
    at += extensionLength(bytes, at, protocol);
    protocol = next;
    if (at > end) break;
  }
  packet.kind = 'malformed';
}

/** Leaves addresses and payload in `packet`; answers the payload's protocol. */
function readIpv4(bytes: Uint8Array, at: number, end: number, packet: Packet): number {
  if (at + 20 > end) return noProtocol;
  const header = (u8(bytes, at) & 15) * 4;
  const total = u16be(bytes, at + 2);
  if (header < 20 || at + header > end || (total !== 0 && total < header)) return noProtocol;
  // With segmentation offloading the sniffer sees packets longer than the field holds, and finds 0 there.
  const stop = total === 0 ? end : at + total;
  packet.missing = stop > end ? stop - end : 0;
  if (stop > end) packet.cut = true;
  packet.sourceAt = at + 12;
  packet.targetAt = at + 16;
  packet.addressLength = 4;
  packet.payloadAt = at + header;
  packet.payloadEnd = Math.min(stop, end);
  const protocol = u8(bytes, at + 9);
  const fragment = u16be(bytes, at + 6);
  packet.kind = 'ip';
  if ((fragment & 0x3fff) !== 0) {
    packet.kind = 'fragment';
    packet.protocol = protocol;
    packet.identification = u16be(bytes, at + 4);
    packet.fragmentOffset = (fragment & 0x1fff) * 8;
    packet.moreFragments = (fragment & 0x2000) !== 0;
  }
  return protocol;
}

function readIpv6(bytes: Uint8Array, at: number, end: number, packet: Packet): number {
  if (at + 40 > end) return noProtocol;
  const length = u16be(bytes, at + 4);
  // A length of 0 means a jumbogram or segmentation offloading: up to the end of the frame in either case.
  const stop = length === 0 ? end : at + 40 + length;
  packet.missing = stop > end ? stop - end : 0;
  if (stop > end) packet.cut = true;
  packet.sourceAt = at + 8;
  packet.targetAt = at + 24;
  packet.addressLength = 16;
  packet.payloadAt = at + 40;
  packet.payloadEnd = Math.min(stop, end);
  packet.kind = 'ip';
  return u8(bytes, at + 6);
}

/** Hop-by-hop, routing, fragment, authentication, destination, mobility, host identity, shim6. */
function isExtension(protocol: number): boolean {
  switch (protocol) {
    case 0:
    case 43:
    case ipv6Fragment:
    case authentication:
    case 60:
    case 135:
    case 139:
    case 140:
      return true;
    default:
      return false;
  }
}

function extensionLength(bytes: Uint8Array, at: number, protocol: number): number {
  if (protocol === ipv6Fragment) return 8;
  const units = u8(bytes, at + 1);
  return protocol === authentication ? 8 + 4 * units : 8 + 8 * units;
}

/** False for an atomic fragment: a datagram in one piece (RFC 6946). */
function readFragmentHeader(bytes: Uint8Array, at: number, packet: Packet): boolean {
  const field = u16be(bytes, at + 2);
  if ((field & 0xfff9) === 0) return false;
  packet.kind = 'fragment';
  packet.identification = u32be(bytes, at + 4);
  packet.fragmentOffset = field & 0xfff8;
  packet.moreFragments = (field & 1) !== 0;
  return true;
}

function readTcp(bytes: Uint8Array, at: number, end: number, packet: Packet): void {
  const header = at + 20 > end ? 0 : (u8(bytes, at + 12) >> 4) * 4;
  if (header < 20 || at + header > end) {
    packet.kind = packet.cut ? 'other' : 'malformed';
    return;
  }
  packet.kind = 'tcp';
  packet.sourcePort = u16be(bytes, at);
  packet.targetPort = u16be(bytes, at + 2);
  packet.sequence = i32be(bytes, at + 4);
  packet.acknowledgement = i32be(bytes, at + 8);
  packet.control = u8(bytes, at + 13);
  packet.payloadAt = at + header;
  packet.payloadEnd = end;
}

function readUdp(bytes: Uint8Array, at: number, end: number, packet: Packet): void {
  if (at + 8 > end) {
    packet.kind = packet.cut ? 'other' : 'malformed';
    return;
  }
  const length = u16be(bytes, at + 4);
  packet.kind = 'udp';
  packet.sourcePort = u16be(bytes, at);
  packet.targetPort = u16be(bytes, at + 2);
  packet.payloadAt = at + 8;
  packet.payloadEnd = length < 8 ? end : Math.min(end, at + length);
}
