import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unescaped, wordsOf } from './words.ts';

/** As Apache escapes a quoted text. */
const escapedAsApache = (text: string): string =>
  [...Buffer.from(text)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      if (character === '"' || character === '\\') return `\\${character}`;
      return byte >= 0x20 && byte < 0x7f ? character : `\\x${byte.toString(16).padStart(2, '0')}`;
    })
    .join('');

describe('words of an access log', () => {
  it('are what the client sent, however the server escaped it', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 30 });
    fc.assert(
      fc.property(text, text, (referer, agent) => {
        const line = `"GET / HTTP/1.1" 200 5 "${escapedAsApache(referer)}" "${escapedAsApache(agent)}"`;
        const words = wordsOf(line, 0).map((word) => word.text);
        expect(words).toEqual(['GET / HTTP/1.1', '200', '5', referer, agent]);
      }),
    );
  });

  it('end where another word could follow, where a server escapes nothing', () => {
    const words = wordsOf('"GET /?a="b" HTTP/1.1" 404 5 "-" "() { :; }; echo "x" >/tmp/y"', 0);
    expect(words.map(({ text }) => text)).toEqual([
      'GET /?a="b" HTTP/1.1',
      '404',
      '5',
      '-',
      '() { :; }; echo "x" >/tmp/y',
    ]);
  });

  it('end with the line where nothing closes them', () => {
    expect(wordsOf('"GET /cu', 0)).toEqual([{ text: 'GET /cu', quoted: true }]);
  });

  it('are bounded in number, and read in time that grows with the line alone', () => {
    expect(wordsOf('a '.repeat(1_000), 0)).toHaveLength(64);
    expect(wordsOf(`"${'\\" '.repeat(20_000)}`, 0)).toHaveLength(1);
    expect(wordsOf(`"${'" "'.repeat(20_000)}`, 0).length).toBeLessThanOrEqual(64);
  });

  it('keep a backslash that escapes nothing', () => {
    expect(unescaped('C:\\windows \\x4 \\q \\x41')).toBe('C:\\windows \\x4 \\q A');
  });
});
