/** The first bytes of an artifact, read as text where they are text. */

/** Bytes of an artifact that are looked at. */
export const headBytes = 4096;

/** Lines longer than this are cut: a test of form needs no more, and costs stay bounded. */
export const lineLimit = 240;
const linesLimit = 60;

export interface TextHead {
  /** Without a byte order mark, and with one character for each byte beyond ASCII. */
  readonly text: string;
  /** The first lines that aren't blank, trimmed and cut; the last one is left out where the head ends within it. */
  readonly lines: readonly string[];
  /** The head is all of the artifact. */
  readonly complete: boolean;
}

/** The head as text, or undefined where it is binary. */
export function readTextHead(head: Uint8Array, size: number): TextHead | undefined {
  const bytes = head.subarray(0, headBytes);
  const text = decodeText(bytes);
  if (text === undefined) return undefined;
  const complete = size <= bytes.length;
  return { text, lines: firstLines(text, complete), complete };
}

function decodeText(bytes: Uint8Array): string | undefined {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes.subarray(2));
  if (first === 0xfe && second === 0xff) return decodeBigEndian(bytes.subarray(2));
  const start = first === 0xef && second === 0xbb && third === 0xbf ? 3 : 0;
  const { zeros, zerosAtOdd, controls } = countControls(bytes);
  if (zeros > 0) {
    // UTF-16LE without a mark, as Windows tools write it: almost every second byte is zero, and only those.
    const wide = zerosAtOdd === zeros && zeros * 2 > bytes.length * 0.8;
    return wide ? new TextDecoder('utf-16le').decode(bytes) : undefined;
  }
  if (controls * 50 > bytes.length) return undefined;
  return new TextDecoder('latin1').decode(bytes.subarray(start));
}

function decodeBigEndian(bytes: Uint8Array): string {
  const units = bytes.length >> 1;
  let text = '';
  for (let i = 0; i < units; i++) text += String.fromCharCode(((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0));
  return text;
}

function countControls(bytes: Uint8Array): { zeros: number; zerosAtOdd: number; controls: number } {
  let zeros = 0;
  let zerosAtOdd = 0;
  let controls = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte === 0) {
      zeros++;
      zerosAtOdd += i & 1;
    } else if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) controls++;
  }
  return { zeros, zerosAtOdd, controls };
}

function firstLines(text: string, complete: boolean): string[] {
  const lines: string[] = [];
  for (let start = 0; start < text.length && lines.length < linesLimit; ) {
    const newline = text.indexOf('\n', start);
    if (newline < 0 && !complete && lines.length > 0) break;
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, Math.min(end, start + lineLimit)).trim();
    if (line !== '') lines.push(line);
    start = end + 1;
  }
  return lines;
}

/** The share of lines, from 0 to 1, that pass a test. */
export function share(lines: readonly string[], test: (line: string) => boolean): number {
  return lines.length === 0 ? 0 : lines.filter(test).length / lines.length;
}
