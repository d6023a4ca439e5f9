/**
 * HTTP/1.x messages out of one direction of a conversation.
 * Source: RFC 9112 (message format, sections 2 to 7); header names are folded to lower case.
 * Does not see: HTTP/2 and 3, compressed bodies (they come as they are: content.ts undoes them), line folding (obsolete),
 * and that an answer to HEAD has no body, which only the request can tell.
 */
import { limit, malformed, notThisFormat, ok, type Result } from '../../model/result.ts';

interface Common {
  /** First value of each header, by lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  /** With the transfer coding undone; cut at `largestBody`. */
  readonly body: Uint8Array;
  /** Offset of the body's first byte as it stands in the message, chunk sizes included. */
  readonly bodyAt: number;
  /** Offset just behind the message. */
  readonly end: number;
  /** The bytes ended, or the bound was reached, before the body did. */
  readonly cut?: 'bytes-ended' | 'limit';
}

interface HttpRequest extends Common {
  readonly says: 'request';
  readonly method: string;
  readonly target: string;
}

interface HttpResponse extends Common {
  readonly says: 'response';
  readonly status: number;
}

export type HttpMessage = HttpRequest | HttpResponse;

/** Bytes of a start line and its headers. */
export const largestHead: number = 64 * 1024;
const mostHeaders = 128;
/** Bytes of a body that are kept: a block template with all its transactions has a few million. */
export const largestBody: number = 8 * 1024 * 1024;

