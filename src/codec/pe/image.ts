/**
 * The headers of a Windows executable: DOS, COFF, optional (PE32 and PE32+), data directories, sections.
 * Source: Microsoft, "PE Format", https://learn.microsoft.com/windows/win32/debug/pe-format
 * Does not see: what the tables hold (files of their own beside this one), what a packer hides; 16-bit NE and LE
 * programs.
 */
import { malformed, notThisFormat, ok, type Result } from '../../model/result.ts';
import { record, textUntilNul } from './record.ts';

/** A table that the headers point to. */
interface DataDirectory {
  /** Bytes from the image's base in memory; for a place in the file see `fileExtent`. */
  readonly rva: number;
  /** Bytes. */
  readonly size: number;
}

export interface Section {
  readonly name: string;
  readonly virtualAddress: number;
  /** Bytes in memory. */
  readonly virtualSize: number;
  readonly rawOffset: number;
  /** Bytes in the file, as the header says; the file may hold fewer. */
  readonly rawSize: number;
  readonly characteristics: number;
}

export interface PeImage {
  readonly bits: 32 | 64;
  readonly machine: number;
  readonly characteristics: number;
  /** Seconds since 1970 if the linker was honest, and where the four bytes stand. */
  readonly timestamp: { readonly seconds: number; readonly at: number };
  /** RVA; 0 where the image has none. */
  readonly entryPoint: number;
  readonly imageBase: number;
  readonly subsystem: number;
  readonly sectionAlignment: number;
  /** Bytes before the first section, which memory maps where the file has them. */
  readonly headerSize: number;
  readonly directories: readonly DataDirectory[];
  readonly sections: readonly Section[];
  /** COFF symbols, which MinGW and Go leave behind the sections; `count` 0 where there are none. */
  readonly symbols: { readonly at: number; readonly count: number };
}

/** Indexes into `directories`. The one of certificates holds a place in the file in place of an RVA. */
export const directoryIndex = { imports: 1, resources: 2, certificates: 4, debug: 6, clr: 14 } as const;

const dosHeaderSize = 64;
const coffSize = 24; // with the four bytes of the signature
const sectionSize = 40;
const mostDirectories = 16;
const sector = 0x200;

/** Reads the headers. An `MZ` file without a PE signature is another format; one that ends within its headers is malformed. */
export function readPeImage(bytes: Uint8Array): Result<PeImage> {
  if (bytes[0] !== 0x4d || bytes[1] !== 0x5a) return notThisFormat;
  const peAt = record(bytes, 0, dosHeaderSize)?.getUint32(60, true);
  if (peAt === undefined) return notThisFormat;
  const signature = record(bytes, peAt, 4)?.getUint32(0, true);
  if (signature !== 0x00004550) return notThisFormat;
  const coff = record(bytes, peAt, coffSize);
  if (!coff) return malformed(peAt, 'the COFF header is cut short');
  const optionalAt = peAt + coffSize;
  const optionalSize = coff.getUint16(20, true);
  const optional = readOptionalHeader(bytes, optionalAt, optionalSize);
  if (optional.status !== 'ok') return optional;
  const sections = readSections(bytes, optionalAt + optionalSize, coff.getUint16(6, true));
  if (sections.status !== 'ok') return sections;
  return ok({
    ...optional.value,
    machine: coff.getUint16(4, true),
    timestamp: { seconds: coff.getUint32(8, true), at: peAt + 8 },
    characteristics: coff.getUint16(22, true),
    symbols: { at: coff.getUint32(12, true), count: coff.getUint32(16, true) },
    sections: sections.value,
  });
}

type OptionalHeader = Pick<
  PeImage,
  'bits' | 'entryPoint' | 'imageBase' | 'subsystem' | 'sectionAlignment' | 'headerSize' | 'directories'
>;

function readOptionalHeader(bytes: Uint8Array, at: number, size: number): Result<OptionalHeader> {
  const magic = record(bytes, at, 2)?.getUint16(0, true);
  if (magic !== 0x10b && magic !== 0x20b) return malformed(at, 'the optional header is neither PE32 nor PE32+');
  const fixedSize = magic === 0x10b ? 96 : 112;
  const fixed = size < fixedSize ? undefined : record(bytes, at, fixedSize);
  if (!fixed) return malformed(at, 'the optional header is cut short');
  return ok({
    bits: magic === 0x10b ? 32 : 64,
    entryPoint: fixed.getUint32(16, true),
    imageBase: magic === 0x10b ? fixed.getUint32(28, true) : Number(fixed.getBigUint64(24, true)),
    sectionAlignment: fixed.getUint32(32, true),
    headerSize: fixed.getUint32(60, true),
    subsystem: fixed.getUint16(68, true),
    directories: readDirectories(bytes, at + fixedSize, fixed.getUint32(fixedSize - 4, true), at + size),
  });
}

/** As Windows does, looks at 16 at most, and takes no entry from beyond the optional header. */
function readDirectories(bytes: Uint8Array, at: number, count: number, end: number): DataDirectory[] {
  const directories: DataDirectory[] = [];
  for (let i = 0; i < Math.min(count, mostDirectories); i++) {
    const entry = at + 8 * (i + 1) > end ? undefined : record(bytes, at + 8 * i, 8);
    if (!entry) break;
    directories.push({ rva: entry.getUint32(0, true), size: entry.getUint32(4, true) });
  }
  return directories;
}

function readSections(bytes: Uint8Array, at: number, count: number): Result<Section[]> {
  const sections: Section[] = [];
  for (let i = 0; i < count; i++) {
    const header = record(bytes, at + i * sectionSize, sectionSize);
    if (!header) return malformed(at + i * sectionSize, `the section table ends before section ${i + 1} of ${count}`);
    sections.push({
      name: textUntilNul(bytes, at + i * sectionSize, at + i * sectionSize + 8, 8).text,
      virtualSize: header.getUint32(8, true),
      virtualAddress: header.getUint32(12, true),
      rawSize: header.getUint32(16, true),
      rawOffset: header.getUint32(20, true),
      characteristics: header.getUint32(36, true),
    });
  }
  return ok(sections);
}

/** A stretch of the file. */
export interface Extent {
  /** First byte. */
  readonly at: number;
  /** First byte after it; it may lie beyond the end of a file that was cut. */
  readonly end: number;
}

/**
 * Where the file holds what memory has at `rva`, up to the end of that section's bytes; undefined where the file
 * holds nothing for it.
 */
export function fileExtent(image: PeImage, rva: number): Extent | undefined {
  for (const section of image.sections) {
    const into = rva - section.virtualAddress;
    if (into < 0 || into >= section.rawSize) continue;
    const rawAt = loadedOffset(image, section);
    return { at: rawAt + into, end: rawAt + section.rawSize };
  }
  return rva > 0 && rva < image.headerSize ? { at: rva, end: image.headerSize } : undefined;
}

/** Windows rounds a section's offset down to a sector where sections are aligned to pages; some packers rely on it. */
export function loadedOffset(image: PeImage, section: Section): number {
  return image.sectionAlignment >= 0x1000 ? section.rawOffset - (section.rawOffset % sector) : section.rawOffset;
}

/** Where a data directory stands in the file, no longer than it claims; undefined where the image has none. */
export function directoryExtent(image: PeImage, index: number): Extent | undefined {
  const directory = image.directories[index];
  if (!directory || directory.rva === 0 || directory.size === 0) return undefined;
  const extent = fileExtent(image, directory.rva);
  return extent && { at: extent.at, end: Math.min(extent.end, extent.at + directory.size) };
}
