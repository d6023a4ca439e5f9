/** The bytes that a report carries around a fact, as text on one line. */
import type { Excerpt, Observation } from '../model/observation.ts';
import { escapeBytes } from './escape.ts';

export interface Cut {
  /** Bytes in the excerpt. */
  readonly bytes: Uint8Array;
  /** Where the fact begins and ends within them. */
  readonly from: number;
  readonly to: number;
}

function excerptBytes(excerpt: Excerpt): Uint8Array {
  return Uint8Array.from(atob(excerpt.base64), (character) => character.charCodeAt(0));
}

/** The excerpt and the part of it that is the fact itself. */
export function cutOf(observation: Observation): Cut | undefined {
  const { excerpt, at } = observation;
  if (!excerpt) return undefined;
  const bytes = excerptBytes(excerpt);
  const clamp = (offset: number): number => Math.min(bytes.length, Math.max(0, offset - excerpt.offset));
  const from = clamp(at.offset ?? excerpt.offset);
  const to = at.length === undefined ? bytes.length : clamp((at.offset ?? excerpt.offset) + at.length);
  return { bytes, from, to: Math.max(from, to) };
}

/** UTF-16LE of plain text: every second byte is zero. Read as the text it is, or the reader drowns in `\x00`. */
function narrowed(bytes: Uint8Array): Uint8Array {
  const pairs = Math.floor(bytes.length / 2);
  if (pairs < 4) return bytes;
  for (const phase of [0, 1]) {
    let zeros = 0;
    for (let i = 0; i < pairs; i++) if (bytes[2 * i + 1 - phase] === 0 && bytes[2 * i + phase] !== 0) zeros++;
    if (zeros >= pairs * 0.9) return bytes.filter((byte, i) => i % 2 === phase || byte !== 0);
  }
  return bytes;
}

/** Bytes as one line of text, or nothing where they are no text. */
export function asText(bytes: Uint8Array): string | undefined {
  const line = narrowed(bytes).map((byte) => (byte === 9 || byte === 10 || byte === 13 ? 32 : byte));
  if (line.length === 0 || oddities(line) > line.length / 8) return undefined;
  return escapeBytes(line).replaceAll(/ +/g, ' ').trim();
}

/** Bytes that no text has: controls, and what is no UTF-8, such as a message under a WebSocket's mask. */
function oddities(line: Uint8Array): number {
  const controls = line.filter((byte) => byte < 32).length;
  return controls + (new TextDecoder().decode(line).match(/\uFFFD/g)?.length ?? 0);
}

/** The fact with the rest of the line that it stands on. */
export function lineAround({ bytes, from, to }: Cut): Uint8Array {
  const isBreak = (at: number): boolean => bytes[at] === 10 || bytes[at] === 13;
  let start = from;
  let end = to;
  while (start > 0 && !isBreak(start - 1)) start--;
  while (end < bytes.length && !isBreak(end)) end++;
  return bytes.subarray(start, end);
}
