/**
 * The modifiers that ask for a value as it looks when it is encoded: `base64`, `base64offset`, `wide` and its kin.
 * Source: Sigma modifiers appendix, "Encoding"; RFC 4648.
 */

/** A text as bytes. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** UTF-16 in the given byte order. */
export function utf16(text: string, order: 'little' | 'big'): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), order === 'little');
  return bytes;
}

/** UTF-16 in little-endian order behind its byte order mark. */
export function markedUtf16(text: string): Uint8Array {
  return utf16(`\ufeff${text}`, 'little');
}

/** Bytes as a text with one character for each. */
export function byteText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

export function base64(bytes: Uint8Array): string {
  return btoa(byteText(bytes));
}

/** What of the bytes' base64 is the same wherever they stand within encoded text, for their three places. */
export function base64Anywhere(bytes: Uint8Array): readonly string[] {
  return [0, 1, 2].map((before) => {
    const padded = new Uint8Array(before + bytes.length);
    padded.set(bytes, before);
    const encoded = base64(padded);
    // Characters that hold bits of what stands before or behind.
    const from = [0, 2, 3][before] ?? 0;
    const to = [encoded.length, encoded.length - 3, encoded.length - 2][padded.length % 3] ?? encoded.length;
    return encoded.slice(from, to);
  });
}
