/**
 * What a script carries with it: an archive or a program behind its last line (makeself and its like), as bytes or as
 * base64; files in shar archives, uuencoded or plain as here-documents do not come apart: the script is searched as it
 * is.
 * Sources: makeself (makeself-header.sh), POSIX uuencode, GNU sharutils.
 * Does not see: offsets that the script computes, payloads in variables, what openssl or gpg encrypted (a gap says so).
 */
import { latin1 } from '../../codec/latin1/latin1.ts';
import { asBytes, fromBase64, uuFiles } from '../../codec/mime/transfer-encoding.ts';
import { scriptPayloads } from '../../codec/script-payload/script-payload.ts';
import { type Child, defineDecoder, type InnerDecoder, type Miss } from '../../model/units.ts';

/** A script that carries something is longer. */
const leastBytes = 256;

export const selfExtractingScript: InnerDecoder = defineDecoder({
  id: 'self-extracting-script',
  title: 'what a script carries behind it or between its lines (makeself, shar)',
  mode: 'inner',
  accepts: beginsLikeScript,
  *decode(bytes, { limits }): Generator<Child | Miss> {
    if (!beginsLikeScript(bytes)) return;
    const text = latin1(bytes);
    let children = 0;
    for (const out of carried(text, bytes)) {
      if (children++ >= limits.children)
        return yield { gap: { code: 'limit-count', what: `more than ${limits.children} files` } };
      yield out;
    }
  },
});

function beginsLikeScript(head: Uint8Array, _name = '', size: number = head.length): boolean {
  return head[0] === 0x23 && head[1] === 0x21 && size >= leastBytes;
}

function* carried(text: string, bytes: Uint8Array): Generator<Child | Miss> {
  let scriptEnd = text.length;
  for (const { at, end } of scriptPayloads(text, bytes)) {
    const out = payload(bytes.subarray(at, end), at);
    if (out) scriptEnd = Math.min(scriptEnd, at);
    if (out) yield out;
  }
  const script = text.slice(0, scriptEnd);
  for (const { name, bytes: file, at, end } of uuFiles(script))
    yield { name, bytes: file, from: { offset: at, length: end - at }, how: 'uuencode' };
  yield* hereDocuments(script);
}

/** Bytes behind the script, unless they are text that is searched with it. */
function payload(bytes: Uint8Array, offset: number): Child | Miss | undefined {
  const [name, from] = [`payload@0x${offset.toString(16)}`, { offset, length: bytes.length }];
  const start = latin1(bytes.subarray(0, 4096));
  if (start.startsWith('Salted__') || start.startsWith('-----BEGIN PGP MESSAGE'))
    return { gap: { code: 'encrypted', what: 'what the script carries is encrypted', offset } };
  if (isBase64(start)) return { name, bytes: fromBase64(bytes), from, how: 'base64' };
  return isText(bytes.subarray(0, 4096)) ? undefined : { name, bytes, from };
}

/** Nothing but base64, without blanks between words. */
function isBase64(start: string): boolean {
  return start.length >= 32 && !/[^A-Za-z0-9+/=\s]/.test(start) && !/[a-z] [a-z]/.test(start);
}

/** No bytes but those of words: a terminal's escape is one of them, the middle of an archive has others. */
function isText(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte >= 32 || (byte >= 9 && byte <= 13) || byte === 27);
}

/** `base64 -d <<END`, lines, `END`. */
function* hereDocuments(script: string): Generator<Child> {
  const begins = /\bbase64\s+(?:-d|-D|-di|--decode)\b[^\n<]{0,200}<<-?\s*['"\\]?(\w{1,60})['"]?[^\n]{0,200}\n/g;
  for (let begin = begins.exec(script); begin; begin = begins.exec(script)) {
    const at = begin.index + begin[0].length;
    const end = script.indexOf(`\n${begin[1] ?? ''}`, at - 1);
    // Without an end it is no here-document, and looking on for others would take the square of the time.
    if (end < 0) return;
    begins.lastIndex = end;
    const bytes = fromBase64(asBytes(script.slice(at, Math.max(at, end))));
    if (bytes.length > 0)
      yield { name: `here@0x${at.toString(16)}`, bytes, from: { offset: at, length: end - at }, how: 'base64' };
  }
}
