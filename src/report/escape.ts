/**
 * Nothing from a sample reaches a terminal as it is. Control characters and terminal sequences, line breaks,
 * characters that turn or hide text (bidi, zero-width, ignorable), spaces that only look like one, private and
 * unassigned code points and lone surrogates are written out: `\n`, `\x1b`, `\u{202e}`.
 *
 * A backslash stays as it is, since Windows paths are full of them: the text is for people, JSON is exact.
 */
const unseen = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/gu;
/** Two marks on one letter are writing; a tower of them draws over the lines around it. */
const towerOfMarks = /(?<=\p{M}{2})\p{M}/gu;

const shortForms: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function written(character: string): string {
  const point = byteBehind(character.codePointAt(0) ?? 0);
  const hex = point.toString(16);
  return shortForms[character] ?? (point <= 0xff ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex.padStart(4, '0')}}`);
}

/** A lone surrogate of U+DC80 to U+DCFF stands for a byte of a file's name that is no UTF-8 (gather/path.ts). */
function byteBehind(point: number): number {
  return point >= 0xdc80 && point <= 0xdcff ? point - 0xdc00 : point;
}

/** Text that is safe on a terminal, on one line. */
export function escapeText(text: string): string {
  return text.replace(unseen, written).replace(towerOfMarks, written);
}

/** Bytes as safe text: what is UTF-8 reads as such, every other byte becomes `\xNN`. */
export function escapeBytes(bytes: Uint8Array): string {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes[at] ?? 0);
    try {
      text += escapeText(strict.decode(bytes.subarray(at, at + length)));
      at += length;
    } catch {
      text += `\\x${(bytes[at] ?? 0).toString(16).padStart(2, '0')}`;
      at += 1;
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

const unseenInJson = /[\u007f]|(?![\0-\u007f])[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** The same JSON document, with the characters that a terminal could obey as `\uXXXX`. Its meaning is unchanged. */
export function escapeJson(json: string): string {
  return json.replace(unseenInJson, (character) => {
    let escaped = '';
    for (let i = 0; i < character.length; i++) escaped += `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`;
    return escaped;
  });
}
