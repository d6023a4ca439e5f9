import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeBytes, escapeJson, escapeText } from './escape.ts';

/** What no terminal may get from us: controls, line breaks, characters that turn or hide text, lone surrogates. */
const dangerous = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

describe('text for a terminal', () => {
  it('leaves plain text, Windows paths and other scripts alone', () => {
    for (const text of ['C:\\new\\table', "Le fichier Hello txt n'existe pas", '컴퓨터 мышь ληξ 文件', '→ “é”'])
      expect(escapeText(text)).toBe(text);
  });

  it('writes out terminal sequences, also in their one-byte form', () => {
    expect(escapeText('\u001b[2J\u001b]0;x\u0007\u009b31m')).toBe('\\x1b[2J\\x1b]0;x\\x07\\x9b31m');
  });

  it('writes out line breaks, so that no name can forge a line', () => {
    expect(escapeText('a\r\nNONE\u2028\u2029\u0085')).toBe('a\\r\\nNONE\\u{2028}\\u{2029}\\x85');
  });

  it('writes out what turns or hides text', () => {
    expect(escapeText('a\u202egpj.exe\u2066\u200b\ufeff\u00ad\u3164\u{e0041}')).toBe(
      'a\\u{202e}gpj.exe\\u{2066}\\u{200b}\\u{feff}\\xad\\u{3164}\\u{e0041}',
    );
  });

  it('writes the byte of a file name that is no UTF-8', () => {
    expect(escapeText('caf\udce9')).toBe('caf\\xe9');
  });

  it('writes out lone surrogates and spaces that only look like one', () => {
    expect(escapeText('\ud800 \u00a0\u3000')).toBe('\\u{d800} \\xa0\\u{3000}');
  });

  it('keeps two marks on a letter and writes out the tower above', () => {
    expect(escapeText('e\u0301\u0302\u0303')).toBe('e\u0301\u0302\\u{0303}');
  });

  it('lets nothing dangerous through, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeText(text)).not.toMatch(dangerous);
      }),
    );
  });
});

describe('bytes for a terminal', () => {
  it('reads UTF-8 and writes every other byte as hex', () => {
    const bytes = new Uint8Array([...new TextEncoder().encode('né→'), 0xff, 0xc3, 0x28, 0xed, 0xa0, 0x80, 0xe2]);
    expect(escapeBytes(bytes)).toBe('né→\\xff\\xc3(\\xed\\xa0\\x80\\xe2');
  });

  it('lets nothing dangerous through, whatever comes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(escapeBytes(bytes)).not.toMatch(dangerous);
      }),
    );
  });
});

describe('JSON for a terminal', () => {
  it('means the same and holds nothing that a terminal obeys', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const json = escapeJson(JSON.stringify({ text }));
        expect(JSON.parse(json)).toEqual({ text });
        expect(json).not.toMatch(dangerous);
      }),
    );
  });
});
