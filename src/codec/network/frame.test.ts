import { describe, expect, it } from 'vitest';
import {
  ethernet,
  type IpForm,
  ipv4,
  ipv6,
  join,
  numbers,
  tagged,
  tcp,
  text,
  udp,
} from '../../../tests/make-capture.ts';
import { formatAddress } from './addresses.ts';
import { readFrame } from './frame.ts';
import { Packet } from './packet.ts';

const u16 = (...values: number[]): Uint8Array => numbers(2, false, ...values);
const segment = tcp(text('payload'), { from: 50_000, to: 3333, sequence: 0xfffffff0, acknowledgement: 7, flags: 24 });
const packet4 = ipv4(segment);
const packet6 = ipv6(segment);

/** What is read of a frame. */
function read(frame: Uint8Array, link = 1): { kind: string; ports: string; payload: string; cut: boolean } {
  const packet = new Packet();
  readFrame(frame, 0, frame.length, link, packet);
  const ports = `${packet.sourcePort}>${packet.targetPort}`;
  return { kind: packet.kind, ports, payload: payload(frame, packet), cut: packet.cut };
}

function payload(frame: Uint8Array, packet: Packet): string {
  return new TextDecoder().decode(frame.subarray(packet.payloadAt, packet.payloadEnd));
}

const seen = { kind: 'tcp', ports: '50000>3333', payload: 'payload', cut: false };
const tag = (...inner: number[]): Uint8Array => inner.reduceRight((rest, type) => tagged(rest, type), packet4);

