import { describe, expect, it } from 'vitest';
import { ethernet, ipv4, ipv6, join, numbers, text } from '../../../tests/make-capture.ts';
import { Fragments } from './fragments.ts';
import { readFrame } from './frame.ts';
import { Packet } from './packet.ts';

const content = text('0123456789abcdefghijklmnopqrstuv');

interface Part {
  from: number;
  to: number;
  more?: boolean;
  id?: number;
  source?: string;
}

function frame4({ from, to, more = to < content.length, id = 7, source = '10.0.0.1' }: Part): Uint8Array {
  return ethernet(ipv4(content.subarray(from, to), { offset: from, more, identification: id, source, protocol: 17 }));
}

function frame6({ from, to, more = to < content.length, id = 7 }: Part): Uint8Array {
  const header = join([17, 0], numbers(2, false, from | (more ? 1 : 0)), numbers(4, false, id));
  return ethernet(ipv6(join(header, content.subarray(from, to)), { protocol: 44 }));
}

function add(fragments: Fragments, frame: Uint8Array, marked = false): string | undefined {
  const packet = new Packet();
  readFrame(frame, 0, frame.length, 1, packet);
  expect(packet.kind).toBe('fragment');
  const whole = fragments.add(frame, packet, 1, marked);
  return whole && new TextDecoder().decode(whole.bytes) + (whole.marked ? ' marked' : '');
}

const parts: Part[] = [
  { from: 0, to: 8 },
  { from: 8, to: 24 },
  { from: 24, to: 32 },
];

describe('IP fragments', () => {
  it.each([
    ['IPv4', frame4],
    ['IPv6', frame6],
  ])('of %s are put together in any order', (_, frame) => {
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
      [2, 0, 2, 0, 1],
    ]) {
      const fragments = new Fragments();
      const got = order.map((i) => add(fragments, frame(parts[i] ?? { from: 0, to: 0 })));
      expect(got.at(-1)).toBe(new TextDecoder().decode(content));
      expect(got.slice(0, -1).every((whole) => whole === undefined)).toBe(true);
      expect(fragments.unfinished).toBe(0);
    }
  });

  it('are marked together if one of them is', () => {
    const fragments = new Fragments();
    const got = parts.map((part, i) => add(fragments, frame4(part), i === 1));
    expect(got[2]).toMatch(/ marked$/);
  });

  it('of different datagrams and hosts are kept apart', () => {
    const fragments = new Fragments();
    add(fragments, frame4({ from: 0, to: 24 }));
    expect(add(fragments, frame4({ from: 24, to: 32, id: 8 }))).toBeUndefined();
    expect(add(fragments, frame4({ from: 24, to: 32, source: '10.0.0.9' }))).toBeUndefined();
    expect(fragments.unfinished).toBe(3);
  });

  it('that contradict each other about the end are never put together', () => {
    const fragments = new Fragments();
    add(fragments, frame4({ from: 0, to: 8, more: true }));
    add(fragments, frame4({ from: 8, to: 32, more: true }));
    expect(add(fragments, frame4({ from: 16, to: 24, more: false }))).toBeUndefined();
  });

  it('take bounded room', () => {
    const fragments = new Fragments();
    for (let id = 0; id < 3000; id++) add(fragments, frame4({ from: 0, to: 8, id }));
    expect(fragments.unfinished).toBe(1024);
    expect(fragments.dropped).toBe(3000 - 1024);
  });
});
