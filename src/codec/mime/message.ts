/**
 * A mail message and its parts, decoded.
 * Sources: RFC 5322, RFC 2045, RFC 2046 5.1 (multipart), RFC 2183 (file names).
 * Does not see: messages that are encrypted or split (message/partial), winmail.dat (TNEF).
 */
import { latin1 } from '../latin1/latin1.ts';
import { decodeWords, type Fields, readFields, readFieldValue } from './header.ts';
import { fromBase64, fromQuotedPrintable } from './transfer-encoding.ts';

export interface MailPart {
  /** `1`, `2.1`: its place in the message; empty for a message of one part. */
  readonly place: string;
  /** The file name or place that it says, decoded. */
  readonly fileName?: string;
  /** `text/plain`, in lower case. */
  readonly type: string;
  readonly bytes: Uint8Array;
  /** The fields before it, as they stand. */
  readonly head: Uint8Array;
  /** It is not read further: parts are nested too deep. */
  readonly tooDeep?: true;
}

/** Parts within parts; mail programs give up earlier. */
const deepest = 16;

/** The parts of a message that begins with its header fields; each multipart's own texts come, too. */
export function mailParts(bytes: Uint8Array): Generator<MailPart> {
  return entity(bytes, '', 'text/plain', 0);
}

function* entity(bytes: Uint8Array, place: string, usualType: string, depth: number): Generator<MailPart> {
  const bodyAt = endOfHead(bytes);
  const head = bytes.subarray(0, bodyAt);
  const fields = readFields(latin1(head));
  const content = readFieldValue(fields.get('content-type') ?? usualType);
  const body = bytes.subarray(bodyAt);
  const boundary = content.parameters.get('boundary');
  if (content.value.startsWith('multipart/') && boundary !== undefined && boundary !== '') {
    if (depth >= deepest) return yield { place, type: content.value, bytes: body, head, tooDeep: true };
    return yield* multipart({ body, boundary, head, place, type: content.value }, depth);
  }
  const fileName = fileNameOf(fields, content.parameters.get('name'));
  yield {
    place,
    ...(fileName === undefined ? {} : { fileName }),
    type: content.value,
    bytes: decodeBody(body, fields.get('content-transfer-encoding') ?? ''),
    head,
  };
}

interface Multipart {
  readonly body: Uint8Array;
  readonly boundary: string;
  readonly head: Uint8Array;
  readonly place: string;
  readonly type: string;
}

function* multipart({ body, boundary, head, place, type }: Multipart, depth: number): Generator<MailPart> {
  const lines = [...boundaryLines(latin1(body), boundary)];
  const prefix = place === '' ? '' : `${place}.`;
  const text = (name: string, at: number, end: number): MailPart => ({
    place: `${prefix}${name}`,
    type: 'text/plain',
    bytes: body.subarray(at, end),
    head: new Uint8Array(0),
  });
  yield { ...text('preamble', 0, lines[0]?.at ?? body.length), head };
  const usualType = type === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
  for (const [index, line] of lines.entries()) {
    const end = lines[index + 1]?.at ?? body.length;
    if (line.last) {
      yield text('epilogue', line.end, body.length);
      return;
    }
    yield* entity(body.subarray(line.end, end), `${prefix}${index + 1}`, usualType, depth + 1);
  }
}

interface BoundaryLine {
  /** With the line break before it, which belongs to the boundary. */
  readonly at: number;
  readonly end: number;
  readonly last: boolean;
}

function* boundaryLines(text: string, boundary: string): Generator<BoundaryLine> {
  const mark = `--${boundary}`;
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + mark.length)) {
    if (at > 0 && text[at - 1] !== '\n') continue;
    const newlineAt = text.indexOf('\n', at);
    const end = newlineAt < 0 ? text.length : newlineAt + 1;
    const rest = text.slice(at + mark.length, Math.min(end, at + mark.length + 80)).trim();
    // Another boundary may begin with this one.
    if (rest !== '' && rest !== '--') continue;
    const breakBytes = at === 0 ? 0 : text[at - 2] === '\r' ? 2 : 1;
    yield { at: at - breakBytes, end, last: rest === '--' };
    if (rest === '--') return;
  }
}

/** The first byte after the blank line; 0 where the part begins with none of its own fields. */
function endOfHead(bytes: Uint8Array): number {
  if (bytes[0] === newline) return 1;
  if (bytes[0] === carriageReturn && bytes[1] === newline) return 2;
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) {
    if (bytes[at + 1] === newline) return at + 2;
    if (bytes[at + 1] === carriageReturn && bytes[at + 2] === newline) return at + 3;
  }
  return bytes.length;
}

const newline = 0x0a;
const carriageReturn = 0x0d;

function fileNameOf(fields: Fields, name: string | undefined): string | undefined {
  const disposition = readFieldValue(fields.get('content-disposition') ?? '');
  // A page that a browser saved says where its parts came from.
  const told = disposition.parameters.get('filename') ?? name ?? fields.get('content-location');
  return told === undefined || told === '' ? undefined : decodeWords(told);
}

function decodeBody(body: Uint8Array, encoding: string): Uint8Array {
  const told = encoding.trim().toLowerCase();
  if (told === 'base64') return fromBase64(body);
  return told === 'quoted-printable' ? fromQuotedPrintable(body) : body;
}
