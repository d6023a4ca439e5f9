/** Whether bytes may be hidden by a key: a look at the first of them. */

/** So many tell: this is asked of every file. */
const telling = 512;

/** Nothing that a text would not hold, and mostly ASCII: whatever is hidden by a key byte reads otherwise. */
export function looksLikeText(head: Uint8Array): boolean {
  let high = 0;
  const first = head.subarray(0, telling);
  for (const byte of first) {
    if (byte >= 0x80) high++;
    else if (byte < 0x20 ? byte < 8 || (byte > 13 && byte !== 0x1b) : byte === 0x7f) return false;
  }
  return 2 * high <= first.length;
}
