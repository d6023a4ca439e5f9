/**
 * Paths as text. File names are bytes, and those that are no UTF-8 must be opened, too: a byte that is none becomes
 * the lone surrogate U+DC00 + byte, as Python has it (PEP 383), so that text still says exactly which file it was.
 */

const escapedByte = /[\udc80-\udcff]/u;
const firstEscaped = 0xdc00;

/** What the file system is to be asked for. */
export function rawPath(path: string): string | Buffer {
  if (!escapedByte.test(path)) return path;
  const parts = Array.from(path, (character) =>
    escapedByte.test(character) ? Buffer.from([character.charCodeAt(0) - firstEscaped]) : Buffer.from(character),
  );
  return Buffer.concat(parts);
}

/** A file's name as text. */
export function pathText(bytes: Uint8Array): string {
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes[at] ?? 0);
    try {
      text += utf8.decode(bytes.subarray(at, at + length));
      at += length;
    } catch {
      text += String.fromCharCode(firstEscaped + (bytes[at] ?? 0));
      at++;
    }
  }
  return text;
}

/** Bytes that a UTF-8 sequence takes, by its first one. */
function sequenceLength(first: number): number {
  if (first < 0xc0) return 1;
  if (first < 0xe0) return 2;
  return first < 0xf0 ? 3 : 4;
}
