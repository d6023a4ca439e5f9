/** Writes Windows programs for tests: headers, sections and directories as given, and no code. */
import { ascii, padTo, u16, u32 } from '../examples/2018-installer/layout.ts';

interface PeSection {
  readonly name: string;
  readonly bytes: readonly number[];
  /** Where memory has it; a multiple of 0x1000. */
  readonly rva: number;
  readonly characteristics?: number;
  readonly memorySize?: number;
}

export interface PeFacts {
  readonly sections: readonly PeSection[];
  /** RVA and size, by index. */
  readonly directories?: ReadonlyMap<number, readonly [number, number]>;
  /** What stands between the DOS header and the PE header; its length a multiple of 8. */
  readonly stub?: readonly number[];
  readonly seconds?: number;
  /** COFF symbols: place in the file and number. */
  readonly symbols?: readonly [number, number];
}

export const firstSectionAt = 0x400;
const unit = 0x200;
const readOnlyData = 0x40000040;

/** A PE32 image, whose first section stands at `firstSectionAt`. */
export function makePe(facts: PeFacts): Uint8Array {
  const { sections, directories, stub = [], seconds = 0, symbols = [0, 0] } = facts;
  const optional = padTo(224, [...u16(0x10b), ...padTo(26, []), ...u32(0x400000), ...u32(0x1000), ...u32(unit)]);
  optional.splice(60, 4, ...u32(firstSectionAt));
  optional.splice(68, 2, ...u16(3));
  optional.splice(92, 4, ...u32(16));
  for (const [index, [rva, size]] of directories ?? []) optional.splice(96 + 8 * index, 8, ...u32(rva), ...u32(size));
  let at = firstSectionAt;
  const table = sections.flatMap((section) => {
    const size = Math.ceil(section.bytes.length / unit) * unit;
    const start = size === 0 ? 0 : at;
    at += size;
    return [
      ...[...padTo(8, ascii(section.name)), ...u32(section.memorySize ?? section.bytes.length), ...u32(section.rva)],
      ...[...u32(size), ...u32(start), ...padTo(12, []), ...u32(section.characteristics ?? readOnlyData)],
    ];
  });
  const headers = [
    ...[...padTo(60, ascii('MZ')), ...u32(64 + stub.length), ...stub, ...ascii('PE'), 0, 0],
    ...[...u16(0x14c), ...u16(sections.length), ...u32(seconds), ...u32(symbols[0]), ...u32(symbols[1])],
    ...[...u16(224), ...u16(0x102), ...optional, ...table],
  ];
  const contents = sections.flatMap(({ bytes }) => padTo(Math.ceil(bytes.length / unit) * unit, bytes));
  return Uint8Array.from([...padTo(firstSectionAt, headers), ...contents]);
}

/** A leaf of the resource tree: type, name, language, bytes. Text names stand for names, numbers for ids. */
export type Leaf = readonly [number | string, number | string, number, readonly number[]];

/** A resource section for memory at `rva`: one branch a leaf, and so no order that Windows would ask for. */
export function resourceSection(rva: number, leaves: readonly Leaf[]): number[] {
  const branch = 24 * 2 + 16; // two directories of one entry, and a data entry
  const tablesEnd = 16 + 8 * leaves.length + branch * leaves.length;
  const tail: number[] = [];
  const label = (value: number | string): number => {
    if (typeof value === 'number') return value;
    const at = tablesEnd + tail.length;
    tail.push(...u16(value.length), ...[...value].flatMap((c) => u16(c.charCodeAt(0))));
    return (0x80000000 | at) >>> 0;
  };
  const directory = (entries: readonly number[][]): number[] => [
    ...[...padTo(12, []), ...u16(0), ...u16(entries.length)],
    ...entries.flatMap(([name = 0, target = 0]) => [...u32(name), ...u32(target)]),
  ];
  const inner = (at: number): number => (0x80000000 | at) >>> 0;
  const firstBranch = 16 + 8 * leaves.length;
  const roots = leaves.map(([type], i) => [label(type), inner(firstBranch + branch * i)]);
  const branches = leaves.flatMap(([, name, language, bytes], i) => {
    const at = firstBranch + branch * i;
    const named = directory([[label(name), inner(at + 24)]]);
    const languages = directory([[language, at + 48]]);
    const dataAt = tablesEnd + tail.length;
    tail.push(...bytes);
    return [...named, ...languages, ...u32(rva + dataAt), ...u32(bytes.length), ...u32(0), ...u32(0)];
  });
  return [...directory(roots), ...branches, ...tail];
}
