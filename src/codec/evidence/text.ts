/** An evidence file's bytes as text, and where each character stands among the bytes. */
import { limit, malformed, ok, type Result } from '../../model/result.ts';

/** Bytes one evidence file may have. */
const longestFile: number = 2 * 1024 * 1024;

export interface FileText {
  readonly text: string;
  /** Offset in bytes of the character at `index`. */
  readonly byteAt: (index: number) => number;
}

export function readText(bytes: Uint8Array): Result<FileText> {
  if (bytes.length > longestFile)
    return limit(longestFile, 'an evidence file may have 2 MiB; split it into several files');
  const start = markLength(bytes);
  const text = decoded(bytes.subarray(start));
  if (text === undefined) {
    const { line, offset } = firstBadLine(bytes);
    return malformed(offset, `line ${line}: this is not text in UTF-8; save the file as UTF-8`);
  }
  return ok({ text, byteAt: byteOffsets(text, start, bytes.length) });
}

/** Bytes of a byte order mark. */
export function markLength(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function firstBadLine(bytes: Uint8Array): { line: number; offset: number } {
  let start = 0;
  for (let line = 1; ; line++) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline < 0 ? bytes.length : newline;
    if (newline < 0 || decoded(bytes.subarray(start, end)) === undefined) return { line, offset: start };
    start = end + 1;
  }
}

function byteOffsets(text: string, start: number, bytes: number): (index: number) => number {
  if (text.length === bytes - start) return (index) => start + Math.min(index, text.length);
  const offsets = new Uint32Array(text.length + 1);
  let at = start;
  for (let i = 0; i < text.length; i++) {
    offsets[i] = at;
    at += utf8Length(text.charCodeAt(i));
  }
  offsets[text.length] = at;
  return (index) => offsets[Math.min(index, text.length)] ?? at;
}

/** Bytes that a UTF-16 unit takes in UTF-8; the two halves of a pair take two each. */
function utf8Length(unit: number): number {
  if (unit < 0x80) return 1;
  return unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3;
}
