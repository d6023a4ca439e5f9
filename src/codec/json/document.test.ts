import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentEnd, parseDocument } from './document.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const endOf = (text: string): number => documentEnd(bytesOf(text), 0, bytesOf(text).length);

describe('a JSON document among other bytes', () => {
  it('ends at the bracket that closes it', () => {
    expect(endOf('{"a":[1,{"b":2}]}tail')).toBe(17);
  });
  it('does not count brackets and quotes within strings', () => {
    expect(endOf('{"a":"}\\"]}"} ')).toBe(13);
  });
  it('has no end where it is cut', () => {
    expect(endOf('{"a":[1,2')).toBe(-1);
    expect(endOf('{"a":"\\')).toBe(-1);
  });
  it('is refused where it is nested beyond every protocol', () => {
    expect(endOf('['.repeat(33) + ']'.repeat(33))).toBe(-1);
    expect(endOf('['.repeat(32) + ']'.repeat(32))).toBe(64);
  });
  it('has no value where it is not JSON', () => {
    const bytes = bytesOf("{'a':1}");
    expect(parseDocument(bytes, 0, bytes.length)).toBeUndefined();
  });
  it('comes back whole, whatever stands behind it', () => {
    const document = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 5 }));
    fc.assert(
      fc.property(document, fc.string(), (value, tail) => {
        const bytes = bytesOf(JSON.stringify(value) + tail);
        const end = documentEnd(bytes, 0, bytes.length);
        expect(parseDocument(bytes, 0, end)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
  it('has the value that the parser gives, and none where that fails, with spaces around and broken anywhere', () => {
    const pretty = fc
      .tuple(fc.jsonValue({ maxDepth: 3 }), fc.nat(3))
      .map(([value, by]) => JSON.stringify(value, null, by));
    const cut = fc.tuple(pretty, fc.nat(), fc.nat(3)).map(([text, at, gone]) => {
      const from = at % (text.length + 1);
      return text.slice(0, from) + text.slice(from + gone);
    });
    const near = fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', ',', ':', ' ', '\n', '1'), maxLength: 8 });
    fc.assert(
      fc.property(fc.oneof(pretty, cut, near), fc.constantFrom('', ' ', '\r\n'), (text, tail) => {
        const bytes = bytesOf(text + tail);
        expect(parseDocument(bytes, 0, bytes.length)).toEqual(plainly(text + tail));
      }),
      { numRuns: 1_000 },
    );
  });
  it('leaves errors of others as they were', () => {
    parseDocument(bytesOf('{"a":x}'), 0, 7);
    expect(new Error('another').stack).toContain('document.test.ts');
  });
});

function plainly(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
