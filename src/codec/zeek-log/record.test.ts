import { describe, expect, it } from 'vitest';
import { jsonRecord, pathNamed } from './record.ts';

describe("a record of Zeek's JSON", () => {
  it('is of the log that it names, or else of the one whose fields it has', () => {
    expect(jsonRecord({ _path: 'dns', conn_state: 'SF' }).path).toBe('dns');
    expect(jsonRecord({ query: 'a', qtype: 1 }).path).toBe('dns');
    expect(jsonRecord({ server_name: 'a' }).path).toBe('ssl');
    expect(jsonRecord({ conn_state: 'SF', orig_bytes: 1 }).path).toBe('conn');
    expect(jsonRecord({ name: 'a' }).path).toBeUndefined();
  });

  it('gives what it holds, and nothing that is of another type or too long', () => {
    const record = jsonRecord({ ts: 1.5, query: 7, host: 'x'.repeat(2_000), answers: ['a', null, 3], rtt: 'soon' });
    expect([record.number('ts'), record.text('query'), record.text('host')]).toEqual([1.5, '7', undefined]);
    expect([record.list('answers'), record.list('ts'), record.number('rtt')]).toEqual([['a', '3'], [], undefined]);
  });

  it('knows logs of one kind under their names', () => {
    expect([pathNamed('conn_long'), pathNamed('ssl'), pathNamed('software')]).toEqual(['conn', 'ssl', undefined]);
  });
});
