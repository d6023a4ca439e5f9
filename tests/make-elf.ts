/** Writes 64-bit little-endian Linux programs for tests: headers, segments and sections as given, and no code. */
import { ascii, padTo, u16, u32, u64 } from '../examples/2018-installer/layout.ts';

interface ElfPart {
  readonly name: string;
  readonly bytes: readonly number[];
  /** 1 PROGBITS, 2 SYMTAB, 3 STRTAB, 7 NOTE; PROGBITS if absent. */
  readonly type?: number;
  readonly link?: number;
  /** Also a segment of this type, with these flags. */
  readonly segment?: readonly [type: number, flags: number];
}

export interface ElfFacts {
  readonly parts: readonly ElfPart[];
  /** 1 object, 2 program, 3 shared; 2 if absent. */
  readonly type?: number;
  /** Leave the section headers out, as packers do. */
  readonly sectionless?: boolean;
}

export const addressOf = (offset: number): number => 0x400000 + offset;

/** Contents one after the other behind the headers, each at a multiple of 16; then names and section headers. */
export function makeElf({ parts, type = 2, sectionless = false }: ElfFacts): Uint8Array {
  const segments = parts.filter(({ segment }) => segment);
  let at = 16 * Math.ceil((64 + 56 * segments.length) / 16);
  const start = at;
  const offsets = parts.map(({ bytes }) => {
    const offset = at;
    at += 16 * Math.ceil(bytes.length / 16);
    return offset;
  });
  const contents = parts.flatMap(({ bytes }) => padTo(16 * Math.ceil(bytes.length / 16), bytes));
  const programHeaders = parts.flatMap(({ segment, bytes }, i) => {
    if (!segment) return [];
    const offset = offsets[i] ?? 0;
    return [
      ...[...u32(segment[0]), ...u32(segment[1]), ...u64(offset), ...u64(addressOf(offset)), ...u64(addressOf(offset))],
      ...[...u64(bytes.length), ...u64(bytes.length), ...u64(16)],
    ];
  });
  const names = ['', ...parts.map(({ name }) => name), '.shstrtab'];
  const nameAt = (index: number): number => names.slice(0, index).join('\0').length + (index > 0 ? 1 : 0);
  const strings = [...ascii(names.join('\0')), 0];
  const tableAt = 16 * Math.ceil((at + strings.length) / 16);
  const row = (name: number, kind: number, offset: number, size: number, link: number): number[] => [
    ...[...u32(name), ...u32(kind), ...u64(0), ...u64(addressOf(offset)), ...u64(offset), ...u64(size)],
    ...[...u32(link), ...u32(0), ...u64(1), ...u64(0)],
  ];
  const table = [
    ...row(0, 0, 0, 0, 0),
    ...parts.flatMap((part, i) =>
      row(nameAt(i + 1), part.type ?? 1, offsets[i] ?? 0, part.bytes.length, part.link ?? 0),
    ),
    ...row(nameAt(parts.length + 1), 3, at, strings.length, 0),
  ];
  const header = [
    ...[0x7f, ...ascii('ELF'), 2, 1, 1, ...padTo(9, []), ...u16(type), ...u16(62), ...u32(1), ...u64(addressOf(start))],
    ...[...u64(64), ...u64(sectionless ? 0 : tableAt), ...u32(0), ...u16(64), ...u16(56), ...u16(segments.length)],
    ...[...u16(64), ...u16(sectionless ? 0 : parts.length + 2), ...u16(sectionless ? 0 : parts.length + 1)],
  ];
  const body = [...padTo(start, [...header, ...programHeaders]), ...contents];
  return Uint8Array.from(sectionless ? body : [...padTo(tableAt, [...body, ...strings]), ...table]);
}
