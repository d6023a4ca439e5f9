import { describe, expect, it } from 'vitest';
import { columnAt, emptyHeader, readDirective, tabbedRecord, usualHeader, type ZeekHeader } from './tab-separated.ts';

const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text));
const headerOf = (...lines: readonly string[]): ZeekHeader => lines.reduce(readDirective, emptyHeader);
const usual = headerOf(
  '#separator \\x09',
  '#unset_field\t-',
  '#empty_field\t(empty)',
  '#path\tdns',
  '#fields\tts\tquery\tanswers\trtt',
);

function recordOf(header: ZeekHeader, line: string): ReturnType<typeof tabbedRecord> {
  return tabbedRecord(header, bytesOf(line), 0, line.length);
}

describe("a line of Zeek's own form", () => {
  it('is read by the names of its columns', () => {
    const record = recordOf(usual, '1.5\tpool.example.com\t203.0.113.7,203.0.113.8\t-');
    expect(record.path).toBe('dns');
    expect(record.number('ts')).toBe(1.5);
    expect(record.text('query')).toBe('pool.example.com');
    expect(record.list('answers')).toEqual(['203.0.113.7', '203.0.113.8']);
  });

  it('lacks what is unset, empty, not a number, or not in its columns', () => {
    const record = recordOf(usual, 'now\t-\t(empty)\t-');
    expect([record.number('ts'), record.text('query'), record.number('rtt'), record.text('uid')]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(record.list('answers')).toEqual([]);
    expect(recordOf(usual, '1.5').text('query')).toBeUndefined();
  });

  it('writes bytes that would upset it as numbers', () => {
    expect(recordOf(usual, '1\ta\\x09b\tx\\x2cy,z').text('query')).toBe('a\tb');
    expect(recordOf(usual, '1\ta\tx\\x2cy,z').list('answers')).toEqual(['x,y', 'z']);
  });

  it('may part its columns and its sets otherwise', () => {
    const header = headerOf('#separator |', '#set_separator|;', '#path|conn', '#fields|ts|answers');
    expect(recordOf(header, '1|a;b').list('answers')).toEqual(['a', 'b']);
  });

  it('begins anew with each header', () => {
    const header = headerOf('#separator \\x09', '#path\tconn', '#fields\tts\tuid', '#separator \\x09');
    expect([header.path, header.columns.size]).toEqual([undefined, 0]);
  });

  it('is told by the name of its file where the header was cut away', () => {
    expect(usualHeader('/nsm/2026-11-23/conn.10:00:00-11:00:00.log')?.columns.get('id.resp_p')).toBe(5);
    expect(usualHeader('software.log')).toBeUndefined();
    expect(usualHeader('connections.log')).toBeUndefined();
  });
});

describe('a column', () => {
  it('is found from the first to the last, and not behind it', () => {
    const line = bytesOf('a\t\tccc');
    const places = [0, 1, 2, 3].map((column) => columnAt(line, 0, line.length, 9, column));
    expect(places).toEqual([{ start: 0, end: 1 }, { start: 2, end: 2 }, { start: 3, end: 6 }, undefined]);
  });
});
