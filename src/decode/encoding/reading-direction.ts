/**
 * How a text that stands backwards was turned: each line for itself, as `rev` does, or all of it at once, as strrev does,
 * which puts its last line first. The text tells: brackets open before they close, and a script begins with `#!`.
 */

/**
 * A copy, the right way round.
 *
 * @param atOnce whether a call beside the text turns all of it; where the text doesn't tell, that counts
 */
export function turnRound(text: Uint8Array, atOnce = false): Uint8Array {
  const whole = Uint8Array.from(text).reverse();
  if (!text.includes(newline)) return whole;
  const lines = eachLineTurned(text);
  const [wholeMisfits, lineMisfits] = [misfits(whole), misfits(lines)];
  if (wholeMisfits !== lineMisfits) return wholeMisfits < lineMisfits ? whole : lines;
  if (beginsScript(whole) !== beginsScript(lines)) return beginsScript(whole) ? whole : lines;
  return atOnce ? whole : lines;
}

const newline = 0x0a;
const carriageReturn = 0x0d;

function eachLineTurned(text: Uint8Array): Uint8Array {
  const bytes = Uint8Array.from(text);
  for (let from = 0; from < bytes.length; ) {
    const at = bytes.indexOf(newline, from);
    const end = at < 0 ? bytes.length : at;
    bytes.subarray(from, bytes[end - 1] === carriageReturn ? end - 1 : end).reverse();
    from = end + 1;
  }
  return bytes;
}

/** Brackets that close what nothing opened, and those that nothing closes. */
function misfits(text: Uint8Array): number {
  let [open, strays] = [0, 0];
  for (const byte of text) {
    if (byte === 0x7b || byte === 0x5b) open++;
    if (byte !== 0x7d && byte !== 0x5d) continue;
    if (open > 0) open--;
    else strays++;
  }
  return strays + open;
}

/** Behind a line break or blanks that the string begins with. */
function beginsScript(text: Uint8Array): boolean {
  const start = text.findIndex((byte) => byte > 0x20);
  return text[start] === 0x23 && text[start + 1] === 0x21;
}