describe('a frame', () => {
  it.each<[string, number, Uint8Array]>([
    ['Ethernet', 1, ethernet(packet4)],
    ['Ethernet with IPv6', 1, ethernet(packet6)],
    ['VLAN', 1, ethernet(tag(0x0800), 0x8100)],
    ['QinQ', 1, ethernet(tag(0x8100, 0x0800), 0x88a8)],
    ['three VLAN tags', 1, ethernet(tag(0x9100, 0x8100, 0x0800), 0x88a8)],
    ['MPLS with two labels', 1, ethernet(join([0, 1, 0, 64, 0, 2, 1, 64], packet6), 0x8847)],
    ['PPPoE', 1, ethernet(join([0x11, 0, 0, 1], u16(packet4.length + 2, 0x0021), packet4), 0x8864)],
    ['SNAP', 1, ethernet(join([0xaa, 0xaa, 3, 0, 0, 0], u16(0x0800), packet4), packet4.length + 8)],
    ['Linux cooked v1', 113, join(u16(0, 1, 6), new Uint8Array(8), u16(0x0800), packet4)],
    ['Linux cooked v1 with VLAN', 113, join(u16(0, 1, 6), new Uint8Array(8), u16(0x8100), tag(0x0800))],
    ['Linux cooked v2', 276, join(u16(0x86dd, 0), new Uint8Array(16), packet6)],
    ['raw IP (101)', 101, packet4],
    ['raw IP (12)', 12, packet6],
    ['raw IP (14)', 14, packet4],
    ['raw IPv4 (228)', 228, packet4],
    ['raw IPv6 (229)', 229, packet6],
    ['BSD loopback, little-endian', 0, join([2, 0, 0, 0], packet4)],
    ['BSD loopback, big-endian', 0, join([0, 0, 0, 30], packet6)],
    ['OpenBSD loop', 108, join([0, 0, 0, 2], packet4)],
    ['IPv6 in IPv4', 1, ethernet(ipv4(packet6, { protocol: 41 }))],
    ['IPv4 in IPv4', 1, ethernet(ipv4(packet4, { protocol: 4 }))],
    ['trailing padding', 1, join(ethernet(packet4), new Uint8Array(9))],
  ])('is read behind %s', (_, link, frame) => {
    expect(read(frame, link)).toEqual(seen);
  });

  it('is followed through IPv6 extension headers', () => {
    const hopByHop = [60, 1, ...new Array<number>(14).fill(0)];
    const destination = [51, 0, ...new Array<number>(6).fill(0)];
    const authentication = [43, 4, ...new Array<number>(22).fill(0)];
    const routing = [44, 0, ...new Array<number>(6).fill(0)];
    const atomic = [6, 0, 0, 0, 0, 0, 0, 9];
    const chain = join(hopByHop, destination, authentication, routing, atomic, segment);
    expect(read(ethernet(ipv6(chain, { protocol: 0 })))).toEqual(seen);
  });

  it('keeps sequence numbers, flags and options apart', () => {
    const frame = ethernet(ipv4(tcp(text('x'), { options: new Uint8Array(12), sequence: 0xfffffff0, flags: 2 })));
    const packet = new Packet();
    readFrame(frame, 0, frame.length, 1, packet);
    expect({ sequence: packet.sequence >>> 0, control: packet.control }).toEqual({ sequence: 0xfffffff0, control: 2 });
    expect(payload(frame, packet)).toBe('x');
  });

  it('says where the sniffer cut it', () => {
    const frame = ethernet(packet4);
    expect(read(frame.subarray(0, frame.length - 3))).toEqual({ ...seen, payload: 'payl', cut: true });
    expect(read(frame.subarray(0, 14 + 20 + 12)).kind).toBe('other');
  });

  it('takes the whole frame where offloading left the length at 0', () => {
    const zero6 = packet6.slice();
    zero6.set([0, 0], 4);
    expect(read(ethernet(ipv4(segment, { totalLength: 0 })))).toEqual(seen);
    expect(read(ethernet(zero6))).toEqual(seen);
  });

  it('reads UDP, and names what else IP carries', () => {
    expect(read(ethernet(ipv4(udp(text('query')), { protocol: 17 })))).toMatchObject({ kind: 'udp', payload: 'query' });
    expect(read(ethernet(ipv4(text('echo'), { protocol: 1 })))).toMatchObject({ kind: 'ip', payload: 'echo' });
  });

  it.each<[string, Uint8Array, string]>([
    ['a header longer than the packet', ethernet(join([0x4f], packet4.subarray(1, 30))), 'malformed'],
    ['a total length below the header', ethernet(ipv4(segment, { totalLength: 12 })), 'malformed'],
    ['a TCP header below 20 bytes', ethernet(ipv4(tcp(text('')).fill(0x10, 12, 13))), 'malformed'],
    ['a TCP header beyond the packet', ethernet(ipv4(tcp(text('')).fill(0xf0, 12, 13))), 'malformed'],
    ['extension headers without end', ethernet(ipv6(new Uint8Array(800), { protocol: 0 })), 'malformed'],
    ['another version', ethernet(join([0x55], packet4.subarray(1))), 'malformed'],
    ['ARP', ethernet(new Uint8Array(28), 0x0806), 'other'],
    ['nothing', new Uint8Array(0), 'other'],
    [
      'tags without end',
      ethernet(
        new Uint8Array(800).map((_, i) => (i % 4 === 2 ? 0x81 : 0)),
        0x8100,
      ),
      'other',
    ],
  ])('that holds %s is %s', (_, frame, kind) => {
    expect(read(frame).kind).toBe(kind);
  });

  it('knows a fragment of IPv4 and of IPv6', () => {
    const form: IpForm = { offset: 64, more: true, identification: 77 };
    expect(read(ethernet(ipv4(text('part'), form))).kind).toBe('fragment');
    const header = join([6, 0], u16(65), numbers(4, false, 77));
    expect(read(ethernet(ipv6(join(header, text('part')), { protocol: 44 })))).toMatchObject({
      kind: 'fragment',
      payload: 'part',
    });
  });
});

describe('an address', () => {
  it.each([
    ['fd00::1', 'fd00::1'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['::1', '::1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['fe80::', 'fe80::'],
    ['0:0:0:0:0:ffff:102:304', '::ffff:1.2.3.4'],
  ])('%s is written %s (RFC 5952)', (written, canonical) => {
    const frame = ipv6(new Uint8Array(0), { source: written });
    expect(formatAddress(frame, 8, 16)).toBe(canonical);
  });
});
