import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eachLine, lineAround, longestLine } from './lines.ts';

const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text));

/** The lines that begin in [from, to), as text. */
function linesOf(text: string, from = 0, to = text.length): string[] {
  const bytes = bytesOf(text);
  return [...eachLine({ bytes, base: 0, from, to, last: true })].map((line) =>
    line.status === 'ok' ? text.slice(line.value.start, line.value.end) : line.status,
  );
}

describe('lines', () => {
  it('end before LF or CR LF, and the last one may lack its end', () => {
    expect(linesOf('one\r\ntwo\n\nfour')).toEqual(['one', 'two', '', 'four']);
  });

  it('are due where they begin, whatever stretches the bytes come in', () => {
    const text = fc.array(fc.constantFrom('a', 'bc', '\n', '\r\n'), { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.nat(40), fc.nat(40), (log, a, b) => {
        const [first, second] = [Math.min(a, b, log.length), Math.min(Math.max(a, b), log.length)];
        const parts = [linesOf(log, 0, first), linesOf(log, first, second), linesOf(log, second)];
        expect(parts.flat()).toEqual(linesOf(log));
      }),
    );
  });

  it('are told and passed over where they are too long, and the next one is read', () => {
    const long = `${'x'.repeat(3 * longestLine)}\nshort\n`;
    expect(linesOf(long)).toEqual(['limit', 'short']);
    expect(linesOf('x'.repeat(longestLine))).toEqual(['x'.repeat(longestLine)]);
    expect(linesOf('x'.repeat(longestLine + 1))).toEqual(['limit']);
  });

  it('that go on behind the bytes are not taken for whole', () => {
    const bytes = bytesOf('one\ntwo');
    const lines = [...eachLine({ bytes, base: 0, from: 0, to: bytes.length, last: false })];
    expect(lines.map(({ status }) => status)).toEqual(['ok', 'limit']);
  });
});

describe('the line around a byte', () => {
  const text = 'one\r\ntwo\nthree';
  const around = (offset: number): string => {
    const line = lineAround({ bytes: bytesOf(text), base: 0, last: true }, offset);
    return line.status === 'ok' ? text.slice(line.value.start, line.value.end) : line.status;
  };

  it('is found from each of its bytes', () => {
    expect([0, 2, 5, 7, 9, 13].map(around)).toEqual(['one', 'one', 'two', 'two', 'three', 'three']);
  });

  it('is too long where its beginning or its end is not at hand', () => {
    const bytes = bytesOf(`${'x'.repeat(2 * longestLine)}needle${'x'.repeat(2 * longestLine)}`);
    expect(lineAround({ bytes, base: 0, last: true }, 2 * longestLine).status).toBe('limit');
    expect(lineAround({ bytes: bytesOf('two\n'), base: 100, last: true }, 1).status).toBe('limit');
  });
});
