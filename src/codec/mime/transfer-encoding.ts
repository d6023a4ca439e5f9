/**
 * How mail carries bytes as text: base64, quoted-printable, uuencode.
 * Sources: RFC 2045 6.7 and 6.8; POSIX uuencode.
 * What belongs to no encoding is passed over, as mail programs do.
 */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const nothing = 0xff;
const sextets: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => {
  const value = alphabet.indexOf(String.fromCharCode(byte));
  return value < 0 ? nothing : value;
});

/** Padding ends a run of four, so that texts that follow each other are read one after the other. */
export function fromBase64(text: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((text.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let held = 0;
  for (const character of text) {
    const value = sextets[character] ?? nothing;
    if (value === nothing) {
      if (character === 0x3d) bits = 0;
      continue;
    }
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[length++] = held >> bits;
    }
  }
  return bytes.subarray(0, length);
}

const equals = 0x3d;
const newline = 0x0a;
const carriageReturn = 0x0d;

export function fromQuotedPrintable(text: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? 0;
    if (character !== equals) {
      bytes[length++] = character;
      continue;
    }
    const [high, low] = [hexDigit(text[at + 1]), hexDigit(text[at + 2])];
    if (high !== undefined && low !== undefined) {
      bytes[length++] = high * 16 + low;
      at += 2;
    } else if (text[at + 1] === newline) at += 1;
    else if (text[at + 1] === carriageReturn && text[at + 2] === newline) at += 2;
    else bytes[length++] = character;
  }
  return bytes.subarray(0, length);
}

function hexDigit(character: number | undefined): number | undefined {
  if (character === undefined) return undefined;
  const value = Number.parseInt(String.fromCharCode(character), 16);
  return Number.isNaN(value) ? undefined : value;
}

export interface UuFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Where in the text it stands. */
  readonly at: number;
  readonly end: number;
}

/** Uuencoded files within a text (one character a byte): `begin 644 name`, lines, `end`. */
export function* uuFiles(text: string): Generator<UuFile> {
  const begins = /^begin(-base64)? [0-7]{3,4} ([^\r\n]{1,255})\r?\n/gm;
  for (let begin = begins.exec(text); begin; begin = begins.exec(text)) {
    const bodyAt = begin.index + begin[0].length;
    const isBase64 = begin[1] !== undefined;
    const { end, next } = endOfBody(text, bodyAt, isBase64);
    const body = text.slice(bodyAt, end);
    const bytes = isBase64 ? fromBase64(asBytes(body)) : fromUuLines(body);
    begins.lastIndex = next;
    if (bytes.length > 0) yield { name: begin[2] ?? '', bytes, at: begin.index, end: next };
  }
}

function endOfBody(text: string, from: number, isBase64: boolean): { readonly end: number; readonly next: number } {
  const mark = isBase64 ? '====' : 'end';
  for (let at = from; at < text.length; ) {
    const newlineAt = text.indexOf('\n', at);
    const lineEnd = newlineAt < 0 ? text.length : newlineAt + 1;
    if (text.startsWith(mark, at) && lineEnd - at <= mark.length + 2) return { end: at, next: lineEnd };
    at = lineEnd;
  }
  return { end: text.length, next: text.length };
}

function fromUuLines(body: string): Uint8Array {
  const bytes = new Uint8Array(body.length);
  let length = 0;
  for (const line of body.split('\n')) {
    const told = (line.charCodeAt(0) - 32) & 63;
    if (line === '' || told === 0) continue;
    const start = length;
    for (let at = 1; at + 1 < line.length && length - start < told; at += 4) {
      const [a, b, c, d] = [0, 1, 2, 3].map((i) => (line.charCodeAt(at + i) - 32) & 63);
      const value = ((a ?? 0) << 18) | ((b ?? 0) << 12) | ((c ?? 0) << 6) | (d ?? 0);
      for (let i = 16; i >= 0 && length - start < told && length < bytes.length; i -= 8)
        bytes[length++] = (value >> i) & 0xff;
    }
  }
  return bytes.subarray(0, length);
}

/** A text of one character a byte, as bytes. */
export function asBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}
