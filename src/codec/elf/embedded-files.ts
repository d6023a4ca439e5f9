/**
 * Files that a linker took in as they are (`ld -r -b binary`, `objcopy -I binary`): three symbols frame each of them,
 * `_binary_config_json_start`, `…_end` and `…_size`.
 * Source: GNU ld manual, "Options", -b; objcopy manual, -I binary.
 * Does not see: files taken in with `.incbin` or `#embed`, or where the symbols were stripped.
 */
import { record, textUntilNul } from '../pe/record.ts';
import { type ElfImage, fieldsAt, fileOffset, fileType, sectionType } from './image.ts';

/** `at` and `end` frame the file's bytes. */
export interface EmbeddedFile {
  /** As the symbol has it: what is no letter or digit became `_`. */
  readonly name: string;
  readonly at: number;
  readonly end: number;
}

const form = /^_binary_(.+)_(start|end)$/;
/** `_bin`, little-endian: a cheap look before a name is read. */
const prefix = 0x6e69625f;
const mostSymbols = 1_000_000;
const mostFiles = 4_096;
const longestName = 512;

export function readEmbeddedFiles(bytes: Uint8Array, image: ElfImage): EmbeddedFile[] {
  const starts = new Map<string, number>();
  const files: EmbeddedFile[] = [];
  const ends = new Map<string, number>();
  for (const { name, which, at } of binarySymbols(bytes, image)) (which === 'start' ? starts : ends).set(name, at);
  for (const [name, at] of starts) {
    const end = ends.get(name) ?? 0;
    if (end > at && end <= bytes.length && files.length < mostFiles) files.push({ name, at, end });
  }
  return files;
}

function* binarySymbols(
  bytes: Uint8Array,
  image: ElfImage,
): Generator<{ name: string; which: string | undefined; at: number }> {
  const wide = image.bits === 64;
  const table = image.sections.find(({ type }) => type === sectionType.symbols);
  const names = image.sections[table?.link ?? 0];
  const size = wide ? 24 : 16;
  if (!table || !names) return;
  const count = Math.min(mostSymbols, Math.floor(table.size / size));
  for (let i = 0; i < count; i++) {
    const symbol = fieldsAt(bytes, image, table.offset + i * size, size);
    if (!symbol) return;
    const nameAt = names.offset + symbol.u32(0);
    if (record(bytes, nameAt, 4)?.getUint32(0, true) !== prefix) continue;
    const { text } = textUntilNul(bytes, nameAt, names.offset + names.size, longestName);
    const [, name, which] = form.exec(text) ?? [];
    const at = place(image, symbol.word(wide ? 8 : 4), symbol.u16(wide ? 6 : 14), which === 'end');
    if (name !== undefined && at !== undefined) yield { name, which, at };
  }
}

/** An object file's values count from their section; a program's are addresses, and an end may be one too far. */
function place(image: ElfImage, value: number, section: number, isEnd: boolean): number | undefined {
  if (image.type === fileType.relocatable) {
    const holder = image.sections[section];
    return holder && holder.offset + value;
  }
  const extent = fileOffset(image, isEnd ? value - 1 : value);
  return extent && (isEnd ? extent.at + 1 : extent.at);
}
