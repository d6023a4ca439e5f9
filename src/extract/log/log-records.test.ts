import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Hit } from '../../model/anchor.ts';
import { LogRecords } from './log-records.ts';

const needle = 'needle';
const begins = (bytes: Uint8Array, start: number): boolean => bytes[start] === 0x23;

/** The records of a log, in stretches: all, or those with the needle in them. */
function recordsOf(log: string, stretch: number, which: 'all' | 'hit'): string[] {
  const bytes = Buffer.from(log);
  const records = new LogRecords(begins);
  const out: string[] = [];
  for (let from = 0; from < bytes.length; from += stretch) {
    const to = Math.min(bytes.length, from + stretch);
    const hits: Hit[] = [];
    for (let at = log.indexOf(needle, from); at >= 0 && at < to; at = log.indexOf(needle, at + 1))
      hits.push({ anchor: needle, offset: at, length: needle.length, encoding: 'ascii' });
    for (const record of records[which]({ bytes, base: 0, from, to, last: true, hits }))
      out.push('gap' in record ? 'gap' : record.text);
  }
  return out;
}

describe('records of a log', () => {
  it('go on until a line begins the next one', () => {
    const log = '#one\n at x\n\n at y\r\n#two\n#three\nrest';
    expect(recordsOf(log, 1_000, 'all')).toEqual(['#one\n at x\n\n at y', '#two', '#three\nrest']);
  });

  it('are the same in any stretches, and the same where only those with something in them are read', () => {
    const lines = fc.array(fc.constantFrom('#a', ' b', '', `#${needle}`, ` ${needle}`), { maxLength: 200 });
    fc.assert(
      fc.property(lines, fc.integer({ min: 1, max: 60 }), (parts, stretch) => {
        const log = `#first\n${parts.join('\n')}`;
        const all = recordsOf(log, 100_000, 'all');
        expect(recordsOf(log, stretch, 'all')).toEqual(all);
        // A record that goes on for longer than a record may be is cut where it is met.
        if (
          parts
            .join('\n')
            .split('#')
            .every((record) => record.split('\n').length < 60)
        )
          expect(recordsOf(log, stretch, 'hit')).toEqual(all.filter((record) => record.includes(needle)));
      }),
    );
  });

  it('are cut where they go on and on, and nothing of them is lost', () => {
    const log = `#one\n${' more\n'.repeat(1_000)}#two\n`;
    const records = recordsOf(log, 1_000_000, 'all');
    expect(`${records.join('\n')}\n`).toBe(log);
    expect(records.length).toBeGreaterThan(10);
  });

  it('do not hold a line that is too long', () => {
    const log = `#one\n${'x'.repeat(100_000)}\n#two`;
    expect(recordsOf(log, 1_000_000, 'all')).toEqual(['#one', 'gap', '#two']);
    expect(recordsOf(log.replace('xxx', needle), 1_000_000, 'hit')).toEqual(['gap']);
  });
});
