import { describe, expect, it } from 'vitest';
import { ethernet, ipv4, ipv6, tcp, text } from '../../../tests/make-capture.ts';
import { FlowTable, flowBits } from './flow-table.ts';
import { readFrame } from './frame.ts';
import { Packet } from './packet.ts';

interface Ends {
  source: string;
  target: string;
  from: number;
  to: number;
}

function find(table: FlowTable, { source, target, from, to }: Ends, number = 1, keep = 1): number {
  const ip = source.includes(':') ? ipv6 : ipv4;
  const frame = ethernet(ip(tcp(text('x'), { from, to }), { source, target }));
  const packet = new Packet();
  readFrame(frame, 0, frame.length, 1, packet);
  return table.find(frame, packet, number, keep);
}

const ends = (i: number): Ends => ({
  source: `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`,
  target: '9.9.9.9',
  from: 1000 + (i % 7),
  to: 3333,
});
const back = ({ source, target, from, to }: Ends): Ends => ({ source: target, target: source, from: to, to: from });
const ends6 = (i: number): Ends => ({ ...ends(i), source: `fd00::${(i + 1).toString(16)}`, target: '2001:db8::1' });

describe('the flow table', () => {
  it('finds a flow again from either side, among many, after growing', () => {
    const table = new FlowTable(8192, () => {});
    const all = Array.from({ length: 1200 }, (_, i) => [ends(i), ends6(i)]).flat();
    const keys = all.map((each) => find(table, each));
    expect(new Set(keys.map((key) => key >> 1)).size).toBe(all.length);
    all.forEach((each, i) => {
      expect(find(table, each)).toBe(keys[i]);
      expect(find(table, back(each))).toBe((keys[i] ?? 0) ^ 1);
    });
  });

  it('keeps endpoints and state', () => {
    const table = new FlowTable(1024, () => {});
    const key = find(table, ends6(1));
    const [flow, direction] = [key >> 1, key & 1];
    expect(table.endpoint(flow, direction)).toEqual({ address: 'fd00::2', port: 1001 });
    expect(table.endpoint(flow, 1 - direction)).toEqual({ address: '2001:db8::1', port: 3333 });
    table.set(flow, flowBits.candidate | flowBits.data);
    table.clear(flow, flowBits.data);
    table.setInitial(flow, 1, -5);
    expect([table.flags(flow) & flowBits.candidate, table.flags(flow) & flowBits.data, table.initial(flow, 1)]).toEqual(
      [512, 0, -5],
    );
  });

  it('makes room by forgetting idle flows, never pinned ones or those of the batch', () => {
    const gone: number[] = [];
    const table = new FlowTable(1024, (flow) => gone.push(flow));
    const pinned = find(table, ends(0), 1) >> 1;
    table.set(pinned, flowBits.pinned);
    for (let i = 1; i < 5000; i++) {
      find(table, ends(i), i + 1, Math.max(1, i - 500));
      for (let k = Math.max(1, i - 400); k < i; k += 133) find(table, ends(k), i + 1, Math.max(1, i - 500));
    }
    expect(gone).toHaveLength(5000 - 1024);
    expect(gone).not.toContain(pinned);
    expect(find(table, ends(0), 5001, 4900) >> 1).toBe(pinned);
  });

  it('gives the same endpoints a new flow, and the old one stays readable until it is released', () => {
    const table = new FlowTable(4096, () => {});
    const old = find(table, ends(1)) >> 1;
    table.set(old, flowBits.data);
    const fresh = table.renew(old, 2, 1);
    expect(fresh).not.toBe(old);
    for (let i = 10; i < 3000; i++) find(table, ends(i));
    expect(find(table, ends(1)) >> 1).toBe(fresh);
    expect(table.endpoint(old, 0)).toEqual(table.endpoint(fresh, 0));
    expect([table.flags(old) & flowBits.data, table.flags(fresh)]).toEqual([flowBits.data, 0]);
    table.release(old);
    expect(find(table, ends(9000)) >> 1).toBe(old);
  });

  it('lets flows without payload go first, so that a flood of SYNs drives no conversation out', () => {
    const gone: number[] = [];
    const table = new FlowTable(1024, (flow) => gone.push(flow));
    const speaking = [1, 2, 3].map((i) => find(table, ends(i), i) >> 1);
    for (const flow of speaking) table.set(flow, flowBits.data);
    for (let i = 10; i < 100_000; i++) find(table, ends(i), i, i - 100);
    expect(speaking.filter((flow) => gone.includes(flow))).toEqual([]);
  });

  it('gives the entry of a flow that is over to the next one, so that it holds the living', () => {
    const gone: number[] = [];
    const table = new FlowTable(1 << 16, (flow) => gone.push(flow));
    const flows = new Set<number>();
    for (let i = 1; i < 5_000; i++) {
      const flow = find(table, ends(i), i) >> 1;
      flows.add(flow);
      expect(table.seek(new Uint8Array(64), Object.assign(new Packet(), { targetAt: 4 }), i)).toBe(-1);
      table.remove(flow);
    }
    expect([flows.size, gone.length, [...table.living()]]).toEqual([1, 4_999, []]);
  });
});
