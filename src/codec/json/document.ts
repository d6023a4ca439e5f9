/**
 * One JSON document among other bytes: where it ends, and its value.
 * Source: RFC 8259. Reads strict JSON only; what a person may write (comments, single quotes) is tolerant-json's.
 * Does not see: documents nested deeper than 32, which no mining protocol has.
 */

export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject;
export interface JsonObject {
  [key: string]: JsonValue | undefined;
}

/** Deeper nesting is refused before the parser sees it. */
const deepestNesting = 32;

const quote = 0x22;
const backslash = 0x5c;
const utf8 = new TextDecoder();

/** True at the first byte of an object or an array. */
export function opensDocument(byte: number | undefined): boolean {
  return byte === 0x7b || byte === 0x5b;
}

/** Offset just behind the object or array that begins at `start`, or -1 where it does not close before `end`. */
export function documentEnd(bytes: Uint8Array, start: number, end: number): number {
  let depth = 0;
  let inString = false;
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (inString) {
      if (byte === backslash) at++;
      else if (byte === quote) inString = false;
    } else if (byte === quote) inString = true;
    else if (opensDocument(byte)) {
      if (++depth > deepestNesting) return -1;
    } else if (byte === 0x7d || byte === 0x5d) {
      if (--depth === 0) return at + 1;
    }
  }
  return -1;
}

/** The value in `bytes[start, end)`; absent where it is not JSON. */
export function parseDocument(bytes: Uint8Array, start: number, end: number): JsonValue | undefined {
  return isShut(bytes, start, end) ? parsed(utf8.decode(bytes.subarray(start, end))) : undefined;
}

/**
 * False where an object or an array begins that does not end with `end`, or an object without a key: most that is broken
 * is cut or was never JSON, and two looks tell it for a hundredth of what the parser's error costs.
 */
function isShut(bytes: Uint8Array, start: number, end: number): boolean {
  let last = end - 1;
  while (last > start && isSpace(bytes[last])) last--;
  if (bytes[start] === 0x5b) return bytes[last] === 0x5d;
  if (bytes[start] !== 0x7b) return true;
  let first = start + 1;
  while (first < last && isSpace(bytes[first])) first++;
  return bytes[last] === 0x7d && (bytes[first] === quote || first === last);
}

/** What RFC 8259 lets stand between tokens. */
function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

function parsed(text: string): JsonValue | undefined {
  // Where an error came from is most of its cost, and nobody asks: a log may hold a million broken texts.
  const depth = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    // JSON.parse gives exactly these types; it is declared `any`.
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  } finally {
    Error.stackTraceLimit = depth;
  }
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value where it is a string that says something and is no longer than `longest` characters. */
export function textOf(value: JsonValue | undefined, longest = 2048): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= longest ? value : undefined;
}
