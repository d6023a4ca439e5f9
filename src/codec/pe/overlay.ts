/**
 * What stands behind a program: bytes of the file that no section, symbol table or signature holds. Windows never
 * looks at them; installers, self-extracting archives and droppers keep their load there.
 * Source: Microsoft, "PE Format", sections "Section Table", "COFF Symbol Table", "The Attribute Certificate Table".
 * Does not see: what stands in gaps between sections.
 */
import { directoryIndex, type Extent, type PeImage } from './image.ts';
import { record } from './record.ts';

const symbolSize = 18;
/** Padding before a signature is shorter than this. */
const telling = 16;

/** First byte after the sections, in the file. */
function sectionsEnd(image: PeImage): number {
  let end = image.headerSize;
  for (const { rawOffset, rawSize } of image.sections) if (rawSize > 0) end = Math.max(end, rawOffset + rawSize);
  return end;
}

/** First byte after the COFF symbols and the table of their long names; undefined where there are none in the file. */
function symbolsEnd(bytes: Uint8Array, { symbols }: PeImage, size: number): number | undefined {
  const namesAt = symbols.at + symbols.count * symbolSize;
  if (symbols.count === 0 || namesAt > size) return undefined;
  return Math.min(size, namesAt + (record(bytes, namesAt, 4)?.getUint32(0, true) ?? 0));
}

/** The table of signatures, which stands in no section. */
export function certificateTable(image: PeImage, size: number): Extent | undefined {
  const table = image.directories[directoryIndex.certificates];
  if (!table || table.rva === 0 || table.size === 0 || table.rva >= size) return undefined;
  return { at: table.rva, end: Math.min(size, table.rva + table.size) };
}

/**
 * The stretches behind the program, in order. Symbols are one of them, and what follows them another: a header that
 * claims symbols hides nothing.
 * @param bytes the file, or its beginning: then it is not told where symbols end
 * @param size bytes of the file
 */
export function overlays(bytes: Uint8Array, image: PeImage, size: number): Extent[] {
  const table = certificateTable(image, size);
  const ends = [symbolsEnd(bytes, image, size) ?? size, table?.at ?? size, table?.end ?? size, size];
  const stretches: Extent[] = [];
  let at = sectionsEnd(image);
  for (const end of ends.sort((a, b) => a - b)) {
    if (end - at >= telling && at !== table?.at) stretches.push({ at, end });
    at = Math.max(at, end);
  }
  return stretches;
}
