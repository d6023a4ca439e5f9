import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvRead, type CsvRow, csvColumns, forCsvRows } from './csv.ts';

function rowsOf(content: string | Uint8Array): CsvRead & { rows: CsvRow[] } {
  const rows: CsvRow[] = [];
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const read = forCsvRows(bytes, (row) => {
    rows.push({ ...row });
    return true;
  });
  return { ...read, rows };
}

describe('a table with a heading', () => {
  it('gives a row a line, by the names of its columns', () => {
    expect(rowsOf('a,b,c\r\n1,"x, ""y""\nz",3\r\n4,,\r\n').rows).toEqual([
      { a: '1', b: 'x, "y"\nz', c: '3' },
      { a: '4' },
    ]);
  });
  it('may have a banner before it, a mark, tabs, and two bytes a letter', () => {
    const wide = Uint8Array.from(Buffer.from('\ufeffTool v1\r\n\r\na\tb\tc\r\n1\t2\t3', 'utf16le'));
    expect(rowsOf(wide).rows).toEqual([{ a: '1', b: '2', c: '3' }]);
    expect(csvColumns(wide)).toEqual(['a', 'b', 'c']);
  });
  it('counts lines that are no rows, and reads on behind them', () => {
    const { rows, bad } = rowsOf('a,b,c\n1,2,3,4\n"x\n5,6,7\n');
    expect(rows).toEqual([{ a: '5', b: '6', c: '7' }]);
    expect(bad).toBe(2);
  });
  it('is none where no line has columns', () => {
    expect(rowsOf('some text\nwithout any\n')).toEqual({ rows: [], bad: 1, cut: false });
    expect(rowsOf('')).toEqual({ rows: [], bad: 0, cut: false });
  });
  it('has no values but its own, whatever its columns are called', () => {
    expect(rowsOf('__proto__,constructor,c\n1,2,3\n').rows[0]?.['c']).toBe('3');
  });
});

it('what was written is read', () => {
  const value = fc.string({ unit: 'grapheme', minLength: 1 });
  fc.assert(
    fc.property(fc.array(fc.tuple(value, value, value), { minLength: 1, maxLength: 20 }), (rows) => {
      const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
      const text = ['a,b,c', ...rows.map((row) => row.map(quoted).join(','))].join('\r\n');
      expect(rowsOf(text).rows).toEqual(rows.map(([a, b, c]) => ({ a, b, c })));
    }),
  );
});
