/**
 * A view's text, one byte a character: as it stands, or narrowed from UTF-16LE, in which PowerShell scripts and the
 * strings of .NET programs are kept.
 */
import type { Digits } from '../../codec/encoded-run/encoded-run.ts';
import type { Hit } from '../../model/anchor.ts';
import type { Miss, View } from '../../model/units.ts';

export interface TextLayer {
  readonly text: Uint8Array;
  /** Offsets and lengths count characters of the text. */
  readonly hits: readonly Hit[];
  /** Offset in the view of the text's first byte, and bytes of the view for each of its characters. */
  readonly first: number;
  readonly width: 1 | 2;
}

/** @param wideCalls calls that programs name in ASCII, while what they call them with is kept in UTF-16LE */
export function textLayers(view: View, wideCalls: readonly string[] = []): TextLayer[] {
  const plain = view.hits.filter((hit) => hit.encoding !== 'utf16le');
  const layers: TextLayer[] = plain.length > 0 ? [{ text: view.bytes, hits: plain, first: 0, width: 1 }] : [];
  const calls = plain.filter((hit) => hit.encoding === 'ascii' && wideCalls.includes(hit.anchor) && isProgram(view));
  for (const first of [0, 1]) {
    const wide = view.hits.filter((hit) => hit.encoding === 'utf16le' && (hit.offset & 1) === first);
    const hits = [...wide, ...calls].sort((a, b) => a.offset - b.offset);
    if (hits.length > 0) layers.push({ text: narrow(view.bytes, first), hits: hits.map(halved), first, width: 2 });
  }
  return layers;
}

const isProgram = (view: View): boolean => view.kind === 'executable';
const halved = (hit: Hit): Hit => ({ ...hit, offset: hit.offset >> 1, length: hit.length >> 1 });

/** More digits than any name or hash has. */
const manyDigits = 4096;

/** A gap where digits reach the end of what is looked at at once: what follows is not decoded with them. */
export function cutOff(view: View, { text, first, width }: TextLayer, { isDigit }: Digits): Miss | undefined {
  if (view.whole) return undefined;
  const start = Math.max(0, text.length - manyDigits);
  for (let at = start; at < text.length; at++)
    if (isDigit[text[at] ?? 0] === 0 && text[at] !== 0x0a && text[at] !== 0x0d) return undefined;
  const what = 'encoded text goes on beyond what is looked at at once: opened in parts';
  return { gap: { code: 'truncated', what, offset: first + start * width } };
}

/** Characters beyond the first 256 become NUL, which no encoding uses. */
function narrow(bytes: Uint8Array, first: number): Uint8Array {
  const text = new Uint8Array((bytes.length - first) >> 1);
  for (let i = 0, at = first; i < text.length; i++, at += 2) text[i] = bytes[at + 1] === 0 ? (bytes[at] ?? 0) : 0;
  return text;
}
