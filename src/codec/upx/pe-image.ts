/**
 * A Windows program put together again from what UPX's stream gives: memory from the first section on, and behind it
 * the program's own headers, whose place the last four bytes tell.
 * Source: UPX, src/pefile.cpp, https://github.com/upx/upx (the layout; the code is ours).
 */
import type { PeImage } from '../pe/image.ts';
import { record } from '../pe/record.ts';

const coffBytes = 24; // with the four bytes of the signature
const sectionBytes = 40;
const signature = 0x00004550;
const dosHeaderBytes = 64;
const mostSections = 96;

/** Undoes a filter over the program's code, `base` bytes into the stream; false where it can't. */
type Unfilter = (code: Uint8Array, base: number) => boolean;

interface Placed {
  readonly rva: number;
  readonly rawSize: number;
  readonly rawOffset: number;
}

/** The program as a file; undefined where its headers are not found or do not hold. */
export function rebuildImage(
  packed: Uint8Array,
  image: PeImage,
  stream: Uint8Array,
  most: number,
  unfilter: Unfilter,
): { readonly bytes: Uint8Array; readonly filtered: boolean } | undefined {
  const at = findHeaders(stream, image);
  const coff = at === undefined ? undefined : record(stream, at, coffBytes);
  const peAt = record(packed, 0, dosHeaderBytes)?.getUint32(60, true);
  if (at === undefined || !coff || peAt === undefined) return undefined;
  const optionalBytes = image.bits === 32 ? 0xe0 : 0xf0;
  const sectionsAt = at + coffBytes + optionalBytes;
  const sections = readSections(stream, sectionsAt, coff.getUint16(6, true));
  const [first] = sections;
  if (!first) return undefined;
  const filtered = !unfilterCode(stream, at, first.rva, unfilter);
  const headers = stream.subarray(at, sectionsAt + sections.length * sectionBytes);
  const size = Math.max(peAt + headers.length, ...sections.map(({ rawOffset, rawSize }) => rawOffset + rawSize));
  if (size > Math.min(most, stream.length + packed.length + 0x100000)) return undefined;
  const file = new Uint8Array(size);
  file.set(packed.subarray(0, peAt));
  file.set(headers, peAt);
  new DataView(file.buffer).setUint16(peAt + 20, optionalBytes, true);
  for (const { rva, rawSize, rawOffset } of sections) {
    const from = rva - first.rva;
    if (rawOffset > 0 && from >= 0) file.set(stream.subarray(from, Math.min(from + rawSize, at)), rawOffset);
  }
  return { bytes: file, filtered };
}

/** Where the last four bytes say, or else the last place that looks like headers for the same machine. */
function findHeaders(stream: Uint8Array, image: PeImage): number | undefined {
  const told = record(stream, stream.length - 4, 4)?.getUint32(0, true);
  if (told !== undefined && areHeaders(stream, told, image)) return told;
  for (let at = stream.lastIndexOf(0x50); at > 0; at = stream.lastIndexOf(0x50, at - 1))
    if (areHeaders(stream, at, image)) return at;
  return undefined;
}

function areHeaders(stream: Uint8Array, at: number, image: PeImage): boolean {
  const view = record(stream, at, coffBytes + 2);
  if (view?.getUint32(0, true) !== signature || view.getUint16(4, true) !== image.machine) return false;
  return view.getUint16(coffBytes, true) === (image.bits === 32 ? 0x10b : 0x20b);
}

function readSections(stream: Uint8Array, at: number, count: number): Placed[] {
  return Array.from({ length: Math.min(count, mostSections) }, (_, i) =>
    record(stream, at + i * sectionBytes, sectionBytes),
  )
    .filter((view) => view !== undefined)
    .map((view) => ({
      rva: view.getUint32(12, true),
      rawSize: view.getUint32(16, true),
      rawOffset: view.getUint32(20, true),
    }));
}

/** What is filtered is what the headers call code. */
function unfilterCode(stream: Uint8Array, headersAt: number, firstRva: number, unfilter: Unfilter): boolean {
  const optional = record(stream, headersAt + coffBytes, 24);
  if (!optional) return false;
  const codeBytes = optional.getUint32(4, true);
  const base = optional.getUint32(20, true) - firstRva;
  if (base < 0 || base + codeBytes > headersAt) return false;
  return unfilter(stream.subarray(base, base + codeBytes), base);
}
