/** Packets and the tunnels around them: what they carry lies within the frame, wherever that is in the bytes. */
import { readFrame } from '../../src/codec/network/frame.ts';
import { Packet } from '../../src/codec/network/packet.ts';
import { ethernet, ipv4, ipv6, join, numbers, tcp, text, udp } from '../../tests/make-capture.ts';
import type { FuzzTarget } from '../target.ts';

const u16 = (...values: readonly number[]): Uint8Array => numbers(2, false, ...values);
const inner = ipv4(tcp(text('inside')));
const gre = (head: Uint8Array): Uint8Array => ethernet(ipv4(head, { protocol: 47 }));
const over = (port: number, payload: Uint8Array): Uint8Array =>
  ethernet(ipv4(udp(payload, 40_000, port), { protocol: 17 }));
const vxlan = (frame: Uint8Array): Uint8Array => over(4_789, join([8, 0, 0, 0, 0, 0, 77, 0], frame));
/** Bytes before and behind the frame, which are another packet's. */
const margin = 7;

export const target: FuzzTarget = {
  id: 'frame',
  seeds: () => [
    ethernet(inner),
    ethernet(ipv6(tcp(text('inside')))),
    ethernet(ipv4(inner, { protocol: 4 })),
    gre(join(u16(0xb000, 0x0800, 0, 0, 0, 5, 0, 6), inner)),
    gre(join(u16(0x1000, 0x22eb, 0, 1, 0x2001, 1, 0, 0, 0, 0), ethernet(inner))),
    vxlan(vxlan(ethernet(inner))),
    over(6_081, join([2, 0], u16(0x6558, 0, 0x0500, 0x0102, 1, 0, 3), ethernet(inner))),
    over(2_152, join([0x36, 255], u16(inner.length + 8, 0, 1, 5), [0, 0x85, 1, 0, 0, 0], inner)),
  ],
  run(bytes) {
    const held = new Uint8Array(bytes.length + 2 * margin);
    held.set(bytes, margin);
    const [from, to] = [margin, margin + bytes.length];
    const packet = new Packet();
    readFrame(held, from, to, 1, packet);
    if (packet.kind === 'other' || packet.kind === 'malformed') return;
    const { payloadAt, payloadEnd, sourceAt, targetAt, addressLength } = packet;
    if (payloadAt < from || payloadEnd > to || payloadAt > payloadEnd)
      throw new Error('a payload outside of its frame');
    if (Math.min(sourceAt, targetAt) < from || Math.max(sourceAt, targetAt) + addressLength > to)
      throw new Error('an address outside of its frame');
    if (packet.missing < 0) throw new Error('less than nothing is missing');
  },
};
