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
import { type Extent, nextMark, QuotedStrings } from './quoted-strings.ts';
import { turnRound } from './reading-direction.ts';
import { type TextLayer, textLayers } from './text-layer.ts';

const callsByLine = ['| rev', '|rev|'];
const calls = [...callsByLine, 'strrev(', '[::-1]', '.reverse().join', 'reverse(str', '-1..-'];
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
      const known: (Opening | Miss)[] = [...knownTexts(layer, room)];
      yield* openings.children(known, layer);
      yield* openings.children(nearCalls(layer, room, known), layer);
    }
  },
});

/** The strings or lines around texts that the sieve found backwards. */
function* knownTexts(layer: TextLayer, room: Room): Generator<Opening | Miss> {
  const { text, hits } = layer;
  const strings = new QuotedStrings(text, furthest);
  const callLines = new Set(hits.filter(isCall).map((hit) => lineAround(text, hit).start));
  let [block, done]: [Block | undefined, number] = [undefined, 0];
  for (const hit of hits) {
    if (hit.encoding !== 'reversed' || hit.offset < done) continue;
    const [line, string] = [lineAround(text, hit), strings.around(hit)];
    const standsAlone = string && (string.start < line.start || string.end > line.end || callLines.has(line.start));
    if (block && (standsAlone || line.start - block.end > sameText)) yield turned(text, block.whole(text), room, layer);
    if (standsAlone) yield turned(text, string, room, layer);
    if (standsAlone) block = undefined;
    else if (block && line.start - block.end <= sameText) block.add(line);
    else block = new Block(line, string);
    done = standsAlone ? string.end : line.end;
  }
  if (block) yield turned(text, block.whole(text), room, layer);
}

/** Lines with hits that belong together. */
class Block {
  readonly #first: Extent;
  readonly #string: Extent | undefined;
  end: number;

  constructor(line: Extent, string: Extent | undefined) {
    this.#first = line;
    this.#string = string;
    this.end = line.end;
  }

  add(line: Extent): void {
    this.end = line.end;
  }

  /** The one string or line; of several lines, all up to an empty one, since some of a text say nothing of mining. */
  whole(text: Uint8Array): Extent {
    if (this.end === this.#first.end) return this.#string ?? this.#first;
    return paragraphAround(text, { start: this.#first.start, end: this.end });
  }
}

function turned(text: Uint8Array, { start, end }: Extent, room: Room, { hits }: TextLayer): Opening | Miss {
  if (!room.take(end - start)) return room.miss(start);
  const call = hits.find((hit) => isCall(hit) && hit.offset + near > start && hit.offset < end + near);
  return { bytes: turnRound(text.subarray(start, end), call && !callsByLine.includes(call.anchor)), start, end };
}

const isCall = ({ encoding }: Hit): boolean => encoding === 'ascii' || encoding === 'utf16le';

function lineAround(text: Uint8Array, { offset, length }: Pick<Hit, 'offset' | 'length'>): Extent {
  return reach(text, { start: offset, end: offset + length }, (byte) => byte !== 0x0a && byte !== 0x0d);
}

function paragraphAround(text: Uint8Array, extent: Extent): Extent {
  const isEmptyLine = (at: number): boolean => text[at - 1] === 0x0a || text[at + 1] === 0x0a || text[at + 1] === 0x0d;
  return reach(text, extent, (byte, at) => byte !== 0x0a || !isEmptyLine(at));
}

/** As far as text goes to both sides, and as the condition holds. */
function reach(text: Uint8Array, extent: Extent, holds: (byte: number, at: number) => boolean): Extent {
  const isWithin = (at: number): boolean => {
    const byte = text[at];
    return byte !== undefined && (isTextByte(byte) || byte >= 0x80) && holds(byte, at);
  };
  let { start, end } = extent;
  while (start > Math.max(0, extent.start - furthest) && isWithin(start - 1)) start--;
  while (end < Math.min(text.length, extent.end + furthest) && isWithin(end)) end++;
  return { start, end };
}

/** Strings near a call, where they make sense only backwards; none that is part of another, or of what is known. */
function* nearCalls(layer: TextLayer, room: Room, known: readonly (Opening | Miss)[]): Generator<Opening | Miss> {
  const { text, hits } = layer;
  const isKnown = (at: number): boolean => known.some((one) => 'start' in one && one.start <= at && at < one.end);
  let [reached, done] = [0, 0];
  for (const { offset, length } of hits.filter(isCall)) {
    const from = Math.max(reached, offset - near);
    reached = Math.max(from, Math.min(text.length, offset + length + near));
    for (const { 0: mark, index } of latin1(text.subarray(from, reached)).matchAll(/"{3}|'{3}|["'`]/g)) {
      const start = from + index + mark.length;
      const end = stringEnd(text, start, reached, mark);
      const holdsCall = start <= offset && offset < end;
      if (start < done || holdsCall || end - start < fewest || isKnown(start)) continue;
      if (!makesSenseBackwards(text.subarray(start, end))) continue;
      done = end;
      yield turned(text, { start, end }, room, layer);
    }
  }
}

/** Where the string ends that this mark began; its start where it has no end. */
function stringEnd(text: Uint8Array, start: number, most: number, mark: string): number {
  return start + Math.max(0, nextMark(text.subarray(start, most), mark, 0));
}

/** What droppers hold, which is not there forwards; or base64 that decodes only backwards. */
function makesSenseBackwards(bytes: Uint8Array): boolean {
  const backwards = Uint8Array.from(bytes).reverse();
  const telling =
    /https?:\/\/|\/bin\/|curl |wget |powershell|cmd\.exe|\.exe\b|base64|stratum|import |eval\(|exec\(|atob\(|createobject\(|child_process/i;
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
