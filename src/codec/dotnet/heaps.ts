/**
 * The heaps of .NET metadata: names, user strings, GUIDs and blobs.
 * Source: ECMA-335, partition II, 24.2.3 to 24.2.5 and 23.2 (compressed lengths).
 */
import type { Extent } from '../pe/image.ts';
import { guidText, textUntilNul } from '../pe/record.ts';

/** Bytes with a compressed length before them. */
interface Blob extends Extent {
  /** Where the next one begins. */
  readonly next: number;
}

/** The blob whose length stands at `at`; undefined where it is malformed or reaches beyond `end`. */
function readBlob(bytes: Uint8Array, at: number, end: number): Blob | undefined {
  const first = bytes[at];
  if (first === undefined || at >= end) return undefined;
  const lengthSize = first < 0x80 ? 1 : first < 0xc0 ? 2 : first < 0xe0 ? 4 : 0;
  if (lengthSize === 0 || at + lengthSize > end) return undefined;
  let length = lengthSize === 1 ? first : lengthSize === 2 ? first & 0x3f : first & 0x1f;
  for (let i = 1; i < lengthSize; i++) length = length * 256 + (bytes[at + i] ?? 0);
  const start = at + lengthSize;
  return start + length <= end ? { at: start, end: start + length, next: start + length } : undefined;
}

/** The blob at `index` in the heap. */
export function blobAt(bytes: Uint8Array, heap: Extent, index: number): Extent | undefined {
  return readBlob(bytes, heap.at + index, Math.min(heap.end, bytes.length));
}

const longestName = 1024;

/** The name at `index` in #Strings; empty where the heap does not reach so far. */
export function nameAt(bytes: Uint8Array, heap: Extent, index: number): string {
  return textUntilNul(bytes, heap.at + index, heap.end, longestName).text;
}

/** A GUID and where its 16 bytes stand. */
export interface Guid {
  readonly text: string;
  readonly at: number;
}

/** The GUID at `index` in #GUID, counted from 1; undefined for 0 and beyond the heap. */
export function guidAt(bytes: Uint8Array, heap: Extent, index: number): Guid | undefined {
  const at = heap.at + 16 * (index - 1);
  return index > 0 && at + 16 <= Math.min(heap.end, bytes.length) ? { text: guidText(bytes, at), at } : undefined;
}

/** Every string that the program's code may load, in the order of the heap; `at` and `end` frame its UTF-16LE bytes. */
export function* userStrings(bytes: Uint8Array, heap: Extent): Generator<Extent> {
  const end = Math.min(heap.end, bytes.length);
  let at = heap.at + 1; // the heap begins with the empty blob
  while (at < end) {
    const blob = readBlob(bytes, at, end);
    if (!blob) return;
    // The byte after the characters says whether any needs care; padding at the heap's end reads as empty blobs.
    if (blob.end - blob.at > 1) yield { at: blob.at, end: blob.end - ((blob.end - blob.at) % 2) };
    at = blob.next;
  }
}
