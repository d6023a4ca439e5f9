/**
 * The JSON documents of one direction, each with its place: lines for stratum, bodies for HTTP, messages for WebSocket.
 * A document counts only where a message may begin: at the start of the direction, of a line, of a segment, or behind
 * another document. Text that quotes JSON within something else is noise, and noise is counted.
 * Does not see: stratum v2 (binary), anything under TLS.
 */
import { limit, type Result } from '../../model/result.ts';
import { readContent } from '../http/content.ts';
import { type HttpMessage, largestBody, readHttpMessage, startsHttp } from '../http/message.ts';
import { costOf } from '../inflate/inflate.ts';
import { documentEnd, isObject, type JsonObject, opensDocument, parseDocument } from '../json/document.ts';
import { readFrame } from '../websocket/frame.ts';
import { type Packing, readMessages } from '../websocket/messages.ts';
import { type Direction, nextSegmentStart } from './direction.ts';

/** Bytes of one line; the longest real one, a job with its merkle branch, has a few thousand. */
const longestLine: number = 1024 * 1024;
/** Documents that one batch may hold. */
const largestBatch = 1000;
/** Segments in which the first HTTP message of a direction is looked for. */
const mostEarlySegments = 64;
/** Times that reading takes up again at a segment within one line. */
const mostResumptions = 16;
/** Packed bodies of one direction once unpacked, in bytes. */
const mostUnpacked: number = 64 * 1024 * 1024;

/** What carried a document. */
export type Transport = 'tcp' | 'http' | 'websocket';

export interface Document {
  readonly value: JsonObject;
  /** Within the direction: of what carried it, where that was packed or framed. */
  readonly start: number;
  readonly end: number;
  readonly transport: Transport;
  /** The message that carried it, where HTTP did. */
  readonly http?: HttpMessage;
}

/** A line, or a rest of one, that holds no JSON document. */
interface Noise {
  readonly noise: true;
  readonly start: number;
}

export type Reading = Document | Noise | { readonly cut: Result<never> };

export function readDocuments(direction: Direction): Generator<Reading> {
  if (direction.frames !== undefined) return readFrames(direction, direction.frames);
  return isHttp(direction) ? readBodies(direction) : readLines(direction);
}

/** True where an early segment begins with a whole frame of JSON: a WebSocket whose opening was not captured. */
export function looksFramed(direction: Direction): boolean {
  let at: number | undefined = direction.begin;
  for (let looked = 0; at !== undefined && looked < mostEarlySegments; looked++) {
    // A whole, plain message of text.
    if (direction.bytes[at] === 0x81) {
      const frame = readFrame(direction.bytes, at);
      if (frame.status === 'ok' && frame.value.payload[0] === 0x7b) return true;
    }
    at = nextSegmentStart(direction, at);
  }
  return false;
}

/** True where the direction speaks HTTP from its beginning, or from an early segment on if it was picked up in a body. */
export function isHttp(direction: Direction): boolean {
  let at: number | undefined = direction.begin;
  for (let looked = 0; at !== undefined && looked < mostEarlySegments; looked++) {
    if (startsHttp(direction.bytes, at) !== undefined) return true;
    if (opensDocument(direction.bytes[at])) return false;
    at = nextSegmentStart(direction, at);
  }
  return false;
}

function* readLines(direction: Direction): Generator<Reading> {
  const { bytes } = direction;
  for (let at = direction.begin; at < bytes.length; ) {
    const feed = bytes.indexOf(10, at);
    const end = feed < 0 ? bytes.length : feed;
    if (end - at > longestLine) yield { cut: limit(direction.base + at, `a line over ${longestLine} bytes`) };
    else yield* readLine(direction, at, end);
    at = end + 1;
  }
}

function* readLine(direction: Direction, from: number, end: number): Generator<Reading> {
  const { bytes } = direction;
  let resumptions = 0;
  for (let at = skipBlanks(bytes, from, end); at < end; at = skipBlanks(bytes, at, end)) {
    const stop = opensDocument(bytes[at]) ? documentEnd(bytes, at, end) : -1;
    const value = stop < 0 ? undefined : parseDocument(bytes, at, stop);
    if (value !== undefined) {
      yield* objectsOf(value, { start: at, end: stop, transport: 'tcp' });
      at = stop;
      continue;
    }
    yield { noise: true, start: at };
    const next = resumptions++ < mostResumptions ? resumeAt(direction, at, end) : undefined;
    if (next === undefined) return;
    at = next;
  }
}

