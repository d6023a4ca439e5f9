/**
 * How an ELF program was linked: static or dynamic, with which libraries and interpreter, stripped or not.
 * Source: System V ABI, chapter 5, "Dynamic Section"; the generic tags DT_NEEDED, DT_STRTAB, DT_RPATH, DT_RUNPATH.
 * Does not see: what a program loads by itself while it runs (dlopen).
 */
import { textUntilNul } from '../pe/record.ts';
import { type ElfImage, fieldsAt, fileOffset, fileType, sectionType, segmentType } from './image.ts';

export interface Linking {
  readonly form: 'static' | 'dynamic' | 'shared library' | 'object file';
  readonly interpreter?: string;
  readonly libraries: readonly string[];
  /** Folders that are searched for libraries first, as the builder had them. */
  readonly searchPath?: string;
  /** Whether a symbol table is there; undefined where the section headers are not, so that nobody knows. */
  readonly stripped?: boolean;
}

const tagNeeded = 1;
const tagStrings = 5;
const tagRpath = 15;
const tagRunpath = 29;
const mostEntries = 4_096;
const mostLibraries = 256;
const longestText = 1_024;

export function readLinking(bytes: Uint8Array, image: ElfImage): Linking {
  const dynamic = readDynamic(bytes, image);
  const segment = image.segments.find(({ type }) => type === segmentType.interpreter);
  const interpreter =
    segment && textUntilNul(bytes, segment.offset, segment.offset + segment.fileSize, longestText).text;
  const hasSymbols = image.sections.some(({ type }) => type === sectionType.symbols);
  return {
    form: formOf(image, interpreter !== undefined, dynamic.libraries.length > 0),
    ...(interpreter && { interpreter }),
    ...dynamic,
    ...(image.sections.length > 0 && { stripped: !hasSymbols }),
  };
}

function formOf(image: ElfImage, interpreted: boolean, needs: boolean): Linking['form'] {
  if (image.type === fileType.relocatable) return 'object file';
  if (interpreted) return 'dynamic';
  // A position-independent static program is marked as shared, too, but has a place to begin at and needs nothing.
  if (image.type === fileType.shared && (needs || image.entry === 0)) return 'shared library';
  return 'static';
}

function readDynamic(bytes: Uint8Array, image: ElfImage): Pick<Linking, 'libraries' | 'searchPath'> {
  const entries = dynamicEntries(bytes, image);
  const stringsAddress = entries.find(({ tag }) => tag === tagStrings)?.value;
  const strings = stringsAddress === undefined ? undefined : fileOffset(image, stringsAddress);
  if (!strings) return { libraries: [] };
  const text = (offset: number): string => textUntilNul(bytes, strings.at + offset, strings.end, longestText).text;
  const needed = entries.filter(({ tag }) => tag === tagNeeded).slice(0, mostLibraries);
  const path = entries.find(({ tag }) => tag === tagRunpath || tag === tagRpath);
  const searchPath = path && text(path.value);
  return { libraries: needed.map(({ value }) => text(value)), ...(searchPath && { searchPath }) };
}

function dynamicEntries(bytes: Uint8Array, image: ElfImage): { tag: number; value: number }[] {
  const segment = image.segments.find(({ type }) => type === segmentType.dynamic);
  const word = image.bits / 8;
  const entries: { tag: number; value: number }[] = [];
  const count = Math.min(mostEntries, Math.floor((segment?.fileSize ?? 0) / (2 * word)));
  for (let i = 0; i < count; i++) {
    const fields = fieldsAt(bytes, image, (segment?.offset ?? 0) + i * 2 * word, 2 * word);
    const tag = fields?.word(0) ?? 0;
    if (!fields || tag === 0) break;
    entries.push({ tag, value: fields.word(word) });
  }
  return entries;
}
