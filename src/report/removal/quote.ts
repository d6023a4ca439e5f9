/**
 * Texts of the evidence as words of a shell. What is plain stands in single quotes, in which nothing means anything;
 * every other byte is written as an octal number for printf, so that no name can end its quotes, its line or a comment.
 */
import { escapeText } from '../escape.ts';

/** A word and the lines that it needs before it; both are given the name of a variable that is free. */
export interface Word {
  readonly before: (variable: string) => readonly string[];
  readonly text: (variable: string) => string;
}

const plain = /^[ -~]*$/;

/** Undefined where a shell could not hold it: a NUL, or a character that stands for no byte. */
export function word(text: string | undefined): Word | undefined {
  if (text === undefined) return undefined;
  if (plain.test(text)) return { before: () => [], text: () => `'${text.replaceAll("'", "'\\''")}'` };
  const bytes = bytesOf(text);
  if (bytes === undefined || bytes.includes(0)) return undefined;
  const octal = Array.from(bytes, (byte) => (isPlainByte(byte) ? String.fromCharCode(byte) : octalOf(byte))).join('');
  // A command substitution loses line breaks at its end: a letter guards them.
  return {
    before: (variable) => [`${variable}=$(printf '${octal}_')`, `${variable}=\${${variable}%_}`],
    text: (variable) => `"$${variable}"`,
  };
}

/** Of a shell's own characters and printf's, none. */
function isPlainByte(byte: number): boolean {
  return /[A-Za-z0-9/._,:=@+ -]/.test(String.fromCharCode(byte)) && byte < 0x80;
}

function octalOf(byte: number): string {
  return `\\${byte.toString(8).padStart(3, '0')}`;
}

/** A lone surrogate of U+DC80 to U+DCFF is a byte that is no UTF-8 (gather/path.ts). */
function bytesOf(text: string): Uint8Array | undefined {
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (point >= 0xdc80 && point <= 0xdcff) bytes.push(point - 0xdc00);
    else if (point >= 0xd800 && point <= 0xdfff) return undefined;
    else bytes.push(...new TextEncoder().encode(character));
  }
  return new Uint8Array(bytes);
}

/** As a line of a terminal: ASCII alone. */
export function shellText(text: string): string {
  return escapeText(text).replace(
    /[^ -~]/gu,
    (character) => readable.get(character) ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

const readable: ReadonlyMap<string, string> = new Map([
  ['’', "'"],
  ['“', '"'],
  ['”', '"'],
  ['…', '...'],
]);

/** One line of a comment, whatever stands in the text. */
export function comment(text: string): string {
  return text === '' ? '#' : `# ${shellText(text)}`;
}
