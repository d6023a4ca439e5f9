/**
 * Parts of a mail message: attachments by their file names, texts, messages that it passes on; web pages saved as one
 * file (MHTML); mailboxes, as messages. Mail is a carrier: its own texts stay documents, whatever they quote, while
 * attachments are examined as what they are.
 * Sources: RFC 5322, RFC 2045 to 2049, RFC 2183, RFC 2231; RFC 4155 (mbox).
 * Does not see: encrypted mail, winmail.dat (TNEF), messages in Outlook's own formats, yEnc.
 */
import { latin1 } from '../../codec/latin1/latin1.ts';
import { beginsLikeMail, beginsLikeMailbox } from '../../codec/mime/begins.ts';
import { type MailPart, mailParts } from '../../codec/mime/message.ts';
import { uuFiles } from '../../codec/mime/transfer-encoding.ts';
import { type Child, defineDecoder, type Miss, type WholeDecoder } from '../../model/units.ts';

export const mail: WholeDecoder = defineDecoder({
  id: 'mail',
  title: 'texts and attachments of mail (EML, MHTML, mbox)',
  mode: 'whole',
  accepts: (head) => beginsLikeMail(head) || beginsLikeMailbox(head),
  *decode(bytes, { limits }): Generator<Child | Miss> {
    let children = 0;
    for (const out of beginsLikeMailbox(bytes.subarray(0, 4096)) ? messages(bytes) : parts(bytes)) {
      if (children++ >= limits.children)
        return yield { gap: { code: 'limit-count', what: `more than ${limits.children} parts` } };
      yield out;
    }
  },
});

function* parts(bytes: Uint8Array): Generator<Child | Miss> {
  // A line break first: else they would be taken for a message, which is nothing but its headers.
  const heads: Uint8Array[] = [Uint8Array.of(0x0a)];
  for (const part of mailParts(bytes)) {
    if (part.head.length > 0) heads.push(part.head);
    if (part.tooDeep)
      yield { gap: { code: 'limit-depth', what: `part ${part.place} holds parts that are nested too deep` } };
    yield* childrenOf(part);
  }
  yield { name: 'headers', bytes: joined(heads), kind: 'document' };
}

function* childrenOf(part: MailPart): Generator<Child> {
  const { fileName, place, type, bytes } = part;
  if (bytes.length === 0) return;
  const name = fileName ?? (/^\d/.test(place) ? `part${place}` : place || 'body');
  const isOwnText = fileName === undefined && type.startsWith('text/');
  yield isOwnText ? { name, bytes, kind: 'document' } : { name, bytes };
  // Old programs put files between the lines of a text.
  if (isOwnText) for (const file of uuFiles(latin1(bytes))) yield { name: file.name, bytes: file.bytes };
}

/** Messages of a mailbox: each begins with a line `From …` behind a blank one. */
function* messages(bytes: Uint8Array): Generator<Child> {
  const text = latin1(bytes);
  let count = 0;
  for (let at = 0; at < text.length; ) {
    const next = text.indexOf('\nFrom ', at + 1);
    const end = next < 0 ? text.length : next + 1;
    const lineEnd = text.indexOf('\n', at);
    const start = lineEnd < 0 || lineEnd >= end ? at : lineEnd + 1;
    count++;
    yield { name: `message${count}`, bytes: bytes.subarray(start, end), from: { offset: start, length: end - start } };
    at = end;
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
