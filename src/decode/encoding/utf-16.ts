/**
 * A text in UTF-16 with the high byte first, as a text in UTF-8. The other order needs no decoder but for logs: the sieve
 * looks for every anchor in it, and extractors read it; what reads logs in lines does not (`Get-Content x > y` of Windows
 * PowerShell makes such copies).
 * Source: The Unicode Standard 16, section 3.10 (D96 to D98). Does not see: UTF-7, UTF-32, EBCDIC; texts whose first
 * 4 KiB are mostly in letters that are not Latin, unless they bear a byte order mark.
 */
import { classify } from '../../codec/classify/classify.ts';
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

function orderOf([first, second]: Uint8Array): 'utf-16be' | 'utf-16le' {
  return first === 0 || (first === 0xfe && second === 0xff) ? 'utf-16be' : 'utf-16le';
}

/** Low byte first, and a log: of texts in this order all others are searched as they are. */
function isLittleLog(head: Uint8Array, name: string): boolean {
  const marked = head[0] === 0xff && head[1] === 0xfe;
  if (!marked && !(head[1] === 0 && head[3] === 0 && head[5] === 0 && isTextByte(head[0]))) return false;
  return utf16Order(head) === 'little' && classify(name, head, head.length + 1) === 'log';
}

export const utf16: WholeDecoder = defineDecoder({
  id: 'utf-16',
  title: 'a text in UTF-16 with the high byte first, or a log in UTF-16',
  mode: 'whole',
  accepts: (head, name) =>
    isMarked(head) ? readable(head) : head[0] === 0 ? utf16Order(head) === 'big' : isLittleLog(head, name),
  *decode(bytes): Generator<Child> {
    yield { name: 'utf-8', bytes: new TextEncoder().encode(new TextDecoder(orderOf(bytes)).decode(bytes)) };
  },
});
