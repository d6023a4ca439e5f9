/**
 * How many terminal columns a text takes: marks take none, wide East Asian characters and emoji two.
 * Close enough to keep columns straight; terminals disagree about the rest.
 */
const plain = /^[\x20-\x7e]*$/;
const noWidth = /\p{M}/u;
const twoWide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u;

export function displayWidth(text: string): number {
  if (plain.test(text)) return text.length;
  let columns = 0;
  for (const character of text) columns += characterWidth(character);
  return columns;
}

/** The longest beginning of `text` that fits into `columns`; empty where not even one character does. */
export function fitting(text: string, columns: number): string {
  let used = 0;
  let end = 0;
  for (const character of text) {
    used += characterWidth(character);
    if (used > columns) break;
    end += character.length;
  }
  return text.slice(0, end);
}

function characterWidth(character: string): number {
  if (noWidth.test(character)) return 0;
  return twoWide.test(character) ? 2 : 1;
}
