/**
 * The strings of a version resource: company, product, original file name and the like, as Explorer shows them.
 * Source: Microsoft, VS_VERSIONINFO, https://learn.microsoft.com/windows/win32/menurc/vs-versioninfo
 * Does not see: the fixed part (numbers that the strings repeat), translations beyond the first table.
 */
import type { Extent } from './image.ts';
import { record } from './record.ts';

/** A name and its text; `at` and `length` frame the text's bytes (UTF-16LE) in the file. */
export interface VersionString {
  readonly name: string;
  readonly text: string;
  readonly at: number;
  readonly length: number;
}

/** A block: three lengths, a name, a value, then blocks within. */
interface Block {
  readonly name: string;
  readonly value: Extent;
  readonly inner: Extent;
  readonly next: number;
}

const headerSize = 6;
const mostStrings = 64;
const longestText = 1_024; // bytes

/** The strings of the first table in a resource that stands at `place`; none where the bytes are no version. */
export function readVersionStrings(bytes: Uint8Array, place: Extent): VersionString[] {
  const end = Math.min(place.end, bytes.length);
  const root = readBlock(bytes, place.at, place.at, end);
  const info = root && blocks(bytes, place.at, root.inner).find(({ name }) => name === 'StringFileInfo');
  const table = info && blocks(bytes, place.at, info.inner)[0];
  return (table ? blocks(bytes, place.at, table.inner) : []).flatMap(({ name, value }) => {
    const text = utf16(bytes, value.at, Math.min(value.end, value.at + longestText));
    return text.length > 0 ? [{ name, text, at: value.at, length: 2 * text.length }] : [];
  });
}

function blocks(bytes: Uint8Array, base: number, extent: Extent): Block[] {
  const found: Block[] = [];
  let at = extent.at;
  while (found.length < mostStrings) {
    const block = readBlock(bytes, base, at, extent.end);
    if (!block) break;
    found.push(block);
    at = block.next;
  }
  return found;
}

/** Names and values begin at multiples of four, counted from the resource's first byte. */
function readBlock(bytes: Uint8Array, base: number, at: number, limit: number): Block | undefined {
  const header = at + headerSize <= limit ? record(bytes, at, headerSize) : undefined;
  const length = header?.getUint16(0, true) ?? 0;
  if (!header || length < headerSize) return undefined;
  const end = Math.min(at + length, limit);
  const name = utf16(bytes, at + headerSize, end);
  const valueAt = aligned(base, at + headerSize + 2 * (name.length + 1));
  const units = header.getUint16(4, true) === 1 ? 2 : 1; // text is counted in characters, other values in bytes
  const valueEnd = Math.max(valueAt, Math.min(end, valueAt + units * header.getUint16(2, true)));
  return {
    name,
    value: { at: valueAt, end: valueEnd },
    inner: { at: aligned(base, valueEnd), end },
    next: aligned(base, end),
  };
}

const aligned = (base: number, at: number): number => base + 4 * Math.ceil((at - base) / 4);

/** Up to a NUL or the end. */
function utf16(bytes: Uint8Array, at: number, end: number): string {
  let stop = at;
  while (stop + 1 < end && (bytes[stop] !== 0 || bytes[stop + 1] !== 0)) stop += 2;
  return new TextDecoder('utf-16le', { ignoreBOM: true }).decode(bytes.subarray(at, stop));
}
