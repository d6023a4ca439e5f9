import { describe, expect, it } from 'vitest';
import { text } from '../../../tests/make-capture.ts';
import { Packet } from '../../codec/network/packet.ts';
import { Beginnings } from './beginnings.ts';

function segment(length: number): Packet {
  return Object.assign(new Packet(), { payloadAt: 0, payloadEnd: length });
}

const time = { time: 5 };

/** A plain greeting of each of these flows. */
function greet(beginnings: Beginnings, flows: number): void {
  const bytes = text('hello');
  for (let flow = 0; flow < flows; flow++) beginnings.begin(bytes, flow, 0, 0, segment(bytes.length), flow + 1, time);
}

const kept = (beginnings: Beginnings, flows: number): number[] =>
  Array.from({ length: flows }, (_, flow) => flow).filter((flow) => beginnings.take(flow).length > 0);

describe('beginnings', () => {
  it('are let go, the oldest first, where there are too many', () => {
    const beginnings = new Beginnings(() => false, 50_000);
    greet(beginnings, 100);
    const left = kept(beginnings, 100);
    expect(left.at(-1)).toBe(99);
    expect(left).toEqual(Array.from({ length: left.length }, (_, i) => 100 - left.length + i));
    expect(left.length).toBeGreaterThan(25);
    expect(left.length).toBeLessThan(35);
  });

  it('of flows that talk on are spared once', () => {
    const beginnings = new Beginnings((flow) => flow === 0, 50_000);
    greet(beginnings, 30);
    expect(kept(beginnings, 30)).toContain(0);
    greet(beginnings, 1_000);
    expect(kept(beginnings, 1_000)).not.toContain(0);
  });

  it('are longer behind the greeting of a SOCKS proxy, for a handshake may follow', () => {
    const beginnings = new Beginnings(() => false);
    beginnings.begin(Uint8Array.of(5, 1, 0), 7, 0, 0, segment(3), 1, time);
    beginnings.goOn(text('x'.repeat(600)), 7, 0, segment(600), 2, time);
    expect(beginnings.take(7).map(({ length }) => length)).toEqual([3, 600]);
  });

  it('end where nothing more is wanted, and stay as long as they are', () => {
    const beginnings = new Beginnings(() => false);
    const bytes = text('x'.repeat(200));
    expect(beginnings.begin(bytes, 7, 0, 0, segment(200), 1, time)).toBe(true);
    expect(beginnings.goOn(bytes, 7, 0, segment(200), 2, time)).toBe(true);
    expect(beginnings.goOn(bytes, 7, 1, segment(200), 3, time)).toBe(true);
    expect(beginnings.goOn(bytes, 7, 1, segment(200), 4, time)).toBe(false);
    expect(beginnings.take(7).map(({ direction, length, packet }) => [direction, length, packet])).toEqual([
      [0, 200, 1],
      [0, 56, 2],
      [1, 200, 3],
      [1, 56, 4],
    ]);
    expect(beginnings.take(7)).toEqual([]);
  });
});
