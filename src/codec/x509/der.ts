/**
 * ASN.1 in its distinguished encoding (DER): elements of a tag, a length and a content.
 * Source: ITU-T X.690 (02/2021), sections 8 and 10.
 * Does not see: indefinite lengths and tags of several bytes, which DER and certificates do without.
 */

/** An element; `at` and `end` frame its content, `start` is the first byte of its tag. */
export interface Element {
  readonly tag: number;
  readonly start: number;
  readonly at: number;
  readonly end: number;
}

export const tag = {
  integer: 0x02,
  octets: 0x04,
  object: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
  /** A part of its own number, as `[0]`. */
  context: (number: number): number => 0xa0 + number,
} as const;

/** The element at `at`; undefined where it reaches beyond `end` or is not DER. */
export function elementAt(bytes: Uint8Array, at: number, end: number): Element | undefined {
  const limit = Math.min(end, bytes.length);
  const [first, second] = [bytes[at], bytes[at + 1]];
  if (at < 0 || at + 2 > limit || first === undefined || second === undefined) return undefined;
  if ((first & 0x1f) === 0x1f) return undefined;
  const lengthSize = second < 0x80 ? 0 : second & 0x7f;
  if (second === 0x80 || lengthSize > 4) return undefined;
  let length = lengthSize === 0 ? second : 0;
  for (let i = 0; i < lengthSize; i++) length = length * 256 + (bytes[at + 2 + i] ?? 0);
  const start = at + 2 + lengthSize;
  return start + length <= limit ? { tag: first, start: at, at: start, end: start + length } : undefined;
}

/** A certificate's lists are short; longer ones are somebody's joke. */
const mostElements = 1_024;

/** The elements within another, up to the first that is broken. */
export function elementsOf(bytes: Uint8Array, outer: Element | undefined): Element[] {
  const elements: Element[] = [];
  let at = outer?.at ?? 0;
  while (outer && elements.length < mostElements) {
    const element = elementAt(bytes, at, outer.end);
    if (!element) break;
    elements.push(element);
    at = element.end;
  }
  return elements;
}

const longestObject = 32;

/** An object identifier in dots, `2.5.4.3`; empty where the element is none. */
export function objectText(bytes: Uint8Array, element: Element | undefined): string {
  if (element?.tag !== tag.object || element.end - element.at > longestObject) return '';
  const numbers: number[] = [];
  let value = 0;
  for (const byte of bytes.subarray(element.at, element.end)) {
    value = value * 128 + (byte & 0x7f);
    if (byte & 0x80) continue;
    numbers.push(value);
    value = 0;
  }
  const [first = 0, ...rest] = numbers;
  const root = Math.min(2, Math.floor(first / 40));
  return [root, first - 40 * root, ...rest].join('.');
}

const longestText = 512;

/** A string of any of the ASN.1 kinds that names are written in. */
export function stringText(bytes: Uint8Array, element: Element): string {
  const content = bytes.subarray(element.at, Math.min(element.end, element.at + longestText));
  return new TextDecoder(element.tag === tag.bmpString ? 'utf-16be' : 'utf-8').decode(content);
}

const timeForm = /^(\d\d|\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d{1,9})?Z$/;

/** A time in UTC; undefined where the element is none. Two-digit years up to 49 are in this century (RFC 5280). */
export function timeOf(bytes: Uint8Array, element: Element | undefined): Date | undefined {
  if (element?.tag !== tag.utcTime && element?.tag !== tag.generalizedTime) return undefined;
  const [, year = '', ...parts] = timeForm.exec(stringText(bytes, element)) ?? [];
  const [month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map(Number);
  if (year === '' || month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  const century = year.length === 4 ? 0 : Number(year) < 50 ? 2000 : 1900;
  return new Date(Date.UTC(century + Number(year), month - 1, day, hour, minute, second));
}
