/**
 * A text in UTF-16 with the high byte first, as a text in UTF-8. The other order needs no decoder: the sieve looks for
 * every anchor in it, and extractors read it.
 * Source: The Unicode Standard 16, section 3.10 (D96 to D98). Does not see: UTF-7, UTF-32, EBCDIC; texts whose first
 * 4 KiB are mostly in letters that are not Latin, unless they bear a byte order mark.
 */
import { isText, isTextByte, utf16Order } from '../../codec/plain-content/text.ts';
import { type Child, defineDecoder, type WholeDecoder } from '../../model/units.ts';

function isMarked(head: Uint8Array): boolean {
  return head[0] === 0xfe && head[1] === 0xff;
}

/** Read as text, and some of it is ASCII: noise in UTF-16 is Chinese for the most part. */
function readable(head: Uint8Array): boolean {
  const text = new TextDecoder('utf-16be').decode(head.subarray(0, 512));
  const bytes = new TextEncoder().encode(text);
  return head.length < 32 || (isText(bytes) && 20 * bytes.filter(isTextByte).length >= text.length);
}

export const utf16: WholeDecoder = defineDecoder({
  id: 'utf-16',
  title: 'a text in UTF-16 with the high byte first',
  mode: 'whole',
  accepts: (head) => (isMarked(head) ? readable(head) : head[0] === 0 && utf16Order(head) === 'big'),
  *decode(bytes): Generator<Child> {
    yield { name: 'utf-8', bytes: new TextEncoder().encode(new TextDecoder('utf-16be').decode(bytes)) };
  },
});
