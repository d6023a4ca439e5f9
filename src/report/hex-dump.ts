/** Bytes as an analyst reads them: offset, hex, text; sixteen a line. */
import type { Page } from './page.ts';
import type { Piece } from './sheet.ts';

const perLine = 16;

/** `base` is the offset of bytes[0]; the bytes in [from, to) are the fact itself and stand out. */
export function writeHexDump(
  page: Page,
  { bytes, base, from, to }: { bytes: Uint8Array; base: number; from: number; to: number },
  indent: number,
): void {
  const isFact = (at: number): boolean => at >= from && at < to;
  const digits = Math.max(6, (base + bytes.length).toString(16).length);
  for (let start = 0; start < bytes.length; start += perLine) {
    const hex: Piece[] = [];
    const text: Piece[] = [];
    for (let at = start; at < start + perLine; at++) {
      const byte = bytes[at];
      const tone = isFact(at) ? 'value' : 'quiet';
      hex.push({ text: `${byte === undefined ? '  ' : byte.toString(16).padStart(2, '0')} `, exact: true, tone });
      if (byte !== undefined) text.push({ text: printable(byte), exact: true, tone });
    }
    const offset: Piece = { text: `${(base + start).toString(16).padStart(digits, '0')}  `, tone: 'quiet' };
    page.verbatim([offset, ...hex, ' ', ...text], { indent });
  }
}

function printable(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·';
}
