import { describe, expect, it } from 'vitest';
import { type EvtxEventToWrite, evtxChunks, evtxFile } from '../../../tests/evtx-writer.ts';
import { testLogFormat } from '../../../tests/log-format.ts';
import { readLog } from '../../../tests/read-log.ts';
import { defaultLimits } from '../../model/limits.ts';
import type { LogSpan } from '../../model/log-payloads.ts';
import { fixture } from './evtx.fixture.ts';
import { evtx } from './evtx.ts';

testLogFormat(evtx, fixture, { lines: false });

const event: EvtxEventToWrite = {
  ...{ provider: 'Example', channel: 'System', eventId: 7, time: '2026-11-23T16:00:00Z', computer: 'web01' },
  data: { Text: 'x'.repeat(200) },
};
const events = Array.from({ length: 600 }, (_, i) => ({ ...event, time: Date.parse('2026-11-23T16:00:00Z') + i }));
const idsIn = (input: Uint8Array): unknown[] =>
  readLog(evtx, { input }).events.map((one) => one.event.fields['EventRecordID']);
const numbers = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

describe('an event log', () => {
  const chunks = evtxChunks(events);
  const [first = new Uint8Array(), second = new Uint8Array(), third = new Uint8Array()] = chunks;
  const inFirst = idsIn(first).length;
  const inSecond = idsIn(second).length;
  const head = evtxFile([]).subarray(0, 4096);
  const fileOf = (...parts: Uint8Array[]): Uint8Array => Buffer.concat([head, ...parts]);

  it('has as many chunks as it has, whatever its header says', () => {
    expect(idsIn(fileOf(...chunks))).toEqual(numbers(1, 601));
  });

  it('goes on behind a chunk that is none any more, which is a gap', () => {
    const { events, misses } = readLog(evtx, { input: fileOf(first, Buffer.alloc(0x1_0000, 'x'), third) });
    expect(events).toHaveLength(inFirst + idsIn(third).length);
    expect(misses).toMatchObject([{ gap: { code: 'malformed', offset: 0x1_1000 } }]);
  });

  it('may have room for chunks that were never written, which is none', () => {
    const { events, misses } = readLog(evtx, { input: fileOf(first, Buffer.alloc(0x2_0000), second) });
    expect([events.length, misses]).toEqual([inFirst + inSecond, []]);
  });

  it('is read where chunks stand at odd places', () => {
    expect(idsIn(fileOf(Buffer.alloc(333), first))).toEqual(numbers(1, inFirst + 1));
  });

  it('that was changed after it was closed says so once', () => {
    const changed = chunks.map((chunk) => Buffer.from(chunk));
    for (const chunk of changed) chunk.set([0x79], 700 + chunk.subarray(700).indexOf('x\0x\0x\0x', 'latin1'));
    const { events, misses } = readLog(evtx, { input: fileOf(...changed) });
    expect(events).toHaveLength(600);
    expect(misses).toMatchObject([
      { gap: { code: 'malformed', offset: 4096, what: expect.stringContaining('changed') } },
    ]);
  });

  it('that is cut within a chunk gives what is there', () => {
    const { events, misses } = readLog(evtx, { input: fileOf(first).subarray(0, 40_000) });
    expect(events.length).toBeGreaterThan(20);
    expect(misses.at(-1)).toMatchObject({ gap: { code: 'truncated', offset: 40_000 } });
  });

  const spanOf = (input: Uint8Array): LogSpan | undefined => {
    const reader = evtx.open({
      name: 'x',
      head: input.subarray(0, 4096),
      limits: defaultLimits,
      latest: 0,
      every: true,
    });
    const view = { bytes: input, base: 0, from: 0, to: input.length, last: true, hits: [] };
    expect([...reader.push(view), ...reader.end()].length).toBeGreaterThan(0);
    return reader.span?.();
  };

  it('says from when to when it tells, and of what', () => {
    expect(spanOf(fileOf(first))).toMatchObject({ log: 'evtx', machine: 'web01', tells: ['system'] });
    expect(spanOf(evtxFile([{ ...event, channel: 'Security', eventId: 4688 }]))).toEqual({
      ...{ log: 'evtx', machine: 'web01', tells: ['logins', 'processes'] },
      ...{ start: '2026-11-23T16:00:00.000Z', end: '2026-11-23T16:00:00.000Z' },
    });
  });

  it('used in a circle is no clock that went back, but a record earlier than the one before it is', () => {
    const later = Date.parse('2026-11-24T16:00:00Z');
    const circle = [...evtxChunks([{ ...event, recordId: 900, time: later }]), first];
    expect(spanOf(fileOf(...circle))).not.toHaveProperty('jumps');
    expect(spanOf(evtxFile([{ ...event, time: later }, event]))).toMatchObject({ jumps: 1 });
  });
});
