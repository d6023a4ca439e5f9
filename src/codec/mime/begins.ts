/**
 * Whether bytes begin as mail does that is worth taking apart: with fields that mail has, and with something in it that
 * is not plain text. Plain letters are searched as they are.
 * Sources: RFC 5322 3.6, RFC 2045 3 and 4, RFC 4155.
 */
import { latin1 } from '../latin1/latin1.ts';

const firstFields =
  /^(return-path|delivered-to|envelope-to|received|from|to|cc|reply-to|sender|subject|date|message-id|mime-version|content-type|dkim-signature|authentication-results|arc-[a-z-]{1,40}|x-[a-z0-9-]{1,40}): ?/i;
const mailFields = /^(from|to|subject|date|message-id|received|mime-version|content-type|return-path):/gim;
const worthReading =
  /^content-type:\s*(multipart|message|application|image)\/|^content-transfer-encoding:\s*(base64|quoted-printable|x-uu)|^begin [0-7]{3} /im;

/** First letters of the fields that mail begins with. */
const initials = new Set(Array.from('RDEFTCSMAX', (letter) => letter.charCodeAt(0)));

/** @param head the first 4,096 bytes */
export function beginsLikeMail(head: Uint8Array): boolean {
  // Asked for every file: most are told by their first letter.
  if (!initials.has((head[0] ?? 0) & 0xdf) || !beginsWithField(head)) return false;
  if (!firstFields.test(latin1(head.subarray(0, 80)))) return false;
  const text = latin1(head.subarray(0, 4096));
  const blank = /\n\r?\n/.exec(text)?.index;
  const fields = text.slice(0, blank).match(mailFields) ?? [];
  const kinds = new Set(fields.map((field) => field.toLowerCase()));
  if (kinds.size < 2 || !(kinds.has('from:') || kinds.has('subject:') || kinds.has('received:'))) return false;
  // Where the fields go on behind the head, what follows is not known.
  return blank === undefined || worthReading.test(text);
}

/** Letters and hyphens, then a colon. */
function beginsWithField(head: Uint8Array): boolean {
  const colon = 0x3a;
  let at = 0;
  while (at < 60 && isOfName(head[at] ?? 0)) at++;
  return head[at] === colon;
}

function isOfName(byte: number): boolean {
  const letter = byte & 0xdf;
  return (letter >= 0x41 && letter <= 0x5a) || byte === 0x2d || (byte >= 0x30 && byte <= 0x39);
}

/** A mailbox: a line with a sender and a date, then a message. Patches of git begin alike, with a date of their own. */
export function beginsLikeMailbox(head: Uint8Array): boolean {
  if (head[0] !== 0x46 || head[1] !== 0x72 || head[4] !== 0x20) return false;
  const [line = '', next = ''] = latin1(head.subarray(0, 1000)).split('\n', 2);
  if (line.trimEnd().endsWith(' Mon Sep 17 00:00:00 2001')) return false;
  return /^From \S.{0,300} \d\d:\d\d/.test(line) && firstFields.test(next);
}
