/**
 * What compilers and linkers say of themselves in an ELF file: the texts of its section `.comment`.
 * Source: GCC, "-fident"; each text ends with a NUL, and each object file adds its own.
 * Does not see: what was stripped; the order says nothing.
 */

import { textUntilNul } from '../pe/record.ts';
import type { ElfImage } from './image.ts';

/** `at` and `length` frame the text's bytes. */
interface Comment {
  readonly text: string;
  readonly at: number;
  readonly length: number;
}

const mostComments = 16;
const mostBytes = 64 * 1024;
const longest = 256;

/** Each text once, in order. */
export function readComments(bytes: Uint8Array, image: ElfImage): Comment[] {
  const section = image.sections.find(({ name }) => name === '.comment');
  const end = section ? Math.min(bytes.length, section.offset + Math.min(section.size, mostBytes)) : 0;
  const found = new Map<string, Comment>();
  let at = section?.offset ?? 0;
  while (at < end && found.size < mostComments) {
    const { text, length } = textUntilNul(bytes, at, end, longest);
    if (length > 0 && !found.has(text)) found.set(text, { text, at, length });
    at += length + 1;
  }
  return [...found.values()];
}
