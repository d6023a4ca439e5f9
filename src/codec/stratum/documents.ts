/**
 * The JSON documents of one direction, each with its place: lines for stratum, bodies for HTTP.
 * A document counts only where a message may begin: at the start of the direction, of a line, of a segment, or behind
 * another document. Text that quotes JSON within something else is noise, and noise is counted.
 * Does not see: WebSocket frames, stratum v2 (binary), anything under TLS.
 */
import { limit, type Result } from '../../model/result.ts';
import { type HttpMessage, readHttpMessage, startsHttp } from '../http/message.ts';
import { documentEnd, isObject, type JsonObject, opensDocument, parseDocument } from '../json/document.ts';
import { type Direction, nextSegmentStart } from './direction.ts';

/** Bytes of one line; the longest real one, a job with its merkle branch, has a few thousand. */
const longestLine: number = 1024 * 1024;
/** Documents that one batch may hold. */
const largestBatch = 1000;
/** Segments in which the first HTTP message of a direction is looked for. */
const mostEarlySegments = 64;
/** Times that reading takes up again at a segment within one line. */
const mostResumptions = 16;

export interface Document {
  readonly value: JsonObject;
  /** Within the direction. */
  readonly start: number;
  readonly end: number;
  /** The message that carried it, where HTTP did. */
  readonly http?: HttpMessage;
}

/** A line, or a rest of one, that holds no JSON document. */
interface Noise {
  readonly noise: true;
  readonly start: number;
}

export type Reading = Document | Noise | { readonly cut: Result<never> };

export function readDocuments(direction: Direction, from: number): Generator<Reading> {
  return isHttp(direction, from) ? readBodies(direction, from) : readLines(direction, from);
}

/** True where the direction speaks HTTP from `from` on, or from an early segment on if it was picked up within a body. */
export function isHttp(direction: Direction, from: number): boolean {
  let at: number | undefined = from;
  for (let looked = 0; at !== undefined && looked < mostEarlySegments; looked++) {
    if (startsHttp(direction.bytes, at) !== undefined) return true;
    if (opensDocument(direction.bytes[at])) return false;
    at = nextSegmentStart(direction, at);
  }
  return false;
}

function* readLines(direction: Direction, from: number): Generator<Reading> {
  const { bytes } = direction;
  for (let at = from; at < bytes.length; ) {
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
      yield* objectsOf(value, at, stop);
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

function* readBodies(direction: Direction, from: number): Generator<Reading> {
  const { bytes } = direction;
  for (let at: number | undefined = from; at !== undefined && at < bytes.length; ) {
    const message = readHttpMessage(bytes, at);
    if (message.status !== 'ok') {
      at = nextHttpStart(direction, at);
      continue;
    }
    const { body, bodyAt, end, cut } = message.value;
    const stop = cut === undefined && opensDocument(body[0]) ? documentEnd(body, 0, body.length) : -1;
    const value = stop < 0 ? undefined : parseDocument(body, 0, stop);
    if (value !== undefined) yield* objectsOf(value, bodyAt, end, message.value);
    if (cut === 'limit') yield { cut: limit(direction.base + bodyAt, 'an HTTP body over the limit') };
    at = end;
  }
}

function nextHttpStart(direction: Direction, after: number): number | undefined {
  let next = nextSegmentStart(direction, after);
  while (next !== undefined && startsHttp(direction.bytes, next) === undefined)
    next = nextSegmentStart(direction, next);
  return next;
}

function* objectsOf(
  value: ReturnType<typeof parseDocument>,
  start: number,
  end: number,
  http?: HttpMessage,
): Generator<Document> {
  for (const one of Array.isArray(value) ? value.slice(0, largestBatch) : [value])
    if (isObject(one)) yield http === undefined ? { value: one, start, end } : { value: one, start, end, http };
}

/** Blanks, carriage returns and NUL bytes stand between documents. */
function skipBlanks(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && (bytes[at] === 32 || bytes[at] === 13 || bytes[at] === 9 || bytes[at] === 0)) at++;
  return at;
}
