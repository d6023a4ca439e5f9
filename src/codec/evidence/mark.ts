/**
 * What marks an evidence file: `davylamp-evidence` is its first key, in YAML behind comments and `---` at most, in
 * JSON behind the opening brace. `#!` is how a script begins, not a comment.
 */

import { markLength } from './text.ts';

export const mark = 'davylamp-evidence';

/** Bytes in which the mark must begin. */
const reach = 16 * 1024;

/** Whether the bytes begin as an evidence file does; says nothing about the rest of them. */
export function isMarked(bytes: Uint8Array): boolean {
  const head = headOf(bytes);
  if (head.startsWith('#!')) return false;
  const start = behindComments(head);
  const key = head.startsWith('{', start) ? skipBlanks(head, start + 1) : start;
  const quote = ['"', "'"].find((sign) => head.startsWith(sign, key)) ?? '';
  return (
    head.startsWith(`${quote}${mark}${quote}`, key) &&
    /^\s{0,100}:/.test(head.slice(key + mark.length + 2 * quote.length))
  );
}

/** Offset behind comments, blank lines and `---`. */
function behindComments(head: string): number {
  for (let at = 0; ; ) {
    at = skipBlanks(head, at);
    const skipped = head.startsWith('#', at) || /^---\s/.test(head.slice(at, at + 4));
    if (!skipped) return at;
    const end = head.indexOf('\n', at);
    if (end < 0) return head.length;
    at = end + 1;
  }
}

function skipBlanks(head: string, from: number): number {
  let at = from;
  while (at < head.length && head.charCodeAt(at) <= 0x20) at++;
  return at;
}

/** UTF-16 is told, too, so that whoever saved a file so hears of it. */
function headOf(bytes: Uint8Array): string {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isWide ? 'utf-16le' : 'latin1').decode(bytes.subarray(isWide ? 0 : markLength(bytes), reach));
}

/** Whether the mark at `offset` is a key at the left edge of a file that does not begin with it. */
export function isMisplaced(bytes: Uint8Array, offset: number): boolean {
  const around = new TextDecoder('latin1').decode(bytes.subarray(Math.max(0, offset - 4), offset + mark.length + 4));
  return new RegExp(`\\n["' ]{0,2}${mark}["']?\\s?:`).test(around);
}
