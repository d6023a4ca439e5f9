/**
 * A file, or what another decoder gave, that is base64 from its first character to its last, as encodings within
 * encodings are. Taken only where text, a program or an archive comes out: lists of words, keys and hashes are written
 * in the same letters, and stay as they are.
 * Source: RFC 4648. Does not see: base64 between lines of another kind (PEM, mail).
 */
import { base64Digits, decodeBase64 } from '../../codec/base64/base64.ts';
import { isMeaningful } from '../../codec/plain-content/plain-content.ts';
import { type Child, defineDecoder, type Miss, type WholeDecoder } from '../../model/units.ts';

interface Compact {
  readonly digits: Uint8Array;
  /** Where the text stops being base64; its length if it never does. */
  readonly end: number;
}

const isBreak = (byte: number): boolean => byte === 0x0a || byte === 0x0d || byte === 0x20 || byte === 9;
const padding = 0x3d;

/** The digits of a text that is nothing else; reading stops at the first character that has no place in it. */
function compact(text: Uint8Array): Compact {
  const digits = new Uint8Array(text.length);
  let count = 0;
  let padded = false;
  for (const [end, byte] of text.entries()) {
    if (base64Digits.isDigit[byte] === 1 && !padded) digits[count++] = byte;
    else if (byte === padding) padded = true;
    else if (!isBreak(byte)) return { digits: digits.subarray(0, count), end };
    else if (padded) return { digits: digits.subarray(0, count), end: afterBreaks(text, end) };
  }
  return { digits: digits.subarray(0, count), end: text.length };
}

function afterBreaks(text: Uint8Array, at: number): number {
  let end = at;
  while (end < text.length && isBreak(text[end] ?? 0)) end++;
  return end;
}

/** Answers for nearly all files by their first bytes. */
function mayBe(head: Uint8Array): boolean {
  for (const byte of head.subarray(0, base64Digits.fewest)) if (base64Digits.isDigit[byte] === 0) return false;
  return head.length >= base64Digits.fewest;
}

export const base64Text: WholeDecoder = defineDecoder({
  id: 'base64-text',
  title: 'a file written out in base64',
  mode: 'whole',
  accepts(head) {
    if (!mayBe(head)) return false;
    const { digits, end } = compact(head);
    return end === head.length && isMeaningful(decodeBase64(digits));
  },
  *decode(text): Generator<Child | Miss> {
    const { digits, end } = compact(text);
    const bytes = decodeBase64(digits);
    if (!isMeaningful(bytes)) return;
    if (end < text.length)
      yield {
        gap: { code: 'malformed', what: 'the base64 text ends here; what follows is no part of it', offset: end },
      };
    yield { name: 'base64', bytes };
    if (end < text.length) yield { name: `rest@0x${end.toString(16)}`, bytes: text.subarray(end) };
  },
});
