/**
 * Text written backwards: what `rev`, strrev or StrReverse turn round. Where a text on mining stands backwards, the string
 * or the lines that hold it are turned round; near a call that reverses, strings that make sense only backwards.
 * Does not see: texts whose words are shuffled; strings that are put together before they are reversed.
 */

import { base64Digits, decodeBase64 } from '../../codec/base64/base64.ts';
import { latin1 } from '../../codec/latin1/latin1.ts';
import { isMeaningful } from '../../codec/plain-content/plain-content.ts';
import { isTextByte } from '../../codec/plain-content/text.ts';
import { hiddenTexts } from '../../intel/disguised-texts.ts';
import type { Hit } from '../../model/anchor.ts';
import { defineDecoder, type Miss, type WindowDecoder } from '../../model/units.ts';
import { type Opening, Openings, Room } from './openings.ts';
import { type TextLayer, textLayers } from './text-layer.ts';

const calls = ['| rev', '|rev|', 'strrev(', '[::-1]', '.reverse().join', 'reverse(str', '-1..-'];
const foldedCalls = ['strreverse(', '[array]::reverse'];

/** Characters between a call and the string that it reverses. */
const near = 4096;
/** A line, or a string, on each side of a hit. */
const furthest = 256 * 1024;
/** Lines with hits that stand no further apart are one text. */
const sameText = 4096;
const fewest = 16;

export const reversed: WindowDecoder = defineDecoder({
  id: 'reversed',
  title: 'text written backwards',
  mode: 'window',
  disguised: { texts: hiddenTexts, disguises: ['reversed'] },
  anchors: [...calls.map((text) => ({ text })), ...foldedCalls.map((text) => ({ text, fold: true }))],
  *open(view, context) {
    const openings = new Openings(view, 'reversed');
    const room = new Room(context);
    for (const layer of textLayers(view)) {
      yield* openings.children(knownTexts(layer, room), layer);
      yield* openings.children(nearCalls(layer, room), layer);
    }
  },
});

/** The strings or lines around texts that the sieve found backwards. */
function* knownTexts({ text, hits }: TextLayer, room: Room): Generator<Opening | Miss> {
  let open: { start: number; end: number } | undefined;
  for (const hit of hits) {
    if (hit.encoding !== 'reversed' || (open && hit.offset < open.end)) continue;
    const around = stringAround(text, hit) ?? lineAround(text, hit);
    if (open && around.start - open.end <= sameText && isLineStart(text, around.start)) {
      open = { start: open.start, end: around.end };
      continue;
    }
    if (open) yield turned(text, open, room);
    open = around;
  }
  if (open) yield turned(text, open, room);
}

/** Each line for itself: their order is kept, so that a text reversed by lines and one reversed as a whole can be read. */
function turned(text: Uint8Array, { start, end }: { start: number; end: number }, room: Room): Opening | Miss {
  if (!room.take(end - start)) return room.miss(start);
  const bytes = Uint8Array.from(text.subarray(start, end));
  for (let from = 0; from < bytes.length; ) {
    const newline = bytes.indexOf(0x0a, from);
    const to = newline < 0 ? bytes.length : newline;
    bytes.subarray(from, to).reverse();
    from = to + 1;
  }
  return { bytes, start, end };
}

const isQuote = (byte: number | undefined): boolean => byte === 0x22 || byte === 0x27 || byte === 0x60;
const isLineStart = (text: Uint8Array, at: number): boolean => at === 0 || text[at - 1] === 0x0a;

/** What stands between two quotation marks of one kind in the hit's line. */
function stringAround(text: Uint8Array, { offset, length }: Hit): { start: number; end: number } | undefined {
  const line = lineAround(text, { offset, length });
  let start = offset;
  while (start > line.start && !isQuote(text[start - 1])) start--;
  const quote = text[start - 1];
  const end = start > line.start && quote !== undefined ? text.indexOf(quote, offset + length) : -1;
  return end < 0 || end > line.end ? undefined : { start, end };
}

function lineAround(
  text: Uint8Array,
  { offset, length }: Pick<Hit, 'offset' | 'length'>,
): { start: number; end: number } {
  const isOfLine = (byte: number | undefined): boolean =>
    byte !== undefined && byte !== 0x0a && byte !== 0x0d && (isTextByte(byte) || byte >= 0x80);
  let start = offset;
  while (start > Math.max(0, offset - furthest) && isOfLine(text[start - 1])) start--;
  let end = offset + length;
  while (end < Math.min(text.length, offset + furthest) && isOfLine(text[end])) end++;
  return { start, end };
}

/** Strings near a call, where they make sense only backwards. */
function* nearCalls({ text, hits }: TextLayer, room: Room): Generator<Opening | Miss> {
  let reached = 0;
  for (const { encoding, offset, length } of hits) {
    if (encoding !== 'ascii' && encoding !== 'utf16le') continue;
    const from = Math.max(reached, offset - near);
    reached = Math.max(from, Math.min(text.length, offset + length + near));
    for (const { index } of latin1(text.subarray(from, reached)).matchAll(/["'`]/g)) {
      const start = from + index + 1;
      const end = stringEnd(text, start, reached);
      const holdsCall = start <= offset && offset < end;
      if (holdsCall || end - start < fewest || !makesSenseBackwards(text.subarray(start, end))) continue;
      yield turned(text, { start, end }, room);
    }
  }
}

/** Where the string ends that began here; its start where it has no end. */
function stringEnd(text: Uint8Array, start: number, most: number): number {
  const quote = text[start - 1] ?? 0;
  for (let at = start; at < most && text[at] !== 0x0a; at++) if (text[at] === quote) return at;
  return start;
}

/** What droppers hold, which is not there forwards; or base64 that decodes only backwards. */
function makesSenseBackwards(bytes: Uint8Array): boolean {
  const backwards = Uint8Array.from(bytes).reverse();
  const telling = /https?:\/\/|\/bin\/|curl |wget |powershell|cmd\.exe|\.exe\b|base64|stratum|import |eval\(|exec\(/i;
  if (telling.test(latin1(backwards))) return !telling.test(latin1(bytes));
  const digits = backwards.subarray(0, lastDigit(backwards));
  if (digits.length < base64Digits.fewest || digits.some((byte) => base64Digits.isDigit[byte] === 0)) return false;
  return isMeaningful(decodeBase64(digits)) && !isMeaningful(decodeBase64(Uint8Array.from(digits).reverse()));
}

/** Without padding at the end. */
function lastDigit(bytes: Uint8Array): number {
  let end = bytes.length;
  while (end > bytes.length - 2 && bytes[end - 1] === 0x3d) end--;
  return end;
}
