import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ethernet, ipv4, ipv6, join, numbers, pcap, tcp, text, udp } from '../../../tests/make-capture.ts';
import { hasPeer } from '../../../tests/peer.ts';
import { readFrame } from './frame.ts';
import { Packet } from './packet.ts';

const u16 = (...values: readonly number[]): Uint8Array => numbers(2, false, ...values);
const u32 = (...values: readonly number[]): Uint8Array => numbers(4, false, ...values);

const inner = ipv4(tcp(text('inside'), { from: 50_001, to: 3_333 }), { source: '172.16.0.1', target: '172.16.0.2' });
const inner6 = ipv6(tcp(text('inside'), { from: 50_001, to: 3_333 }));
const gre = (head: Uint8Array): Uint8Array => ethernet(ipv4(head, { protocol: 47 }));
const over = (port: number, payload: Uint8Array): Uint8Array =>
  ethernet(ipv4(udp(payload, 40_000, port), { protocol: 17 }));
const vxlan = (frame: Uint8Array): Uint8Array => over(4_789, join([8, 0, 0, 0], u32(77 << 8), frame));

const tunnels: readonly (readonly [name: string, frame: Uint8Array])[] = [
  ['GRE', gre(join(u16(0, 0x0800), inner))],
  ['GRE around IPv6', gre(join(u16(0, 0x86dd), inner6))],
  ['GRE with a checksum, a key and a number', gre(join(u16(0xb000, 0x0800), u32(0, 5, 6), inner))],
  ['NVGRE', gre(join(u16(0x2000, 0x6558), u32(9), ethernet(inner)))],
  ['ERSPAN I', gre(join(u16(0, 0x88be), ethernet(inner)))],
  ['ERSPAN II', gre(join(u16(0x1000, 0x88be), u32(1), u16(0x1001, 1), u32(0), ethernet(inner)))],
  ['ERSPAN III', gre(join(u16(0x1000, 0x22eb), u32(1), u16(0x2001, 1), u32(0), u16(0, 0), ethernet(inner)))],
  ['VXLAN', vxlan(ethernet(inner))],
  ['VXLAN in VXLAN', vxlan(vxlan(ethernet(inner)))],
  ['VXLAN around a VLAN', vxlan(ethernet(join(u16(7, 0x0800), inner), 0x8100))],
  ['Geneve', over(6_081, join([0, 0], u16(0x6558), u32(5 << 8), ethernet(inner)))],
  ['Geneve with options', over(6_081, join([2, 0], u16(0x6558), u32(5 << 8), u16(0x0102, 1), u32(3), ethernet(inner)))],
  ['GTP-U', over(2_152, join([0x30, 255], u16(inner.length), u32(1), inner))],
  [
    'GTP-U with a number and an extension',
    over(2_152, join([0x36, 255], u16(inner.length + 8), u32(1), u16(5), [0, 0x85, 1, 0, 0, 0], inner)),
  ],
  ['IP in IP', ethernet(ipv4(inner, { protocol: 4 }))],
];

function read(frame: Uint8Array): Packet {
  const packet = new Packet();
  readFrame(frame, 0, frame.length, 1, packet);
  return packet;
}

describe('what a tunnel carries', () => {
  it.each(tunnels)('is read through %s', (_, frame) => {
    const packet = read(frame);
    const payload = Buffer.from(frame.subarray(packet.payloadAt, packet.payloadEnd)).toString();
    expect([packet.kind, packet.sourcePort, packet.targetPort, payload]).toEqual(['tcp', 50_001, 3_333, 'inside']);
  });

  it.each(tunnels)('never throws where %s is cut off', (_, frame) => {
    for (let length = 0; length < frame.length; length++) {
      const packet = read(frame.subarray(0, length));
      expect(packet.payloadEnd).toBeLessThanOrEqual(length);
    }
  });

  it('is left alone where it only looks like a tunnel', () => {
    const query = over(4_789, text('no tunnel at all, yet long enough to be one'));
    expect(read(query)).toMatchObject({ kind: 'udp', targetPort: 4_789 });
    const broken = join(inner.subarray(0, 2), [0, 1], inner.subarray(4));
    expect(read(vxlan(ethernet(broken)))).toMatchObject({ kind: 'udp', sourcePort: 40_000 });
    expect(read(gre(join(u16(1, 0x880b), inner)))).toMatchObject({ kind: 'ip', protocol: 47 });
  });

  it('is bounded', () => {
    let frame = ethernet(inner);
    for (let depth = 0; depth < 6; depth++) frame = vxlan(frame);
    expect(read(frame)).toMatchObject({ kind: 'udp', targetPort: 4_789 });
  });

  it.skipIf(!hasPeer('tshark'))('is what tshark sees (skipped where it is not installed)', () => {
    const folder = mkdtempSync(joinPath(tmpdir(), 'davylamp-tunnels-'));
    try {
      const path = joinPath(folder, 'tunnels.pcap');
      writeFileSync(path, pcap(tunnels.map(([, bytes]) => ({ bytes }))));
      const fields = ['tcp.srcport', 'tcp.dstport', 'tcp.payload'].flatMap((field) => ['-e', field]);
      const { stdout } = spawnSync('tshark', ['-r', path, '-T', 'fields', ...fields], { encoding: 'utf8' });
      const line = `50001\t3333\t${Buffer.from('inside').toString('hex')}`;
      const seen = stdout.trimEnd().split('\n');
      expect(tunnels.filter((_, i) => seen[i] !== line).map(([name]) => name)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
