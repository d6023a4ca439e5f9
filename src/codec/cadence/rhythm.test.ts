import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messagesOf, type Packet } from './messages.ts';
import { rhythmOf } from './rhythm.ts';
import { spreadOf } from './spread.ts';

/** Packets from `c12.5:140`: the client, at 12.5 seconds, 140 bytes. */
function packets(text: string): Packet[] {
  return text.split(' ').map((word) => {
    const [time = '', bytes = ''] = word.slice(1).split(':');
    return { from: word.startsWith('c') ? 'client' : 'server', time: Number(time) * 1000, bytes: Number(bytes) };
  });
}

const rhythm = (text: string): ReturnType<typeof rhythmOf> => rhythmOf(messagesOf(packets(text)));

describe('messagesOf', () => {
  it('joins what comes in one direction without a pause of 200 ms', () => {
    const found = messagesOf(packets('c1:100 c1.1:50 c1.299:7 c1.5:1 s1.51:9 c1.52:2'));
    expect(found.map(({ from, bytes }) => [from, bytes])).toEqual([
      ['client', 157],
      ['client', 1],
      ['server', 9],
      ['client', 2],
    ]);
    expect(found[0]).toMatchObject({ start: 1000, end: 1299 });
  });
  it('passes over packets without payload', () => {
    expect(messagesOf(packets('c1:10 s1.1:0 c1.15:10'))).toHaveLength(1);
  });
});

describe('rhythmOf', () => {
  it('tells pushes from answers, and requests from replies', () => {
    const found = rhythm('c0:300 s0.1:500 s60:400 c90:200 s90.05:60 s120:410 c120.5:30');
    expect(found).toMatchObject({ pushes: 2, requests: 2, answers: 2, replies: 1 });
    expect(found.pushSeconds).toEqual({ median: 60, low: 60, high: 60 });
    expect(found.pushBytes?.median).toBe(405);
    expect(found.requestBytes?.median).toBe(250);
    expect(found.answerBytes?.median).toBe(280);
    expect(found.answerSeconds?.median).toBe(0.075);
    expect(found.longestPauseSeconds).toBe(59.9);
  });
  it('calls what comes more than five seconds after a request a push', () => {
    expect(rhythm('c0:10 s5:10')).toMatchObject({ pushes: 0, answers: 1 });
    expect(rhythm('c0:10 s5.1:10')).toMatchObject({ pushes: 1, answers: 0 });
  });
  it('calls the second of two messages after one request a push', () => {
    expect(rhythm('c0:10 s1:10 s2:10')).toMatchObject({ pushes: 1, answers: 1 });
  });
  it('counts a request that the client follows up as unanswered', () => {
    expect(rhythm('c0:10 c1:10 s2:10')).toMatchObject({ requests: 2, answers: 1, pushes: 0 });
  });
  it('takes what follows a reply for neither push nor answer', () => {
    expect(rhythm('s0:10 c0.5:10 s1:10')).toMatchObject({ pushes: 1, replies: 1, requests: 0, answers: 0 });
  });
  it('says nothing of what was not there', () => {
    expect(rhythmOf([])).toEqual({ pushes: 0, requests: 0, answers: 0, replies: 0 });
  });
});

const packet = fc.record({
  from: fc.constantFrom<'client' | 'server'>('client', 'server'),
  gap: fc.integer({ min: -50, max: 8000 }),
  bytes: fc.integer({ min: 0, max: 3000 }),
});

function sumOf(parts: readonly { bytes: number }[]): number {
  return parts.reduce((total, { bytes }) => total + bytes, 0);
}

describe('of any packets', () => {
  it('puts every byte in one message and gives every message of the client one role', () => {
    fc.assert(
      fc.property(fc.array(packet), (steps) => {
        let time = 1_700_000_000_000;
        const all = steps.map(({ from, gap, bytes }): Packet => {
          time += gap;
          return { from, time, bytes };
        });
        const messages = messagesOf(all);
        expect(sumOf(messages)).toBe(sumOf(all));
        const { requests, replies, answers, pushes } = rhythmOf(messages);
        expect(requests + replies).toBe(messages.filter(({ from }) => from === 'client').length);
        expect(pushes + answers).toBeLessThanOrEqual(messages.filter(({ from }) => from === 'server').length);
        expect(answers).toBeLessThanOrEqual(requests);
      }),
    );
  });
  it('has quartiles that lie in order and within the values', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1 }), (values) => {
        const { low, median, high } = spreadOf([...values]) ?? { low: 1, median: 0, high: 0 };
        expect(low).toBeLessThanOrEqual(median);
        expect(median).toBeLessThanOrEqual(high);
        expect(low).toBeGreaterThanOrEqual(Math.min(...values) - 0.001);
        expect(high).toBeLessThanOrEqual(Math.max(...values) + 0.001);
      }),
    );
  });
});
