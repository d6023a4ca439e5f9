import { describe, expect, it } from 'vitest';
import { forTableRows, type RowsRead } from './table-rows.ts';

function read(content: string | Uint8Array, { isCsv = false, whole = true } = {}): RowsRead & { rows: unknown[] } {
  const rows: unknown[] = [];
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const told = forTableRows({ bytes, whole, isCsv }, (row) => {
    rows.push(row);
    return true;
  });
  return { ...told, rows };
}

describe('a table of JSON', () => {
  it('has an object a line, or a list of them over many lines', () => {
    expect(read('{"a":1}\n\n{"a":2}').rows).toEqual([{ a: 1 }, { a: 2 }]);
    expect(read(' [\r\n  {"a": {"b": "]}"}},\r\n {"a":2} ]').rows).toEqual([{ a: { b: ']}' } }, { a: 2 }]);
  });
  it('may be UTF-16 with a mark, as PowerShell writes it', () => {
    const wide = Uint8Array.from(Buffer.from('\ufeff[{"a":"\u00e9"}]', 'utf16le'));
    expect(read(wide).rows).toEqual([{ a: '\u00e9' }]);
    expect(read('\ufeff{"a":1}\n').rows).toEqual([{ a: 1 }]);
  });
  it('says which lines are none, and where there are more', () => {
    expect(read('x\n{"a":1}\n{"a"')).toEqual({ rows: [{ a: 1 }], bad: 2, cut: false });
    expect(read('{"a":1}\n{"a"', { whole: false })).toEqual({ rows: [{ a: 1 }], bad: 0, cut: true });
    expect(read('[{"a":1},{"a"')).toEqual({ rows: [{ a: 1 }], bad: 1, cut: false });
  });
});

it('a table of values leaves out a line that was cut', () => {
  expect(read('a,b,c\n1,2,3\n4,5', { isCsv: true, whole: false })).toEqual({
    rows: [{ a: '1', b: '2', c: '3' }],
    bad: 0,
    cut: true,
  });
});
