/** Writes 64-bit little-endian macOS programs for tests: load commands, and one segment that ends the file. */
import { ascii, padTo, u32, u64 } from '../examples/2018-installer/layout.ts';

const be32 = (value: number): number[] => u32(value).reverse();

const commandOf = (kind: number, body: readonly number[]): number[] => {
  const size = 8 * Math.ceil((8 + body.length) / 8);
  return padTo(size, [...u32(kind), ...u32(size), ...body]);
};

/** A code directory of version 0x20200 with nothing but its names, in a SuperBlob of its own. */
export function codeSignature(identifier: string, team: string): number[] {
  const names = [...ascii(identifier), 0, ...ascii(team), 0];
  const [adHoc, headSize] = [2, 52];
  const directory = [
    ...[...be32(0xfade0c02), ...be32(headSize + names.length), ...be32(0x20200), ...be32(adHoc), ...be32(0)],
    ...[...be32(headSize), ...padTo(24, []), ...be32(headSize + identifier.length + 1), ...names],
  ];
  return [...be32(0xfade0cc0), ...be32(20 + directory.length), ...be32(1), ...be32(0), ...be32(20), ...directory];
}

export interface MachFacts {
  /** 16 bytes. */
  readonly uuid: readonly number[];
  readonly libraries: readonly string[];
  readonly signature: readonly number[];
}

export function makeMachO({ uuid, libraries, signature }: MachFacts): Uint8Array {
  const others = [
    commandOf(0x1b, uuid),
    commandOf(0x32, [...u32(1), ...u32(0x000b0100), ...u32(0x000c0301), ...u32(0)]),
    ...libraries.map((name) => commandOf(0x0c, [...u32(24), ...u32(0), ...u32(0), ...u32(0), ...ascii(name), 0])),
  ];
  const size = others.flat().length + 72 + 16;
  const dataAt = 16 * Math.ceil((32 + size) / 16);
  const segment = commandOf(0x19, [
    ...[...padTo(16, ascii('__LINKEDIT')), ...u64(0x1000), ...u64(0x1000), ...u64(dataAt), ...u64(signature.length)],
    ...[...u32(1), ...u32(1), ...u32(0), ...u32(0)],
  ]);
  const signed = commandOf(0x1d, [...u32(dataAt), ...u32(signature.length)]);
  const header = [
    ...[...u32(0xfeedfacf), ...u32(0x0100000c), ...u32(0), ...u32(2), ...u32(others.length + 2)],
    ...[...u32(size), ...u32(0), ...u32(0)],
  ];
  return Uint8Array.from([...padTo(dataAt, [...header, ...others.flat(), ...segment, ...signed]), ...signature]);
}

/** A file for several processors. */
export function makeFat(parts: readonly Uint8Array[]): Uint8Array {
  let at = 64 * Math.ceil((8 + 20 * parts.length) / 64);
  const entries = parts.flatMap((part) => {
    const entry = [...be32(0x0100000c), ...be32(0), ...be32(at), ...be32(part.length), ...be32(4)];
    at += 64 * Math.ceil(part.length / 64);
    return entry;
  });
  const head = padTo(64 * Math.ceil((8 + entries.length) / 64), [
    ...be32(0xcafebabe),
    ...be32(parts.length),
    ...entries,
  ]);
  const bodies = parts.flatMap((part, i) =>
    i === parts.length - 1 ? [...part] : padTo(64 * Math.ceil(part.length / 64), [...part]),
  );
  return Uint8Array.from([...head, ...bodies]);
}
