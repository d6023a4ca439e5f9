/**
 * The headers of an ELF file: what it is for, its segments and its sections.
 * Source: System V ABI, chapters 4 and 5, https://refspecs.linuxfoundation.org/elf/gabi4+/contents.html
 * Does not see: relocations, code; what a packer hides. Section headers that the file, or the part of it that is
 * given, does not hold are left out: programs run without them.
 */
import { malformed, notThisFormat, ok, type Result } from '../../model/result.ts';
import { record, textUntilNul } from '../pe/record.ts';

/** A stretch of the file that is loaded, or that says how to. Offsets and sizes in bytes. */
interface Segment {
  readonly type: number;
  readonly flags: number;
  readonly offset: number;
  readonly address: number;
  readonly fileSize: number;
  readonly memorySize: number;
}

interface ElfSection {
  readonly name: string;
  readonly type: number;
  readonly flags: number;
  readonly address: number;
  readonly offset: number;
  /** Bytes; sections of type `nobits` hold none in the file. */
  readonly size: number;
  /** Number of another section, as the type has it. */
  readonly link: number;
}

export interface ElfImage {
  readonly bits: 32 | 64;
  readonly littleEndian: boolean;
  readonly type: number;
  readonly machine: number;
  readonly entry: number;
  readonly segments: readonly Segment[];
  /** The table of sections: `end` 0 where the file says that it has none. */
  readonly sectionTable: { readonly at: number; readonly end: number };
  readonly sections: readonly ElfSection[];
}

export const segmentType = { load: 1, dynamic: 2, interpreter: 3, note: 4 } as const;
export const sectionType = { symbols: 2, strings: 3, nobits: 8 } as const;
export const fileType = { relocatable: 1, executable: 2, shared: 3, core: 4 } as const;

const mostSegments = 1_024;
/** Programs have some thirty; objects with a section a function may have many thousand. */
const mostSections = 65_536;
const longestName = 256;

/** Reads fixed records of either class and byte order. */
export interface FieldReader {
  readonly u16: (offset: number) => number;
  readonly u32: (offset: number) => number;
  /** Four or eight bytes, by the file's class. */
  readonly word: (offset: number) => number;
}

/** `size` bytes at `at`, or undefined where the file does not hold them. */
export function fieldsAt(
  bytes: Uint8Array,
  image: Pick<ElfImage, 'bits' | 'littleEndian'>,
  at: number,
  size: number,
): FieldReader | undefined {
  const view = record(bytes, at, size);
  if (!view) return undefined;
  const { littleEndian } = image;
  const u32 = (offset: number): number => view.getUint32(offset, littleEndian);
  const u64 = (offset: number): number => Number(view.getBigUint64(offset, littleEndian));
  return { u16: (offset) => view.getUint16(offset, littleEndian), u32, word: image.bits === 64 ? u64 : u32 };
}

/** Reads the headers; `malformed` where the file ends within its own header or the segments' headers. */
export function readElfImage(bytes: Uint8Array): Result<ElfImage> {
  if (record(bytes, 0, 4)?.getUint32(0, false) !== 0x7f454c46) return notThisFormat;
  const [classByte, order] = [bytes[4], bytes[5]];
  if ((classByte !== 1 && classByte !== 2) || (order !== 1 && order !== 2))
    return malformed(4, 'an ELF file of no known class or byte order');
  const form = { bits: classByte === 2 ? 64 : 32, littleEndian: order === 1 } as const;
  const wide = form.bits === 64;
  const header = fieldsAt(bytes, form, 0, wide ? 64 : 52);
  if (!header) return malformed(bytes.length, 'the ELF header is cut short');
  const tail = wide ? 48 : 36; // e_flags and what follows stand alike in both classes
  const segments = readSegments(bytes, form, header.word(wide ? 32 : 28), header.u16(tail + 6), header.u16(tail + 8));
  if (segments.status !== 'ok') return segments;
  const at = header.word(wide ? 40 : 32);
  const entrySize = header.u16(tail + 10);
  const count = sectionCount(bytes, form, at, header.u16(tail + 12));
  return ok({
    ...form,
    type: header.u16(16),
    machine: header.u16(18),
    entry: header.word(24),
    segments: segments.value,
    sectionTable: { at, end: at === 0 ? 0 : at + count * entrySize },
    sections: readSections(bytes, form, { at, entrySize, count, namesIndex: header.u16(tail + 14) }),
  });
}

type Form = Pick<ElfImage, 'bits' | 'littleEndian'>;

function readSegments(bytes: Uint8Array, form: Form, at: number, size: number, count: number): Result<Segment[]> {
  const wide = form.bits === 64;
  const segments: Segment[] = [];
  for (let i = 0; i < Math.min(count, mostSegments); i++) {
    const fields = size < (wide ? 56 : 32) ? undefined : fieldsAt(bytes, form, at + i * size, size);
    // A table is said to stand anywhere; where the file ends is the last place that there is.
    const here = Math.min(at + i * size, bytes.length);
    if (!fields) return malformed(here, `the segment table ends before segment ${i + 1} of ${count}`);
    segments.push({
      type: fields.u32(0),
      flags: fields.u32(wide ? 4 : 24),
      offset: fields.word(wide ? 8 : 4),
      address: fields.word(wide ? 16 : 8),
      fileSize: fields.word(wide ? 32 : 16),
      memorySize: fields.word(wide ? 40 : 20),
    });
  }
  return ok(segments);
}

/** A count of 0 with a table says that the true count stands in the first section's size. */
function sectionCount(bytes: Uint8Array, form: Form, at: number, count: number): number {
  if (count > 0 || at === 0) return count;
  const first = fieldsAt(bytes, form, at, form.bits === 64 ? 64 : 40);
  return Math.min(mostSections, first?.word(form.bits === 64 ? 32 : 20) ?? 0);
}

interface SectionTable {
  readonly at: number;
  readonly entrySize: number;
  readonly count: number;
  readonly namesIndex: number;
}

function readSections(bytes: Uint8Array, form: Form, table: SectionTable): ElfSection[] {
  const wide = form.bits === 64;
  const rows: { nameAt: number; section: Omit<ElfSection, 'name'> }[] = [];
  for (let i = 0; i < table.count && table.entrySize >= (wide ? 64 : 40); i++) {
    const fields = fieldsAt(bytes, form, table.at + i * table.entrySize, table.entrySize);
    if (!fields) break;
    const section = {
      type: fields.u32(4),
      flags: fields.word(8),
      address: fields.word(wide ? 16 : 12),
      offset: fields.word(wide ? 24 : 16),
      size: fields.word(wide ? 32 : 20),
      link: fields.u32(wide ? 40 : 24),
    };
    rows.push({ nameAt: fields.u32(0), section });
  }
  const names = rows[table.namesIndex]?.section;
  const end = names ? Math.min(bytes.length, names.offset + names.size) : 0;
  return rows.map(({ nameAt, section }) => {
    const at = (names?.offset ?? 0) + nameAt;
    return { name: names && at < end ? textUntilNul(bytes, at, end, longestName).text : '', ...section };
  });
}

/** Where the file holds what memory has at `address`, and how far that segment goes. */
export function fileOffset(image: ElfImage, address: number): { at: number; end: number } | undefined {
  for (const { type, address: start, fileSize, offset } of image.segments)
    if (type === segmentType.load && address >= start && address < start + fileSize)
      return { at: offset + address - start, end: offset + fileSize };
  return undefined;
}