const methods = ['GET', 'POST', 'HEAD', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'];
const latin1 = new TextDecoder('latin1');
const nothing = new Uint8Array(0);

/** What begins at `at`, by its first bytes alone. */
export function startsHttp(bytes: Uint8Array, at: number): 'request' | 'response' | undefined {
  const head = latin1.decode(bytes.subarray(at, at + 8));
  if (head.startsWith('HTTP/1.')) return 'response';
  return methods.some((method) => head.startsWith(`${method} `)) ? 'request' : undefined;
}

/** Reads the message that begins at `at` (bytes). */
export function readHttpMessage(bytes: Uint8Array, at: number): Result<HttpMessage> {
  if (startsHttp(bytes, at) === undefined) return notThisFormat;
  const head = readHead(bytes, at);
  if (head.status !== 'ok') return head;
  const { startLine, headers, end: bodyAt } = head.value;
  const response = readStatus(startLine);
  if (response !== undefined) {
    const bare = response < 200 || response === 204 || response === 304;
    const body = bare ? { body: nothing, end: bodyAt } : readBody(bytes, bodyAt, headers, bytes.length);
    return ok({ says: 'response', status: response, headers, bodyAt, ...body });
  }
  const request = readRequestLine(startLine);
  if (request === undefined) return malformed(at, 'HTTP request line');
  const body = readBody(bytes, bodyAt, headers, bodyAt);
  return ok({ says: 'request', ...request, headers, bodyAt, ...body });
}

function readRequestLine(line: string): Pick<HttpRequest, 'method' | 'target'> | undefined {
  const [method, target, version, ...rest] = line.split(' ', 4);
  const isWhole = method !== undefined && target !== undefined && rest.length === 0 && version?.startsWith('HTTP/1.');
  return isWhole ? { method, target } : undefined;
}

function readStatus(startLine: string): number | undefined {
  const match = /^HTTP\/1\.\d (\d{3})(?: |$)/.exec(startLine);
  return match === null ? undefined : Number(match[1]);
}

interface Head {
  readonly startLine: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly end: number;
}

function readHead(bytes: Uint8Array, start: number): Result<Head> {
  const headers = new Map<string, string>();
  let startLine: string | undefined;
  for (let at = start; ; ) {
    const feed = bytes.subarray(0, start + largestHead).indexOf(10, at);
    if (feed < 0)
      return bytes.length - start > largestHead
        ? limit(at, `HTTP head over ${largestHead} bytes`)
        : malformed(at, 'HTTP head is cut');
    const line = latin1.decode(bytes.subarray(at, bytes[feed - 1] === 13 && feed > at ? feed - 1 : feed));
    // A line that begins no message must not cost what follows it.
    if (startLine === undefined) {
      if (readStatus(line) === undefined && readRequestLine(line) === undefined)
        return malformed(at, 'HTTP start line');
      startLine = line;
    } else if (line === '') return ok({ startLine, headers, end: feed + 1 });
    else if (!takeHeader(line, headers)) return malformed(at, 'HTTP header');
    at = feed + 1;
    if (headers.size > mostHeaders) return limit(at, `more than ${mostHeaders} HTTP headers`);
  }
}

function takeHeader(line: string, headers: Map<string, string>): boolean {
  const colon = line.indexOf(':');
  const name = line.slice(0, colon).toLowerCase();
  if (colon < 1 || name.includes(' ')) return false;
  if (!headers.has(name)) headers.set(name, line.slice(colon + 1).trim());
  return true;
}

type Body = Pick<Common, 'body' | 'end' | 'cut'>;

/** `openEnd` is where a body ends that gives no length: with the connection, or, in a request, where it begins. */
function readBody(bytes: Uint8Array, at: number, headers: ReadonlyMap<string, string>, openEnd: number): Body {
  if (/(?:^|,)\s*chunked\s*$/i.test(headers.get('transfer-encoding') ?? '')) return readChunks(bytes, at);
  const declared = headers.get('content-length');
  const length = declared !== undefined && /^\d{1,15}$/.test(declared) ? Number(declared) : undefined;
  const wanted = length === undefined ? openEnd : at + length;
  const end = Math.min(wanted, bytes.length);
  const body = bytes.subarray(at, Math.min(end, at + largestBody));
  if (end - at > largestBody) return { body, end, cut: 'limit' };
  return wanted > bytes.length ? { body, end, cut: 'bytes-ended' } : { body, end };
}

/** Walks twice, to measure and then to copy: a list of chunks would let tiny ones cost a hundred times their bytes. */
function readChunks(bytes: Uint8Array, start: number): Body {
  let length = 0;
  const walked = walkChunks(bytes, start, (from, to) => {
    length += to - from;
  });
  const body = new Uint8Array(Math.min(length, largestBody));
  let filled = 0;
  walkChunks(bytes, start, (from, to) => {
    const part = bytes.subarray(from, Math.min(to, from + body.length - filled));
    body.set(part, filled);
    filled += part.length;
  });
  if (length > largestBody) return { body, end: walked.end, cut: 'limit' };
  return walked.whole ? { body, end: walked.end } : { body, end: walked.end, cut: 'bytes-ended' };
}

function walkChunks(bytes: Uint8Array, start: number, take: (from: number, to: number) => void): Walked {
  for (let at = start; ; ) {
    const size = readChunkSize(bytes, at);
    if (size === undefined) return { end: bytes.length, whole: false };
    if (size.length === 0) return { end: trailerEnd(bytes, size.dataAt), whole: true };
    at = size.dataAt + size.length;
    take(size.dataAt, Math.min(at, bytes.length));
    if (at > bytes.length) return { end: bytes.length, whole: false };
    if (bytes[at] === 13) at++;
    if (bytes[at] === 10) at++;
  }
}

interface Walked {
  readonly end: number;
  /** The last chunk was seen. */
  readonly whole: boolean;
}

/** A chunk-size line is short; its extensions are let pass within 256 bytes. */
function readChunkSize(bytes: Uint8Array, at: number): { dataAt: number; length: number } | undefined {
  const line = bytes.subarray(at, at + 256);
  const feed = line.indexOf(10);
  const match = feed < 0 ? null : /^([0-9a-f]{1,12})\s*(?:;|$)/i.exec(latin1.decode(line.subarray(0, feed)).trimEnd());
  return match === null ? undefined : { dataAt: at + feed + 1, length: Number.parseInt(match[1] ?? '', 16) };
}

/** Trailers are passed over, up to the empty line. */
function trailerEnd(bytes: Uint8Array, start: number): number {
  for (let at = start, lines = 0; lines <= mostHeaders; lines++) {
    const feed = bytes.indexOf(10, at);
    if (feed < 0) return bytes.length;
    if (feed === at || (feed === at + 1 && bytes[at] === 13)) return feed + 1;
    at = feed + 1;
  }
  return bytes.length;
}

/** User and password out of `Basic …` (RFC 7617); the password may hold colons. */
export function readBasicCredentials(authorization: string): { user: string; password: string } | undefined {
  const match = /^basic ([0-9a-z+/_=-]{1,4096})$/i.exec(authorization);
  if (match === null) return undefined;
  try {
    const raw = Uint8Array.from(atob(match[1] ?? ''), (character) => character.charCodeAt(0));
    const text = new TextDecoder().decode(raw);
    const colon = text.indexOf(':');
    return colon < 0 ? undefined : { user: text.slice(0, colon), password: text.slice(colon + 1) };
  } catch {
    return undefined; // not base64
  }
}