/** The next segment within the line that begins with a document: behind a hole, or behind an unknown greeting. */
function resumeAt(direction: Direction, after: number, end: number): number | undefined {
  let next = nextSegmentStart(direction, after);
  for (let looked = 0; next !== undefined && next < end && looked < mostResumptions; looked++) {
    if (opensDocument(direction.bytes[next])) return next;
    next = nextSegmentStart(direction, next);
  }
  return undefined;
}

function* readBodies(direction: Direction): Generator<Reading> {
  const { bytes } = direction;
  let unpacked = 0;
  for (let at: number | undefined = direction.begin; at !== undefined && at < bytes.length; ) {
    const message = readHttpMessage(bytes, at);
    if (message.status !== 'ok') {
      // Up to where it broke, each beginning would be read as far in vain.
      at = nextHttpStart(direction, 'at' in message ? Math.max(at, message.at - 1) : at);
      continue;
    }
    const { body, bodyAt, end, cut } = message.value;
    const content =
      unpacked > mostUnpacked ? limit(0, 'packed HTTP bodies over the limit') : readContent(message.value);
    if (cut === 'limit') yield { cut: limit(direction.base + bodyAt, 'an HTTP body over the limit') };
    else if (content.status === 'limit') yield { cut: limit(direction.base + bodyAt, content.what) };
    else if (content.status === 'ok') {
      const place = { start: bodyAt, end, transport: 'http' as const, http: message.value };
      yield* readDocumentsOf(content.value, place);
    }
    if (content.status !== 'ok') unpacked += costOf(body.length, largestBody);
    else if (content.value !== body) unpacked += content.value.length;
    at = end;
  }
}

function* readFrames(direction: Direction, frames: Packing): Generator<Reading> {
  const resume = (after: number): number | undefined => nextSegmentStart(direction, after);
  for (const message of readMessages(direction.bytes, direction.begin, frames, resume)) {
    if ('cut' in message) {
      const { cut } = message;
      if (cut.status === 'limit') yield { cut: limit(direction.base + message.start, cut.what) };
      continue;
    }
    const { payload, start, end } = message;
    let found = false;
    for (const document of readDocumentsOf(payload, { start, end, transport: 'websocket' })) {
      found = true;
      yield document;
    }
    // An empty message keeps the line open.
    if (!found && payload.length > 0) yield { noise: true, start };
  }
}

type Place = Omit<Document, 'value'>;

/** Documents one behind another at the beginning of a body or a message. */
function* readDocumentsOf(bytes: Uint8Array, place: Place): Generator<Document> {
  for (let at = skipBlanks(bytes, 0, bytes.length, true); opensDocument(bytes[at]); ) {
    const stop = documentEnd(bytes, at, bytes.length);
    const value = stop < 0 ? undefined : parseDocument(bytes, at, stop);
    if (value === undefined) return;
    yield* objectsOf(value, place);
    at = skipBlanks(bytes, stop, bytes.length, true);
  }
}

function nextHttpStart(direction: Direction, after: number): number | undefined {
  let next = nextSegmentStart(direction, after);
  while (next !== undefined && startsHttp(direction.bytes, next) === undefined)
    next = nextSegmentStart(direction, next);
  return next;
}

function* objectsOf(value: ReturnType<typeof parseDocument>, place: Place): Generator<Document> {
  for (const one of Array.isArray(value) ? value.slice(0, largestBatch) : [value])
    if (isObject(one)) yield { value: one, ...place };
}

/** Blanks, carriage returns and NUL bytes stand between documents; in a body line feeds, too. */
function skipBlanks(bytes: Uint8Array, from: number, end: number, lines = false): number {
  let at = from;
  while (at < end && isBlank(bytes[at], lines)) at++;
  return at;
}

function isBlank(byte: number | undefined, lines: boolean): boolean {
  return byte === 32 || byte === 13 || byte === 9 || byte === 0 || (lines && byte === 10);
}
