import { expect, test } from 'vitest';
import { runSweep } from '../../tests/harness.ts';
import { LineLog } from '../extract/log/line-log.ts';
import type { LogEvent } from '../model/log-event.ts';
import { defineEventExtractor, defineLogFormat, type EventExtractor, type LogFormat } from '../model/log-units.ts';
import type { SweepSighting } from '../model/units.ts';
import { logSweep } from './log-reading.ts';

/** `2026-11-23T10:00:00Z words`. */
const plain: LogFormat = defineLogFormat({
  id: 'plain',
  title: 'lines with a time',
  sources: [{}],
  accepts: () => true,
  open: (beginning) => new LineLog({ id: 'plain', tells: ['system'] }, { read: readLine }, beginning),
});

function readLine(text: string): LogEvent | undefined {
  const ms = Date.parse(text.slice(0, 20));
  return Number.isNaN(ms) ? undefined : { source: {}, time: { ms }, fields: { word: text.slice(21) }, text };
}

const seen: string[] = [];
const noting = (id: string, anchor: string, every: boolean): EventExtractor<'mining-term'> =>
  defineEventExtractor({
    id,
    title: id,
    emits: ['mining-term'],
    anchors: [{ text: anchor }],
    ...(every ? { every: true } : {}),
    open: () => {
      const terms: SweepSighting<'mining-term'>[] = [];
      return {
        see({ event, offset, length }) {
          seen.push(`${id} ${event.text.slice(21)}`);
          terms.push({ kind: 'mining-term', value: { term: event.text, category: 'miner' }, offset, length });
        },
        end: () => terms,
      };
    },
  });

const log = ['2026-11-23T10:00:00Z one', 'no event', '2026-11-23T11:00:00Z two', '2026-11-23T12:00:00Z three', ''].join(
  '\n',
);

test('a line is read once for all who want events, and only where an anchor stands in it', () => {
  seen.length = 0;
  runSweep(logSweep(plain, [noting('a', 'two', false), noting('b', 'none', false)]), { name: '', input: log });
  expect(seen).toEqual(['a two', 'b two']);
});

test('every line is read where one of them wants every event, in stretches of any size', () => {
  for (const stretch of [1, 7, 1000]) {
    seen.length = 0;
    runSweep(logSweep(plain, [noting('a', 'none', true)]), { name: '', input: log }, stretch);
    expect(seen).toEqual(['a one', 'a two', 'a three']);
  }
});

test('what is seen is said by who saw it, and what the log covers is said aside', () => {
  const { sightings } = runSweep(logSweep(plain, [noting('a', 'two', false)]), { name: '', input: log });
  expect(sightings).toMatchObject([
    { kind: 'mining-term', by: 'a', offset: 34 },
    {
      kind: 'log-span',
      aside: true,
      value: { log: 'plain', start: '2026-11-23T10:00:00.000Z', end: '2026-11-23T12:00:00.000Z' },
    },
  ]);
});
