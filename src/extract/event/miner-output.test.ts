import { describe, expect, it } from 'vitest';
import { lineFormat, saidLine, seenIn } from '../../../tests/event-harness.ts';
import { runEvents } from '../../../tests/harness.ts';
import { fixture } from './miner-output.fixture.ts';
import { minerOutput } from './miner-output.ts';

const share = (count: number): string => `[2026-11-19 03:07:10.123]  cpu      accepted (${count}/0) diff 1 (4 ms)`;

describe('miner-output', () => {
  it.each(fixture.fires)('tells of $name', ({ lines, expect: expected }) => {
    expect(seenIn(minerOutput, lines)).toMatchObject(expected);
  });
  it.each(fixture.silent)('is silent on $name', ({ lines }) => {
    expect(seenIn(minerOutput, lines)).toEqual([]);
  });
  it('keeps machines apart', () => {
    const lines = [saidLine(share(1), { machine: 'a' }), saidLine(share(7), { machine: 'b' })];
    expect(seenIn(minerOutput, lines)).toMatchObject([
      { value: { machine: 'a', accepted: 1 } },
      { value: { machine: 'b', accepted: 7 } },
    ]);
  });
  it('says where there are more machines than it keeps apart', () => {
    const input = Array.from({ length: 66 }, (_, i) => saidLine(share(1), { machine: `m${i}` })).join('\n');
    expect(runEvents(minerOutput, lineFormat, { name: 'log', input }).misses).toMatchObject([
      { gap: { code: 'limit-count', what: '2 more lines of miners are not told' } },
    ]);
  });
});
